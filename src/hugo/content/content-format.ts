/** Formats of content by what becomes of HTML in them. */
export type ContentFormat = "markdown" | "html" | "other";

/** A file's format by its name. Source: https://gohugo.io/content-management/formats/ */
export function contentFormat(path: string): ContentFormat {
  if (/\.(?:md|markdown|mdown)$/i.test(path)) return "markdown";
  return /\.html?$/i.test(path) ? "html" : "other";
}
