/** Elements whose content browsers don't run or don't even read as HTML. */
export const inertElements: ReadonlySet<string> = new Set([
  "template",
  "noscript",
  "textarea",
  "title",
  "xmp",
  "iframe",
  "noembed",
]);
