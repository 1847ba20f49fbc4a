import { expect, it } from "vitest";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import { askHugo, type FixtureScan, scanFixture, threadsOf } from "../scan-fixture.ts";
import {
  base,
  baseToml,
  baseYaml,
  byParameter,
  chatShortcode,
  contentLayouts,
  page,
  widget,
} from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

const layouts = { ...contentLayouts, ...chatShortcode };
const twoLanguages = `defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.de]
weight = 2
`;
const twoVersions = `[versions."v2.0.0"]
[versions."v1.0.0"]
`;

function mountOf(source: string, matrix: string): string {
  return `[[module.mounts]]
source = "${source}"
target = "content"
[module.mounts.sites.matrix]
${matrix}
`;
}

describeSites("A site in versions", [
  {
    name: "has each version's section on that version's page",
    files: {
      ...layouts,
      "hugo.toml": baseToml(
        twoVersions +
          mountOf("content/v2", 'versions = ["v2.0.0"]') +
          mountOf("content/v1", 'versions = ["v1.0.0"]'),
      ),
      "content/v2/docs/a.md": page("A", "{{< chat second >}}"),
      "content/v1/docs/a.md": page("A", "{{< chat first >}}"),
    },
    built: ["/docs/a/ second", "/v1.0.0/docs/a/ first"],
    needsNewHugo: true,
  },
  {
    name: "in YAML, with the older version as the default",
    files: {
      ...layouts,
      "hugo.yaml": baseYaml(`defaultContentVersion: v1.0.0
versions:
  v1.0.0: {}
  v2.0.0: {}
module:
  mounts:
    - source: content/v1
      target: content
      sites: { matrix: { versions: [v1.0.0] } }
    - source: content/v2
      target: content
      sites: { matrix: { versions: [v2.0.0] } }
`),
      "content/v2/docs/a.md": page("A", "{{< chat second >}}"),
      "content/v1/docs/a.md": page("A", "{{< chat first >}}"),
    },
    built: ["/docs/a/ first", "/v2.0.0/docs/a/ second"],
    needsNewHugo: true,
  },
  {
    name: "with a subfolder for the default version as well",
    files: {
      ...layouts,
      "hugo.toml": baseToml(
        `defaultContentVersionInSubdir = true\n${twoVersions}${mountOf("content/v2", 'versions = ["v2.0.0"]')}${mountOf("content/v1", 'versions = ["v1.0.0"]')}`,
      ),
      "content/v2/docs/a.md": page("A", "{{< chat second >}}"),
      "content/v1/docs/a.md": page("A", "{{< chat first >}}"),
    },
    built: ["/v1.0.0/docs/a/ first", "/v2.0.0/docs/a/ second"],
    needsNewHugo: true,
  },
  {
    name: "by front matter of the page",
    files: {
      ...layouts,
      "hugo.toml": baseToml(twoVersions),
      "content/docs/new.md": page("New", "{{< chat new >}}"),
      "content/docs/old.md": page(
        "Old",
        "{{< chat old >}}",
        'sites:\n  matrix:\n    versions: ["v1.0.0"]\n',
      ),
    },
    built: ["/docs/new/ new", "/v1.0.0/docs/old/ old"],
    needsNewHugo: true,
  },
  {
    name: "with languages as well",
    files: {
      ...layouts,
      "hugo.toml": baseToml(
        twoLanguages +
          twoVersions +
          mountOf("content/v2/en", 'versions = ["v2.0.0"]\nlanguages = ["en"]') +
          mountOf("content/v2/de", 'versions = ["v2.0.0"]\nlanguages = ["de"]') +
          mountOf("content/v1/en", 'versions = ["v1.0.0"]\nlanguages = ["en"]') +
          mountOf("content/v1/de", 'versions = ["v1.0.0"]\nlanguages = ["de"]'),
      ),
      "content/v2/en/a.md": page("A", "{{< chat en-2 >}}"),
      "content/v2/de/a.md": page("A", "{{< chat de-2 >}}"),
      "content/v1/en/a.md": page("A", "{{< chat en-1 >}}"),
      "content/v1/de/a.md": page("A", "{{< chat de-1 >}}"),
    },
    built: ["/a/ en-2", "/de/a/ de-2", "/v1.0.0/a/ en-1", "/v1.0.0/de/a/ de-1"],
    needsNewHugo: true,
  },
  {
    name: "with the widget in the layout",
    files: {
      ...byParameter,
      "hugo.toml": baseToml(
        twoVersions +
          mountOf("content/v2", 'versions = ["v2.0.0"]') +
          mountOf("content/v1", 'versions = ["v1.0.0"]'),
      ),
      "content/v2/a.md": page("A", "", "cid: second\n"),
      "content/v1/a.md": page("A", "", "cid: first\n"),
    },
    built: ["/a/ second", "/v1.0.0/a/ first"],
    needsNewHugo: true,
  },
]);

