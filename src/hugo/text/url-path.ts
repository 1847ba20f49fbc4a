/** Lower case letter by letter, as Go has it: no final sigma, and `İ` becomes a plain `i`. */
export function toLower(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    return Array.from(lower).length === 1 ? lower : (Array.from(lower)[0] ?? "");
  }).join("");
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

function decodeCodes(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

const schemeAndHost = /^[a-z][a-z\d+.-]*:\/\/[^/]*/i;

/** `https://example.org` of an address; empty where it has none. */
export function originIn(address: string): string {
  return schemeAndHost.exec(address)?.[0] ?? "";
}

/** The path of a site's address as it is written, without a slash at its end. */
export function writtenPath(baseUrl: string): string {
  return baseUrl.slice(originIn(baseUrl).length).replace(/\/+$/, "");
}

/** The same, percent-encoded. */
export function basePath(baseUrl: string): string {
  return escapePath(writtenPath(baseUrl));
}
