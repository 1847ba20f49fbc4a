import { currentHugo, oldestHugo, type TestedHugo } from "../../parts/hugo/hugos.ts";

/** A site whose shape decides over page addresses; `{chat}` in a file becomes its comment section. */
export interface SiteShape {
  readonly name: string;
  /** By path. */
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The Hugo that knows what it needs; where there is none, each does. */
  readonly only?: TestedHugo;
}

/** Content files of the given paths, each with a title, a date and a section. */
function pages(
  paths: readonly string[],
  frontMatter: (path: string) => string = () => "",
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    paths.map((path, index) => [
      path,
      `---\ntitle: "Title ${index} of This"\ndate: 2023-0${1 + (index % 9)}-1${index % 9}\n${frontMatter(path)}\n---\n{chat}\n`,
    ]),
  );
}

function page(frontMatter: string): string {
  return `---\ntitle: A Title\ndate: 2023-04-05\n${frontMatter}\n---\n{chat}\n`;
}

const base = 'baseURL = "https://example.org/sub/"\n';
const tree = [
  "_index.md",
  "about.md",
  "posts/_index.md",
  "posts/One Post.md",
  "posts/two/index.md",
  "posts/deep/er/three.md",
  "docs/_index.md",
  "docs/guide/_index.md",
  "docs/guide/Start Here.md",
  "docs/guide/bundle/index.md",
];

const inLanguages = tree.flatMap((path) => [
  `content/${path}`,
  `content/${path.replace(".md", ".de.md")}`,
  `content/${path.replace(".md", ".pt-br.md")}`,
]);
const languages = `
[languages.en]
weight = 1
[languages.de]
weight = 2
[languages.pt-br]
weight = 3
`;

const languageNames: readonly SiteShape[] = [
  { config: "", name: "languages by file name" },
  {
    config: "defaultContentLanguageInSubdir = true\n",
    name: "languages by file name, all in folders",
  },
  {
    config: 'defaultContentLanguage = "de"\n',
    name: "languages by file name, another one the default",
  },
  {
    config: "uglyURLs = true\n",
    name: "languages by file name, ugly addresses",
    only: currentHugo,
  },
].map(({ config, ...shape }) => ({
  ...shape,
  files: {
    "hugo.toml": `${base}${config}${languages}`,
    // Without a language in its name, a file is in the default one.
    ...pages(inLanguages.filter((path) => !(config.includes('"de"') && path.includes(".de.")))),
  },
}));

const byFolder = (more: string) => `${base}${more}
[languages.en]
contentDir = "content/english"
weight = 1
[languages.de]
contentDir = "content/deutsch"
weight = 2
[languages.de.permalinks]
posts = "/beitraege/:year/:slug/"
`;

const languageFolders: readonly SiteShape[] = ["", "defaultContentLanguageInSubdir = true\n"].map(
  (config) => ({
    name: `languages by content folder ${config}`,
    files: {
      "hugo.toml": byFolder(config),
      ...pages(tree.flatMap((path) => [`content/english/${path}`, `content/deutsch/${path}`])),
    },
  }),
);

