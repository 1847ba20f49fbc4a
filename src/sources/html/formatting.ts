/**
 * Whether the plain text of safe HTML leaves formatting out. A link whose text is its address is the same
 * in plain text.
 */
export function hasFormatting(safe: string): boolean {
  const withoutBareLinks = safe.replace(/<a href="([^"]*)"[^>]*>\1<\/a>/g, "");
  return /<(?!\/|(?:p|br|div|span)\b)/.test(withoutBareLinks);
}

/** Whether safe HTML shows nothing: no text, no picture and no line. */
export function isBlank(safe: string): boolean {
  return safe.replace(/<(?!img\b|hr\b)[^>]*>/g, "").trim() === "";
}
