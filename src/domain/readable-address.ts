const inWords = /\S+/g;
// An address begins with a slash or a scheme, perhaps after a quotation mark or bracket.
const addressForm = /^[^\p{L}\p{N}%/]*(?:https?:\/)?\//iu;
const escapes = /(?:%[0-9a-f]{2})+/gi;
/**
 * What a decoded character may be. Spaces, control, formatting and invisible characters stay encoded: they
 * end an address, turn the reading direction, or hide.
 */
const isPrintable = /^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A text with its addresses as browsers show them: `/%C3%BCber/` becomes `/über/`. ASCII, which could be
 * markup or mean something else in an address, what is not printable, and what is no UTF-8 stay as
 * they are. Words that are no address stay as they are, too. Encoding the result as a browser does
 * leads to the same address again.
 * Source: https://url.spec.whatwg.org/#url-rendering
 */
export function readableAddresses(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(inWords, (word) =>
    addressForm.test(word) ? word.replace(escapes, decoded) : word,
  );
}

function decoded(run: string): string {
  const bytes = Uint8Array.from(run.match(/[0-9a-f]{2}/gi) ?? [], (hex) =>
    Number.parseInt(hex, 16),
  );
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfCharacter(bytes[at] ?? 0);
    const character = characterOf(bytes.subarray(at, at + length));
    const isDecoded = character !== undefined && isPrintable.test(character);
    const taken = isDecoded ? length : 1;
    text += isDecoded ? character : run.slice(at * escapeLength, (at + taken) * escapeLength);
    at += taken;
  }
  return text;
}

const escapeLength = "%C3".length;

/** In bytes; 1 for ASCII and for what begins no character. */
function lengthOfCharacter(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc2 ? 2 : 1;
}

/** The character beyond ASCII that the bytes are; undefined where they are none. */
function characterOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < 2) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