const shapes: readonly SiteShape[] = [
  ...languageNames,
  ...languageFolders,
  {
    name: "languages with hosts of their own",
    files: {
      "hugo.toml": `${base}
[languages.en]
baseURL = "https://example.org/english/"
[languages.de]
baseURL = "https://example.de/deutsch"
[languages.pt-br]
baseURL = "https://example.br/"
`,
      ...pages(inLanguages),
    },
  },
  {
    name: "a language that is switched off",
    files: {
      "hugo.toml": `${base}disableLanguages = ["de"]\n${languages}`,
      ...pages(inLanguages),
    },
  },
  {
    name: "mounts of folders and files",
    files: {
      "hugo.toml": `${base}theme = "lean"
[[module.mounts]]
source = "handbook"
target = "content/docs/manual"
[[module.mounts]]
source = "README.md"
target = "content/readme.md"
[[module.mounts]]
source = "content"
target = "content"
[permalinks]
docs = "/d/:sections[1:]/:filename/"
`,
      ...pages(["handbook/_index.md", "handbook/First Step.md", "handbook/more/second.md"]),
      ...pages(["README.md", "content/posts/a.md", "content/docs/b.md"]),
      ...pages(["themes/lean/content/from-theme.md", "themes/lean/content/posts/a.md"]),
    },
  },
  ...(
    [
      [oldestHugo, (code: string) => `lang = "${code}"`],
      [currentHugo, (code: string) => `[module.mounts.sites.matrix]\nlanguages = ["${code}"]`],
    ] as const
  ).map(
    ([only, language]): SiteShape => ({
      name: `mounts of languages, as ${only.name} has them`,
      files: {
        "hugo.toml": `${base}\n[languages.en]\n[languages.de]\n${["en", "de"]
          .map(
            (code) =>
              `[[module.mounts]]\nsource = "texts/${code}"\ntarget = "content"\n${language(code)}\n`,
          )
          .join("")}`,
        ...pages(tree.flatMap((path) => [`texts/en/${path}`, `texts/de/${path}`])),
      },
      only,
    }),
  ),
  {
    name: "themes with configurations",
    files: {
      "hugo.toml": `${base}theme = ["first", "second"]\nthemesDir = "designs"\n`,
      "designs/first/hugo.toml":
        '[params]\nfrom = "first"\n[permalinks]\nposts = "/never/:slug/"\n',
      "designs/second/config.yaml": "params:\n  from: second\nuglyURLs: true\n",
      ...pages(tree.map((path) => `content/${path}`)),
      ...pages(["designs/second/content/posts/of-theme.md"]),
    },
  },
  {
    name: "a module that is vendored",
    files: {
      "hugo.toml": `${base}[[module.imports]]\npath = "example.com/module"\n`,
      "go.mod": "module example.com/site\n\ngo 1.20\n",
      "_vendor/modules.txt": "# example.com/module v1.0.0\n",
      ...pages(["_vendor/example.com/module/content/posts/vendored.md"]),
      ...pages(tree.map((path) => `content/${path}`)),
    },
  },
  {
    name: "configuration split into files, with an environment",
    files: {
      "config/_default/hugo.yaml": "baseURL: https://example.org/split/\ntitle: Split\n",
      "config/_default/permalinks.toml": 'posts = "/p/:year/:filename/"\n',
      "config/_default/languages.toml": '[en]\nweight = 1\n[de]\nweight = 2\ntitle = "Deutsch"\n',
      "config/staging/config.json": '{ "permalinks": { "docs": "/staged/:slug/" } }',
      ...pages(inLanguages.filter((path) => !path.includes("pt-br"))),
    },
    env: { HUGO_ENVIRONMENT: "staging" },
  },
  {
    name: "configuration by environment variables",
    files: { "config.toml": `${base}`, ...pages(tree.map((path) => `content/${path}`)) },
    env: { HUGO_BASEURL: "https://example.org/from/env/", HUGO_DISABLEPATHTOLOWER: "true" },
  },
  {
    name: "configuration in JSON, with other spellings of keys",
    files: {
      "hugo.json": JSON.stringify({
        BaseURL: "https://example.org/json/",
        disablePathToLower: true,
        Permalinks: { Posts: "/j/:slug/" },
      }),
      ...pages(tree.map((path) => `content/${path}`)),
    },
    only: currentHugo,
  },
  {
    name: "cascades of branches",
    files: {
      "hugo.toml": base,
      "content/posts/_index.md": page(`cascade:
  slug: handed-down
  build:
    list: local`),
      "content/posts/a.md": page("slug: own"),
      "content/posts/sub/b.md": page(""),
      "content/hidden/_index.md": page("cascade:\n  build:\n    render: never"),
      "content/hidden/a.md": page(""),
      "content/hidden/b.md": page("build:\n  render: always"),
      "content/drafts/_index.md": page("cascade:\n  draft: true"),
      "content/drafts/a.md": page(""),
      "content/drafts/b.md": page("draft: false"),
      "content/near/_index.md": page("cascade:\n  slug: far"),
      "content/near/er/_index.md": page("cascade:\n  slug: near"),
      "content/near/er/page.md": page(""),
    },
    only: currentHugo,
  },
  {
    name: "cascades with targets",
    files: {
      "hugo.toml": base,
      "content/_index.md": page(`cascade:
  - _target:
      path: /posts/**
    slug: by-path
  - _target:
      kind: section
    slug: by-kind
  - _target:
      path: "{/docs/a,/docs/b*}"
    draft: true`),
      ...pages(
        ["posts/a.md", "posts/x/b.md", "docs/a.md", "docs/b2.md", "docs/c.md"].map(
          (path) => `content/${path}`,
        ),
      ),
      // Without a slug of its own it would be written to the same file as docs, which has no content file.
      "content/posts/_index.md": page("slug: own"),
      "content/docs/deep/_index.md": page(""),
    },
    only: currentHugo,
  },
  {
    name: "cascades of the configuration",
    files: {
      "hugo.toml": `${base}
[[cascade]]
slug = "from-config"
[cascade._target]
path = "/posts/**"
[[cascade]]
draft = true
[cascade._target]
path = "/secret/**"
environment = "production"
`,
      ...pages(
        ["posts/a.md", "posts/x/b.md", "secret/a.md", "docs/c.md"].map((path) => `content/${path}`),
      ),
    },
    only: currentHugo,
  },
  {
    name: "dates and slugs in file names",
    files: {
      "hugo.toml": `${base}
[frontmatter]
date = [":filename", ":default"]
[permalinks]
posts = "/:year/:month/:day/:slug/"
`,
      "content/posts/2021-02-03-my-post.md": "---\ntitle: T\n---\n{chat}",
      "content/posts/2021-02-03.md": "---\ntitle: Only Date\n---\n{chat}",
      "content/posts/2021-02-04_under.md": "---\ntitle: T\nslug: own\n---\n{chat}",
      "content/posts/2021-02-05-bundle/index.md": "---\ntitle: T\n---\n{chat}",
      "content/posts/20210203-none.md": page(""),
      "content/other/2021-02-07-other.md": "---\ntitle: T\n---\n{chat}",
    },
  },
  {
    name: "times in file names",
    files: {
      "hugo.toml": `${base}[frontmatter]\ndate = [":filename"]\n[permalinks]\nposts = "/:year/:day/:slug/"\n`,
      "content/posts/2021-02-06-12-30-45-time.md": "---\ntitle: T\n---\n{chat}",
      "content/posts/2021-02-06T23-30-45_other time.md": "---\ntitle: T\n---\n{chat}",
    },
    only: currentHugo,
  },
  {
    name: "slugs of sections",
    files: {
      "hugo.toml": `${base}[permalinks]\ndocs = "/d/:sectionslugs/:sectionslug/:sections/:slug/"\n`,
      "content/posts/_index.md": page("slug: My Posts"),
      "content/posts/a.md": page(""),
      "content/posts/sub/_index.md": page("slug: Below"),
      "content/posts/sub/deep/b/index.md": page("slug: own"),
      "content/docs/_index.md": page("slug: papers"),
      "content/docs/sub/_index.md": page(""),
      "content/docs/sub/c.md": page(""),
      "content/tags/_index.md": page("slug: words"),
      "content/tags/go/_index.md": page("slug: golang"),
      "content/plain/d.md": page("tags: [go]"),
    },
    only: currentHugo,
  },
  {
    name: "dates from other keys, and a time zone",
    files: {
      "hugo.toml": `${base}timeZone = "America/New_York"
[frontmatter]
date = ["written", ":default"]
publishDate = ["shown"]
[permalinks]
posts = "/:year/:month/:day/:slug/"
`,
      "content/posts/a.md": "---\ntitle: A\nwritten: 2020-01-02\ndate: 2021-01-02\n---\n{chat}",
      "content/posts/b.md": "---\ntitle: B\ndate: 2021-01-02T23:30:00Z\n---\n{chat}",
      "content/posts/c.md": "---\ntitle: C\nshown: 2199-01-01\ndate: 2021-01-02\n---\n{chat}",
      "content/posts/d.md": "---\ntitle: D\nlastmod: 2019-08-07\n---\n{chat}",
      "content/posts/e.md": '+++\ntitle = "E"\ndate = 2020-05-06T22:00:00-05:00\n+++\n{chat}',
      "content/posts/f.md": '{ "title": "F", "date": "2020-05-07" }\n{chat}',
      "content/posts/g.md": '+++\ntitle = "G"\ndate = 2020-05-08\n+++\n{chat}',
    },
  },
  ...(
    [
      [oldestHugo, "_build"],
      [currentHugo, "build"],
    ] as const
  ).map(
    ([only, key]): SiteShape => ({
      name: `what is not rendered, as ${only.name} has it`,
      files: {
        "hugo.toml": base,
        "content/a/index.md": page("headless: true"),
        "content/b.md": page(`${key}:\n  render: never`),
        "content/c.md": page(`${key}:\n  render: link`),
        "content/d.md": page(`${key}:\n  list: never`),
        "content/e.md": page(`${key}:\n  render: always\n  list: always`),
        "content/f/index.md": page(""),
        "content/f/part.md": page(""),
        "content/f/sub/part.md": page(""),
      },
      only,
    }),
  ),
  {
    name: "formats of content and front matter",
    files: {
      "hugo.toml": `${base}[security]\nallowContent = [".*"]\n`,
      "content/posts/page.html": page(""),
      "content/posts/plain.markdown": page(""),
      "content/posts/toml.md": '+++\ntitle = "T"\nslug = "from-toml"\n+++\n{chat}',
      "content/posts/json.md": '{\n  "title": "J",\n  "slug": "from-json"\n}\n\n{chat}',
      "content/posts/bom.md": "\uFEFF---\ntitle: B\nslug: with-bom\n---\n{chat}",
      "content/posts/windows.md": "---\r\ntitle: W\r\nslug: windows\r\n---\r\n{chat}\r\n",
      "content/posts/none.md": "Text\n{chat}\n",
      "content/posts/org.org":
        "#+TITLE: Org\n#+SLUG: from-org\n#+DATE: <2020-02-02 Sun>\n#+TAGS[]: a b\n\n{chat}\n",
      "content/posts/Keys.md": "---\nTITLE: Keys\nSlug: any-case\n---\n{chat}",
    },
  },
  {
    name: "files that Hugo passes over",
    files: {
      "hugo.toml": `${base}ignoreFiles = ["\\\\.draft\\\\.md$", "/private/"]\n`,
      ...pages(["content/a.md", "content/b.draft.md", "content/private/c.md", "content/.d.md"]),
    },
  },
  {
    name: "rules for permalinks as a list",
    files: {
      "hugo.toml": `${base}
[[permalinks]]
pattern = "/special/:slug/"
[permalinks.target]
path = "/posts/{a,b}"
[[permalinks]]
pattern = "/all/:sections/:contentbasename/"
[permalinks.target]
kind = "page"
path = "/posts/**"
[[permalinks]]
pattern = "/kind/:slug/"
[permalinks.target]
kind = "section"
`,
      ...pages(
        [
          "posts/a.md",
          "posts/b.md",
          "posts/c.md",
          "posts/x/d.md",
          "docs/_index.md",
          "docs/e.md",
        ].map((path) => `content/${path}`),
      ),
    },
    only: currentHugo,
  },
];

export const siteShapes = shapes;
