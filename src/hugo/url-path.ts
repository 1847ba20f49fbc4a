/** What Hugo keeps of a path; everything else is dropped, spaces become hyphens. */
const keptCharacter = /[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u;

/**
 * A part of a file's path as Hugo uses it in addresses: each space becomes a hyphen, then what is
 * not allowed is dropped.
 * Source: https://github.com/gohugoio/hugo/blob/master/common/paths/pathparser.go (NormalizePathStringBasic), url.go
 */
export function sanitizeFilePath(path: string): string {
  return keepAllowed(path.replaceAll(" ", "-"));
}

/**
 * A title or slug as Hugo uses it in addresses: runs of white space, and hyphens among them, become
 * one hyphen; what is not allowed is dropped.
 * Source: https://github.com/gohugoio/hugo/blob/master/common/paths/path.go (Sanitize)
 */
export function sanitizeWords(text: string): string {
  let result = "";
  let hyphenIsDue = false;
  let wasHyphen = false;
  for (const character of text) {
    if (keptCharacter.test(character)) {
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

/** Takes the accents off letters. Source: https://gohugo.io/configuration/all/#removepathaccents */
export function removeAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
}

/**
 * Percent-encodes a path as Go's `URL.EscapedPath` does.
 * Source: https://pkg.go.dev/net/url#URL.EscapedPath
 */
export function escapePath(path: string): string {
  return encodeURIComponent(path)
    .replace(/%(24|26|2B|2C|2F|3A|3B|3D|40)/g, (code) => decodeURIComponent(code))
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function keepAllowed(text: string): string {
  return [...text].filter((character) => keptCharacter.test(character)).join("");
}