describeSites("A site with roles", [
  {
    name: "has each role's section on that role's page",
    files: {
      ...layouts,
      "hugo.toml": baseToml(
        "[roles.guest]\nweight = 1\n[roles.member]\nweight = 2\n" +
          mountOf("content/guests", 'roles = ["guest"]') +
          mountOf("content/members", 'roles = ["member"]'),
      ),
      "content/guests/a.md": page("A", "{{< chat for-guests >}}"),
      "content/members/a.md": page("A", "{{< chat for-members >}}"),
    },
    built: ["/a/ for-guests", "/member/a/ for-members"],
    needsNewHugo: true,
  },
  {
    name: "by front matter, in JSON configuration",
    files: {
      ...layouts,
      "hugo.json": JSON.stringify({
        baseURL: "https://blog.example/",
        disableKinds: ["taxonomy", "term", "rss", "sitemap"],
        roles: { guest: { weight: 1 }, member: { weight: 2 } },
      }),
      "content/a.md": page("A", "{{< chat open >}}"),
      "content/b.md": page("B", "{{< chat inside >}}", "sites:\n  matrix:\n    roles: [member]\n"),
    },
    built: ["/a/ open", "/member/b/ inside"],
    needsNewHugo: true,
  },
]);

describeSites("Content mounted for languages by pattern", [
  {
    name: "all but one language",
    files: {
      ...layouts,
      "hugo.toml": baseToml(
        twoLanguages +
          mountOf("content/en", 'languages = ["en"]') +
          mountOf("content/others", 'languages = ["! en"]'),
      ),
      "content/en/a.md": page("A", "{{< chat english >}}"),
      "content/others/a.md": page("A", "{{< chat german >}}"),
    },
    built: ["/a/ english", "/de/a/ german"],
    needsNewHugo: true,
  },
  {
    name: "all languages",
    files: {
      ...layouts,
      "layouts/shortcodes/chat.html": widget("{{ .Get 0 }}-{{ site.Language.Lang }}"),
      "hugo.toml": baseToml(twoLanguages + mountOf("content", 'languages = ["**"]')),
      "content/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/a/ a-en", "/de/a/ a-de"],
    needsNewHugo: true,
  },
  {
    name: "each language by its name, in YAML",
    files: {
      ...layouts,
      "hugo.yaml": baseYaml(`defaultContentLanguage: en
languages: { en: { weight: 1 }, de: { weight: 2 } }
module:
  mounts:
    - { source: english, target: content, sites: { matrix: { languages: [en] } } }
    - { source: deutsch, target: content, sites: { matrix: { languages: [de] } } }
`),
      "english/a.md": page("A", "{{< chat english >}}"),
      "deutsch/a.md": page("A", "{{< chat german >}}"),
    },
    built: ["/a/ english", "/de/a/ german"],
    needsNewHugo: true,
  },
]);

