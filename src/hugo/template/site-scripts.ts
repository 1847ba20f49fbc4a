import { basePath } from "../address/permalink.ts";
import type { SiteConfig } from "../config/site-config.ts";
import type { TemplateFiles } from "./template-files.ts";

/**
 * Gives the text of the site's own scripts, and of those that a page's templates made, by the address
 * under which the page loads them.
 */
export function scriptFinder({ scripts }: TemplateFiles, config: SiteConfig) {
  const base = config.baseUrl.replace(/\/+$/, "");
  return (src: string, made: ReadonlyMap<string, string>): string | undefined => {
    const withoutQuery = src.replace(/[?#].*$/, "");
    const path =
      base !== "" && withoutQuery.startsWith(`${base}/`)
        ? withoutQuery.slice(base.length)
        : withoutQuery;
    if (/^(?:[a-z]+:)?\/\//i.test(path)) return undefined;
    const prefix = `${basePath(config.baseUrl)}/`;
    const plain = path.startsWith(prefix)
      ? path.slice(prefix.length)
      : path.replace(/^(?:\.?\/)+/, "");
    return made.get(plain) ?? scripts.get(plain)?.text;
  };
}
