import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findCommentHooks } from "../../src/hugo/template/comment-hooks.ts";
import { commentsByScript } from "../../src/replace/comments-by-script.ts";

/** What is said of three pages that get the shortcode, in a site of these files. */
async function saidOf(files: Readonly<Record<string, string>>, pages = 3) {
  const folder = mkdtempSync(join(tmpdir(), "hooks-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return commentsByScript(pages, await findCommentHooks(folder));
}

const partial = '{{ partial "d1-comments.html" . }}';
const ownTheme = {
  "themes/d1-comments/layouts/partials/d1-comments.html": partial,
  "themes/d1-comments/layouts/shortcodes/comments.html": partial,
};
const themeWithHook = {
  "themes/paper/layouts/_default/single.html": '{{ partial "comments.html" . }}',
  "themes/paper/layouts/partials/comments.html": "",
};

it("names the theme's own hook as the place of comments that need no script", async () => {
  expect(await saidOf({ ...ownTheme, ...themeWithHook })).toEqual([
    {
      severity: "notice",
      code: "comments-by-script",
      message:
        "On 3 pages the new shortcode only marks where the comments appear: reading them needs JavaScript, because no template of the site calls the partial d1-comments.html.",
      remedy: `Write a file layouts/partials/comments.html into your site that holds ${partial}: your theme shows it with each post, some themes only with params.comments = true. Then set shortcode = "none" below [params.d1comments].`,
    },
  ]);
});

it("names the site's own file of the hook, where there is one", async () => {
  const own = { "layouts/_partials/comments.html": "giscus" };
  const [finding] = await saidOf({ ...themeWithHook, ...own });
  expect(finding?.remedy).toContain(`Put ${partial} into layouts/_partials/comments.html.`);
});

it("says where else it may be called, where no template has a hook", async () => {
  const [finding] = await saidOf({ ...ownTheme, "layouts/_default/single.html": "" });
  expect(finding?.remedy).toContain("into the template of your posts");
});

it.each([
  ["a template calls the partial", { "layouts/_default/single.html": partial }],
  ["a theme does", { "themes/paper/layouts/partials/comments.html": partial }],
  [
    "the site wants them in its content",
    { "hugo.toml": '[params.d1comments]\nshortcode = "inline"\n' },
  ],
])("says nothing where %s", async (_, files) => {
  expect(await saidOf(files)).toEqual([]);
});

it("says nothing where no page gets the shortcode", async () => {
  expect(await saidOf({}, 0)).toEqual([]);
});
