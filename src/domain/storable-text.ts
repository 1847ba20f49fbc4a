/**
 * The text as every target can hold it: U+0000 and lone surrogates become U+FFFD, all else is kept.
 * Source: CommonMark 0.31.2, 2.3 "Insecure characters"; the Encoding Standard's UTF-8 encoder.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
