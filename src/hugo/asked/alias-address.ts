import { posix } from "node:path";
import { basePath, escapePath } from "../text/url-path.ts";

/**
 * The address from which an alias leads to its page; a relative one begins beside the page.
 * @param pageId address of the page
 * Source: gohugoio/hugo, hugolib/site_render.go (renderAliases)
 */
export function aliasAddress(alias: string, pageId: string, baseUrl: string): string {
  const base = basePath(baseUrl);
  const parent = posix.dirname(pageId.slice(base.length).replace(/\/$/, ""));
  const path = posix.resolve(parent, alias).replace(/\/index\.html$/, "");
  const isFile = /\.\w+$/.test(path);
  return base + escapePath(isFile || path === "/" ? path : `${path}/`);
}
