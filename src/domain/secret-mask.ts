/** A text without any secret. */
export type Mask = (text: string) => string;

const shortestEncoded = 8;

/**
 * Replaces secrets in texts by `***`: as they are, and as servers and clients repeat them in JSON
 * (any sign as `\u0073`, also within a text of JSON), in addresses (`%73`), in HTML (`&#115;`) and in
 * base64 at any place of what was encoded.
 * Sources: RFC 8259, 7 "Strings"; RFC 3986, 2.1 "Percent-Encoding"; RFC 4648, 4 and 5.
 */
export function maskOf(secrets: readonly (string | undefined)[]): Mask {
  const known = [...new Set(secrets)].flatMap((secret) => (secret ? [secret] : []));
  // What another one begins with must not hide the rest of it.
  const longestFirst = known.toSorted((a, b) => b.length - a.length);
  const patterns = longestFirst.flatMap((secret) => [written(secret), ...inBase64(secret)]);
  if (patterns.length === 0) return (text) => text;
  const pattern = new RegExp(patterns.join("|"), "g");
  return (text) => text.replace(pattern, "***");
}

function written(secret: string): string {
  return [...secret].map((sign) => `(?:${formsOf(sign).join("|")})`).join("");
}

/** The forms of a sign, as parts of a regular expression. */
function formsOf(sign: string): readonly string[] {
  const plain = sign.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index));
  const bytes = [...new TextEncoder().encode(sign)];
  const point = sign.codePointAt(0) ?? 0;
  // The sign itself comes last: `%` is also the beginning of `%25`.
  return [
    ...(shortEscapes.has(sign) ? [`\\\\+${shortEscapes.get(sign)}`] : []),
    units.map((unit) => `\\\\+u${anyCase(hex(unit, 4))}`).join(""),
    bytes.map((byte) => `%${anyCase(hex(byte, 2))}`).join(""),
    `&#(?:0*${point}|[xX]0*${anyCase(point.toString(16))});`,
    ...(entities.get(sign) ?? []),
    ...(sign === " " ? ["\\+"] : []),
    plain,
  ];
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\\\"],
  ["/", "\\/"],
  ["\b", "b"],
  ["\f", "f"],
  ["\n", "n"],
  ["\r", "r"],
  ["\t", "t"],
]);

const entities: ReadonlyMap<string, readonly string[]> = new Map([
  ["&", ["&amp;"]],
  ["<", ["&lt;"]],
  [">", ["&gt;"]],
  ['"', ["&quot;"]],
  ["'", ["&apos;"]],
]);

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, "0");
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** What is the same of a secret in base64 whatever was encoded before and after it. */
function inBase64(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  return [0, 1, 2].flatMap((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const core = all.toString("base64").slice(first, Math.floor((all.length * 8) / 6));
    if (core.length < shortestEncoded) return [];
    return [core.replaceAll("+", "[+-]").replaceAll("/", "[/_]")];
  });
}
