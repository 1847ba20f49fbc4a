const embedded = new Set([
  "comment",
  "details",
  "figure",
  "gist",
  "highlight",
  "instagram",
  "param",
  "qr",
  "ref",
  "relref",
  "tweet",
  "twitter",
  "vimeo",
  "x",
  "youtube",
]);

/** Whether Hugo brings this shortcode itself. Source: https://gohugo.io/shortcodes/ */
export function isEmbeddedShortcode(name: string): boolean {
  return embedded.has(name.replace(/_(?:simple|no_cookie)$/, ""));
}
