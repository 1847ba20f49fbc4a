import { rmSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { currentHugo, oldestHugo, type TestedHugo } from "../../parts/hugos.ts";
import { builtSections } from "../wirings/built-sections.ts";
import { clientHtml, hugoToml, post, writeFixtureSite } from "../wirings/fixture-site.ts";
import { templateSections } from "../wirings/template-sections.ts";

const content = {
  "content/_index.md": post("Home", ""),
  "content/about.md": post("About", ""),
  "content/posts/_index.md": post("Posts", ""),
  "content/posts/a.md": post("A", ""),
  "content/posts/deep/_index.md": post("Deep", ""),
  "content/posts/deep/b.md": post("B", ""),
  "content/posts/c.md": post("C", "", "type: essay\n"),
  "content/posts/d.md": post("D", "", "layout: open\n"),
  "content/docs/_index.md": post("Docs", ""),
  "content/docs/e.md": post("E", "", "type: posts\nlayout: open\n"),
  "content/docs/f/index.md": post("F", ""),
};

/** Layouts of both template systems. */
const layouts = [
  "_default/open",
  "posts/single",
  "posts/list",
  "posts/open",
  "essay/single",
  "docs/single",
  "index",
  "page/single",
  "section/list",
  "_default/baseof",
  "posts/baseof",
  "_default/single-baseof",
];

/** Layouts that only Hugo 0.146 and newer take. */
const newLayouts = [
  ...["single", "list", "page", "section", "home", "all", "open", "baseof", "posts/page"],
  ...[
    "posts/section",
    "posts/deep/single",
    "posts/deep/page",
    "posts/all",
    "docs/page",
    "docs/f/single",
  ],
  ...[
    "posts/home",
    "baseof.single",
    "posts/deep/baseof",
    "posts/deep/list",
    "essay/page",
    "_default/page",
  ],
];

function templateOf(layout: string, isWhole: boolean): string {
  const client = clientHtml('"example.org"', `"${layout}{{ .Scratch.Get "base" }}"`);
  if (layout.includes("baseof")) {
    return `<html>{{ .Scratch.Set "base" " in ${layout}" }}{{ block "main" . }}{{ end }}</html>`;
  }
  return isWhole ? client : `{{ define "main" }}${client}{{ end }}`;
}

/** For each set of layouts: whether it is there, and whether it stands alone or needs a base. */
function sets(names: readonly string[], count: number) {
  const one = fc.tuple(...names.map(() => fc.nat(3)));
  return fc.sample(one, { numRuns: count, seed: 5 }).map((picks) =>
    Object.fromEntries(
      names.flatMap((name, index) => {
        const pick = picks[index] ?? 0;
        return pick < 2 ? [] : [[`layouts/${name}.html`, templateOf(name, pick === 2)]];
      }),
    ),
  );
}

const always = {
  "layouts/_default/single.html": templateOf("_default/single", true),
  "layouts/_default/list.html": templateOf("_default/list", true),
};

async function compare(hugo: TestedHugo, files: Readonly<Record<string, string>>) {
  const folder = writeFixtureSite({
    name: "",
    files: { "hugo.toml": hugoToml(), ...content, ...always, ...files },
    expected: [],
  });
  const own = await templateSections(folder);
  const built = builtSections(folder, hugo.path());
  rmSync(folder, { recursive: true });
  const uncertain = new Set(hugo === oldestHugo ? own.uncertainPages : []);
  const told = (sections: typeof built) =>
    sections.flatMap(({ page, sectionId }) => (uncertain.has(page) ? [] : [[page, sectionId]]));
  expect(told(own.sections)).toEqual(told(built));
}

const cases = [
  { hugo: currentHugo, layoutSets: sets([...layouts, ...newLayouts], 20) },
  { hugo: oldestHugo, layoutSets: sets(layouts, 12) },
];

for (const { hugo, layoutSets } of cases) {
  hugo.describe(`the layout of a page is the one that ${hugo.name} takes`, () => {
    it.each(layoutSets.map((files) => ({ files, names: Object.keys(files).join(" ") })))(
      "with $names",
      ({ files }) => compare(hugo, files),
    );
  });
}