describeSites("Languages", [
  {
    name: "by file name",
    files: {
      ...base,
      "hugo.toml": baseToml(twoLanguages),
      "content/p/a.md": page("A", "{{< chat english >}}"),
      "content/p/a.de.md": page("A", "{{< chat german >}}"),
      "content/p/only.de.md": page("Nur", "{{< chat only-german >}}"),
    },
    built: ["/de/p/a/ german", "/de/p/only/ only-german", "/p/a/ english"],
  },
  {
    name: "by folder, each language below its name",
    files: {
      ...layouts,
      "hugo.yaml": baseYaml(`defaultContentLanguage: de
defaultContentLanguageInSubdir: true
languages:
  de: { weight: 1, contentDir: content/de }
  en: { weight: 2, contentDir: content/en }
`),
      "content/en/a.md": page("A", "{{< chat english >}}"),
      "content/de/a.md": page("A", "{{< chat german >}}"),
    },
    built: ["/de/a/ german", "/en/a/ english"],
  },
  {
    name: "in a leaf bundle, with slugs of their own",
    files: {
      ...base,
      "hugo.toml": baseToml(twoLanguages),
      "content/p/a/index.md": page("A", "{{< chat english >}}", "slug: apple\n"),
      "content/p/a/index.de.md": page("A", "{{< chat german >}}", "slug: Äpfel\n"),
    },
    built: ["/de/p/%C3%A4pfel/ german", "/p/apple/ english"],
  },
  {
    name: "one of which is disabled",
    files: {
      ...base,
      "hugo.toml": baseToml(`disableLanguages = ["de"]\n${twoLanguages}`),
      "content/a.md": page("A", "{{< chat english >}}"),
      "content/a.de.md": page("A", "{{< chat german >}}"),
    },
    built: ["/a/ english"],
  },
]);

const siteNames: readonly (FixtureScan & { readonly name: string })[] = [
  {
    name: "in the languages' parameters",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(`defaultContentLanguage = "en"
[languages.en.params]
cactus = "site-en"
[languages.de.params]
cactus = "site-de"
`),
      "layouts/shortcodes/chat.html": widget("{{ .Get 0 }}", "{{ site.Params.cactus }}"),
      "content/a.md": page("A", "{{< chat one >}}"),
      "content/a.de.md": page("A", "{{< chat one >}}"),
    },
  },
  {
    name: "in config/_default/params.de.toml, with the widget in the layout",
    files: {
      ...contentLayouts,
      "config/_default/hugo.toml": baseToml('defaultContentLanguage = "en"\n'),
      "config/_default/languages.toml": "[en]\nweight = 1\n[de]\nweight = 2\n",
      "config/_default/params.en.toml": 'cactus = "site-en"\n',
      "config/_default/params.de.toml": 'cactus = "site-de"\n',
      "layouts/_default/single.html": widget(
        "{{ .File.TranslationBaseName }}",
        "{{ site.Params.cactus }}",
      ),
      "content/one.md": page("A"),
      "content/one.de.md": page("A"),
    },
  },
  {
    name: "in translations (i18n)",
    files: {
      ...contentLayouts,
      "hugo.yaml": baseYaml(`defaultContentLanguage: en
languages:
  en: { weight: 1, contentDir: content/en }
  de: { weight: 2, contentDir: content/de }
`),
      "i18n/en.yaml": "cactus: site-en\n",
      "i18n/de.yaml": "cactus: site-de\n",
      "layouts/shortcodes/chat.html": widget("{{ .Get 0 }}", '{{ i18n "cactus" }}'),
      "content/en/a.md": page("A", "{{< chat one >}}"),
      "content/de/a.md": page("A", "{{< chat one >}}"),
    },
  },
];

currentHugo.describe("One section id under a site name for each language", () => {
  it.each(siteNames)("is two rooms on two pages: $name", async (fixture) => {
    const built = await askHugo(fixture);
    const conversations = built.map(({ siteName, threadId }) => `${siteName} ${threadId}`);
    expect(conversations.toSorted(), "as Hugo builds it").toEqual(["site-de one", "site-en one"]);
    const scan = await scanFixture(fixture);
    expect(threadsOf(scan)).toEqual(built);
    expect(scan.findings.filter(({ code }) => /section/.test(code))).toEqual([]);
  });
});
