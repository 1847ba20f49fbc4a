const kept = /[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u;
const percentCode = /^%[0-9a-f]{2}/i;

/**
 * Text as Hugo puts it into addresses: white space becomes one hyphen, what is not allowed is
 * dropped, letter case stays.
 * Source: gohugoio/hugo, common/paths/path.go (Sanitize)
 */
export function sanitize(text: string): string {
  if (/^[\w./\\#+~@-]*$/.test(text)) return text;
  let result = "";
  let hyphenIsDue = false;
  let wasHyphen = false;
  let at = 0;
  for (const character of text) {
    const isCode = character === "%" && percentCode.test(text.slice(at, at + 3));
    at += character.length;
    if (kept.test(character) || isCode) {
      wasHyphen = character === "-";
      if (hyphenIsDue && !wasHyphen) result += "-";
      hyphenIsDue = false;
      result += character;
    } else if (result !== "" && !wasHyphen && /\s/u.test(character)) {
      hyphenIsDue = true;
    }
  }
  return result;
}

/** Lower case letter by letter, as Go has it: no final sigma, and `İ` becomes a plain `i`. */
export function toLower(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    return Array.from(lower).length === 1 ? lower : (Array.from(lower)[0] ?? "");
  }).join("");
}

/** Takes the accents off letters. Source: https://gohugo.io/configuration/all/#removepathaccents */
export function removeAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
}

const validPath = /^(?:[\w.~!$&'()*+,;=:@[\]/-]|%[0-9a-f]{2})*$/i;

/**
 * Percent-encodes a path as Go's `URL.EscapedPath` does: one that is a valid encoding already stays
 * as it is, in any other every character is encoded that may be.
 * Source: https://pkg.go.dev/net/url#URL.EscapedPath
 */
export function escapePath(path: string): string {
  if (validPath.test(path)) return path;
  return encodeURIComponent(decodeCodes(path).toWellFormed())
    .replace(/%(24|26|2B|2C|2F|3A|3B|3D|40)/g, (code) => decodeURIComponent(code))
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Undefined for a `%` that begins no code. Source: https://pkg.go.dev/net/url#QueryUnescape */
export function unescapeQuery(text: string): string | undefined {
  return /%(?![0-9a-f]{2})/i.test(text) ? undefined : decodeCodes(text.replaceAll("+", " "));
}

function decodeCodes(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
