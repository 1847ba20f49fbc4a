/** A shortcode call in a content file. */
export interface ShortcodeCall {
  readonly name: string;
  /** Positional parameters, in order. */
  readonly positional: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  /** Offset of `{{` in the text, and of what follows `}}`. */
  readonly start: number;
  readonly end: number;
}

/** A shortcode that can't be read. */
export interface ShortcodeFault {
  readonly start: number;
  readonly message: string;
}

/** What a text holds. */
export interface ShortcodeScan {
  /** Opening and self-closing calls; closing tags are not listed. */
  readonly calls: readonly ShortcodeCall[];
  readonly faults: readonly ShortcodeFault[];
}

/**
 * Finds the shortcode calls of a text as Hugo's lexer does: in code fences and HTML comments too,
 * but not those that are escaped (with a slash and an asterisk after the delimiter). Linear in the length of the text.
 * Source: https://github.com/gohugoio/hugo/blob/master/parser/pageparser/pagelexer_shortcode.go
 */
export function scanShortcodes(text: string): ShortcodeScan {
  const calls: ShortcodeCall[] = [];
  const faults: ShortcodeFault[] = [];
  const opening = /\{\{([<%])/g;
  const lastEscapeEnd = Math.max(text.lastIndexOf("*/>}}"), text.lastIndexOf("*/%}}"));
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const closing = match[1] === "<" ? ">}}" : "%}}";
    const inside = opening.lastIndex;
    if (text.startsWith("/*", inside)) {
      if (inside > lastEscapeEnd) continue;
      const end = text.indexOf(`*/${closing}`, inside + 2);
      if (end >= 0) opening.lastIndex = end + 2 + closing.length;
      continue;
    }
    const result = lexInside(text, match.index, inside, closing);
    if ("message" in result) {
      faults.push(result);
      continue;
    }
    opening.lastIndex = result.end;
    if (result.call !== undefined) calls.push(result.call);
  }
  return { calls, faults };
}

const space = /\s*/y;
const bareWord = /(?:(?!\{\{[<%]|\/?[>%]\}\})[^\s"`=])+/y;
const quotedWord = /"((?:[^"\\]|\\[\s\S])*)"/y;
const rawWord = /`([^`]*)`/y;

/** Reads from after `{{<` to after its `>}}`; no call for a closing tag. */
function lexInside(
  text: string,
  start: number,
  inside: number,
  closing: string,
): ShortcodeFault | { readonly end: number; readonly call: ShortcodeCall | undefined } {
  let at = inside;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const takeWord = (): string | undefined => {
    const quoted = take(quotedWord)?.[1];
    if (quoted !== undefined) return quoted.replace(/\\"/g, '"');
    return take(rawWord)?.[1] ?? take(bareWord)?.[0];
  };
  const fault = (message: string): ShortcodeFault => ({ start, message });

  take(space);
  const isClosingTag = text[at] === "/" && !text.startsWith(`/${closing}`, at);
  if (isClosingTag) at += 1;
  take(space);
  const name = take(bareWord)?.[0];
  if (name === undefined) return fault("a shortcode without a name");

  const positional: string[] = [];
  const named = new Map<string, string>();
  for (;;) {
    take(space);
    if (text.startsWith(`/${closing}`, at)) at += 1;
    if (text.startsWith(closing, at)) {
      const end = at + closing.length;
      const call = isClosingTag ? undefined : { name, positional, named, start, end };
      return { end, call };
    }
    if (at >= text.length) return fault(`the shortcode ${name} is never closed`);
    const word = takeWord();
    if (word === undefined) return fault(`the shortcode ${name} has an unreadable parameter`);
    take(space);
    if (text[at] !== "=") {
      positional.push(word);
      continue;
    }
    at += 1;
    take(space);
    const value = takeWord();
    if (value === undefined) return fault(`the parameter ${word} of ${name} has no value`);
    named.set(word, value);
  }
}
