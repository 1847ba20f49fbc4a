import { createHash } from "node:crypto";

/** Source: SLUG_RE in Garrul's src/routes/api.comments.ts. */
const slug = /^[\w\-./]{1,200}$/;

/**
 * By what Garrul names a page: its address where that is a slug of Garrul's; else `sha256-` and the
 * address's SHA-256 in hexadecimal digits, which is no other page's address, for those begin with a
 * slash.
 */
export function pageSlug(pageId: string): string {
  if (slug.test(pageId)) return pageId;
  return `sha256-${createHash("sha256").update(pageId).digest("hex")}`;
}

/** The same in a Hugo template, where the dot is the page. */
export const pageSlugTemplate =
  "{{ if findRE `^[\\w\\-./]{1,200}$` .RelPermalink }}{{ .RelPermalink }}{{ else }}sha256-{{ sha256 .RelPermalink }}{{ end }}";
