import { basePath } from "../address/permalink.ts";
import type { SiteConfig } from "../config/site-config.ts";

/** Source: https://gohugo.io/functions/urls/relurl/ */
export function relUrl(path: string, { baseUrl, canonifyUrls }: SiteConfig): string {
  if (isAbsolute(path) || path.startsWith("/")) return path;
  return `${canonifyUrls ? "" : basePath(baseUrl)}/${path}`;
}

/** Source: https://gohugo.io/functions/urls/absurl/ */
export function absUrl(path: string, { baseUrl }: SiteConfig): string {
  if (isAbsolute(path)) return path;
  if (path.startsWith("/")) return baseUrl.replace(/^([a-z]+:\/\/[^/]*).*$/i, "$1") + path;
  return `${baseUrl.replace(/\/$/, "")}/${path}`;
}

function isAbsolute(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(url);
}
