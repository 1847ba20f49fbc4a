import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import pMap from "p-map";
import { z } from "zod";
import { readConfigFiles } from "../config/config-files.ts";

/** How a site shows comments outside of its pages' content, or could. */
interface CommentHooks {
  /** Whether a template has the partial of examples/worker. */
  readonly showsComments: boolean;
  /** Whether the site wants them in the content itself. */
  readonly wantsThemInline: boolean;
  /** The partial that a template calls below each post for whatever shows comments. */
  readonly hook: { readonly file: string; readonly isOwn: boolean } | undefined;
}

const ownCall = /\bpartial(?:Cached)?\s+["`]d1-comments\.html["`]/;
/** As PaperMod, Stack, Terminal, Congo and Blowfish name theirs. */
const hookCall = /\bpartial(?:Cached)?\s+["`](comments?(?:\/include)?\.html)["`]/;
const atOnce = 16;

const settings = z
  .object({ params: z.object({ d1comments: z.object({ shortcode: z.string() }) }) })
  .transform(({ params }) => params.d1comments.shortcode)
  .catch("");

/**
 * Looks at the templates of a site and of the themes in its folder.
 * @param siteDir absolute
 */
export async function findCommentHooks(siteDir: string): Promise<CommentHooks> {
  const files = await fastGlob(["layouts/**/*.html", "{themes,_vendor}/**/layouts/**/*.html"], {
    cwd: siteDir,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ["**/d1-comments/**", "**/d1-comments.html", "**/{shortcodes,_shortcodes}/**"],
  });
  const read = (file: string) => readFile(join(siteDir, file), "utf8").catch(() => "");
  const texts = await pMap(files.sort(), read, { concurrency: atOnce });
  const named = texts.map((text) => hookCall.exec(text)?.[1]).find((name) => name !== undefined);
  const [older, newer] = [`layouts/partials/${named}`, `layouts/_partials/${named}`];
  const own = files.find((file) => file === older || file === newer);
  const config = await readConfigFiles(siteDir, "production").catch(() => undefined);
  return {
    showsComments: texts.some((text) => ownCall.test(text)),
    wantsThemInline: settings.parse(config) === "inline",
    hook: named === undefined ? undefined : { file: own ?? older, isOwn: own !== undefined },
  };
}
