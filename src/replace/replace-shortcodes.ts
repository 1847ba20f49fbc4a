/** A part of a text, in UTF-16 code units, and what takes its place. */
export interface Replacement {
  /** Of a character of ASCII. */
  readonly start: number;
  /** After a character of ASCII. */
  readonly end: number;
  readonly by: string;
}

/**
 * Puts other text into a file, all other bytes as they were, those that are no UTF-8 included.
 * @param text the bytes decoded as UTF-8, each byte sequence that is none as U+FFFD
 * @param replacements in the order of the text, none inside another
 */
export function replaceShortcodes(
  bytes: Uint8Array,
  text: string,
  replacements: readonly Replacement[],
): Uint8Array {
  const byteOf = byteFinder(bytes, text);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, by } of replacements) {
    parts.push(bytes.subarray(at, byteOf(start)), Buffer.from(by));
    at = byteOf(end - 1) + 1;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

/**
 * Finds the bytes of characters of ASCII, asked for in ascending order. Whatever a decoder makes of
 * other bytes, the ASCII bytes are the ASCII characters, in their order.
 * Source: https://encoding.spec.whatwg.org/#utf-8-decoder
 */
function byteFinder(bytes: Uint8Array, text: string): (index: number) => number {
  let index = 0;
  let at = 0;
  const skipOthers = () => {
    while ((bytes[at] ?? 0) >= 0x80) at += 1;
  };
  return (wanted) => {
    for (; index < wanted; index += 1) {
      if (text.charCodeAt(index) >= 0x80) continue;
      skipOthers();
      at += 1;
    }
    skipOthers();
    return at;
  };
}
