import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { isHugoSite, readSiteFacts } from "../../src/setup/site-facts.ts";
import { widgets } from "../../src/sources/source-kinds.ts";

const example = fileURLToPath(new URL("../../examples/site/", import.meta.url));

async function siteOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "site-facts-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const giscus = `<script src="https://giscus.app/client.js" data-repo="ada/blog" data-repo-id="R_x"
  data-category="Announcements" data-category-id="DIC_x" data-mapping="pathname" async></script>`;

it("knows the example site's source by its templates", async () => {
  const folder = await siteOf({});
  await cp(example, folder, { recursive: true });
  const { sources } = await readSiteFacts(folder, folder, widgets);
  expect(sources[0]).toMatchObject({ kind: "cactus", file: expect.stringMatching(/^layouts\//) });
});

it.each([
  ["giscus", "layouts/partials/comments.html", giscus, "github"],
  ["a theme's giscus", "themes/bakery/layouts/partials/comments.html", giscus, "github"],
  ["Disqus in hugo.toml", "hugo.toml", 'disqusShortname = "crumbs"\n', "disqus"],
  [
    "Disqus in config.yaml",
    "config.yaml",
    "services:\n  disqus:\n    shortname: crumbs\n",
    "disqus",
  ],
  [
    "Disqus in a folder",
    "config/_default/hugo.toml",
    '[services.disqus]\nshortname = "crumbs"\n',
    "disqus",
  ],
])("finds %s", async (_, path, text, kind) => {
  const folder = await siteOf({ [path]: text });
  const { sources } = await readSiteFacts(folder, folder, widgets);
  expect(sources[0]).toEqual({ kind, file: path });
});

it("finds nothing where nothing is, and says whether themes are submodules", async () => {
  const plain = await siteOf({ "hugo.toml": 'title = "disqusShortname"\n' });
  expect(await readSiteFacts(plain, plain, widgets)).toEqual({ sources: [], hasSubmodules: false });
  const themed = await siteOf({ ".gitmodules": '[submodule "a"]\n\tpath = themes/a\n' });
  expect(await readSiteFacts(themed, themed, widgets)).toMatchObject({ hasSubmodules: true });
});

it("names files from the repository's root where the site is a folder in it", async () => {
  const root = await siteOf({ "docs/layouts/partials/comments.html": giscus });
  const { sources } = await readSiteFacts(join(root, "docs"), root, widgets);
  expect(sources[0]?.file).toBe("docs/layouts/partials/comments.html");
});

it.each([
  ["hugo.toml", true],
  ["config.yaml", true],
  ["config/_default/params.toml", true],
  ["package.json", false],
])("a folder with %s is one of a Hugo site: %s", async (path, expected) => {
  expect(await isHugoSite(await siteOf({ [path]: "" }))).toBe(expected);
});
