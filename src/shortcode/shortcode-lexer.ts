/** A parameter as a template gets it: without quotes, Hugo takes numbers and switches for what they are. */
export type ShortcodeValue = string | number | boolean;

/** A shortcode call in a content file. */
export interface ShortcodeCall {
  readonly name: string;
  /** Positional parameters, in order. */
  readonly positional: readonly ShortcodeValue[];
  readonly named: ReadonlyMap<string, ShortcodeValue>;
  /** What is between it and its closing tag; undefined where other shortcodes do. */
  readonly inner: string | undefined;
  /** Where the closing tag begins; `end` where it has none. */
  readonly innerEnd: number;
  /** It has percent signs: what it prints is put into the Markdown. */
  readonly isMarkdown: boolean;
  /** Offset of `{{` in the text, and of what follows `}}`. */
  readonly start: number;
  readonly end: number;
  /** Offset of what follows its closing tag; `end` where it has none. */
  readonly outerEnd: number;
}

/** A part of the text that Hugo replaces, and that is no call: a closing tag, or an escaped shortcode. */
interface ReplacedText {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A shortcode that can't be read. */
interface ShortcodeFault {
  readonly start: number;
  /** Null where it ends before its name. */
  readonly name: string | null;
  readonly message: string;
}

/** What a text holds. */
interface ShortcodeScan {
  /** Opening and self-closing calls; closing tags are not listed. */
  readonly calls: readonly ShortcodeCall[];
  readonly replaced: readonly ReplacedText[];
  readonly faults: readonly ShortcodeFault[];
}

const identifier = /[\p{L}\p{Nd}_/-]+/uy;
const bareWord = /[\p{L}\p{Nd}_.-]+/uy;
const startsParameter = /[\p{L}\p{Nd}_"`-]/uy;
const startsName = /[\p{L}\p{Nd}_]/uy;
const untilSpace = /[^\t\n\v\f\r ]*/y;
const spaces = /[\t\n\v\f\r ]*/y;
// In both, a backslash goes with the quote after it and never precedes a back quote.
const quoted = /"([^"\\\n]*(?:\\(?:"|(?!["`]))[^"\\\n]*)*)"/y;
const escapeQuoted = /\\"([^"\\\n]*(?:\\(?!["`])[^"\\\n]*)*)(?:\\"|")/y;

/**
 * Finds the shortcode calls of a text as Hugo's lexer does: in code fences and HTML comments too,
 * but not those that are escaped (with a slash and an asterisk after the delimiter). Where Hugo's
 * build ends at a faulty one, reading continues after its opening. Linear in the length of the text.
 * Source: https://github.com/gohugoio/hugo/blob/master/parser/pageparser/pagelexer_shortcode.go
 */
export function scanShortcodes(text: string): ShortcodeScan {
  const calls: ShortcodeCall[] = [];
  const open = new Map<string, number[]>();
  const replaced: ReplacedText[] = [];
  const faults: ShortcodeFault[] = [];
  const reader = new TagReader(text);
  const opening = /\{\{([<%])/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    const tag = reader.read(opening.lastIndex, match[1] === "<" ? ">}}" : "%}}");
    if (tag.kind === "faulty") {
      faults.push({ start, name: tag.name, message: tag.message });
      continue;
    }
    opening.lastIndex = tag.end;
    if (tag.kind === "call") {
      open.set(tag.name, [...(open.get(tag.name)?.slice(-mostOpen) ?? []), calls.length]);
      const isMarkdown = match[1] === "%";
      calls.push({ ...toCall(tag, start), isMarkdown });
      continue;
    }
    replaced.push({ start, end: tag.end, by: tag.kind === "escaped" ? tag.text : "" });
    if (tag.kind !== "close") continue;
    const index = open.get(tag.name)?.pop() ?? -1;
    const call = calls[index];
    if (call === undefined) continue;
    const inner = index === calls.length - 1 ? text.slice(call.end, start) : undefined;
    calls[index] = { ...call, inner, innerEnd: start, outerEnd: tag.end };
  }
  return { calls, replaced, faults };
}

/** How many calls of one name may wait for their closing tag. */
const mostOpen = 20;

interface Parameter {
  readonly name: string | null;
  readonly value: string;
  readonly isQuoted: boolean;
}

function toCall({ name, parameters, end }: Extract<Tag, { readonly kind: "call" }>, start: number) {
  const positional = parameters.filter((one) => one.name === null).map(typedValue);
  const named = parameters.flatMap((one) =>
    one.name === null ? [] : [[one.name, typedValue(one)] as const],
  );
  const ends = { innerEnd: end, end, outerEnd: end };
  return { name, positional, named: new Map(named), inner: "", start, ...ends };
}

/**
 * Without quotes, Hugo takes what looks like a number for one, so that a template prints `007` as `7`.
 * Source: gohugoio/hugo, parser/pageparser/item.go (ValTyped)
 */
function typedValue({ value, isQuoted }: Parameter): ShortcodeValue {
  if (isQuoted) return value;
  if (value === "true" || value === "false") return value === "true";
  const number = Number(value);
  const isNumber = /^[+-]?(?:\d+|\d*\.\d+)$/.test(value);
  return isNumber && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value;
}

type Tag =
  | {
      readonly kind: "call";
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly end: number;
    }
  | { readonly kind: "close"; readonly name: string; readonly end: number }
  | { readonly kind: "escaped"; readonly text: string; readonly end: number }
  | { readonly kind: "faulty"; readonly name: string | null; readonly message: string };

/** A tag that is being read. */
interface OpenTag {
  /** What it must end with. */
  readonly end: string;
  name: string | null;
  isClosing: boolean;
  /** Whether its last parameter has a name. */
  isNamed: boolean;
  readonly parameters: Parameter[];
}

function finished(tag: OpenTag, end: number): Tag {
  const { name, parameters } = tag;
  if (name === null) return faulty(tag, "it is empty");
  return tag.isClosing ? { kind: "close", name, end } : { kind: "call", name, parameters, end };
}

function faulty({ name }: OpenTag, what: string): Tag {
  const message =
    name === null
      ? `a shortcode without a name: ${what}`
      : `the shortcode ${name} is faulty: ${what}`;
  return { kind: "faulty", name, message };
}

class TagReader {
  readonly #text: string;
  readonly #opened = new Set<string>();
  /** Ends that are known to be missing from an offset on; keeps repeated searches linear. */
  readonly #missing = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads from after `{{<` to after its end. */
  read(inside: number, end: string): Tag {
    this.#at = inside;
    if (this.#text.startsWith("/*", this.#at)) return this.#readEscaped(end);
    const tag: OpenTag = { end, name: null, isClosing: false, isNamed: false, parameters: [] };
    let fault: string | undefined;
    while (fault === undefined) {
      this.#match(spaces);
      if (this.#text.startsWith(end, this.#at)) {
        this.#at += end.length;
        return finished(tag, this.#at);
      }
      fault = this.#readOn(tag);
    }
    return faulty(tag, fault);
  }

  // Each of these reads on in a tag, and returns what is wrong where it can't.

  #readOn(tag: OpenTag): string | undefined {
    const character = this.#text[this.#at];
    if (character === undefined) return "it is never closed";
    if (character === "/") return this.#readSlash(tag);
    if (character === "=") return this.#readAssigned(tag);
    if (tag.name === null && this.#looksAt(startsName)) return this.#readName(tag);
    const isEscapedQuote = character === "\\" && '"`'.includes(this.#text[this.#at + 1] ?? " ");
    if (character === "\\" && !isEscapedQuote) {
      this.#at++;
      return undefined;
    }
    if (tag.name === null || tag.isClosing || !(isEscapedQuote || this.#looksAt(startsParameter))) {
      return `there is a ${JSON.stringify(character)} where none may stand; put parameters in quotes`;
    }
    return this.#readParameter(tag);
  }

  /** `{{< name />}}` closes itself; `{{< /name >}}` closes an earlier one. */
  #readSlash(tag: OpenTag): string | undefined {
    if (tag.name === null && this.#opened.size === 0) return "it closes nothing";
    this.#at++;
    if (tag.name === null) tag.isClosing = true;
    else if (!this.#endsWith(tag.end)) return "there is a / in it; put parameters in quotes";
    return undefined;
  }

  /** What was read as a parameter last is the name of this one. */
  #readAssigned({ parameters }: OpenTag): string | undefined {
    this.#at++;
    this.#match(spaces);
    const value = this.#value(untilSpace);
    if (typeof value === "string") return value;
    const last = parameters.pop();
    if (last !== undefined) parameters.push({ ...value, name: last.value });
    return undefined;
  }

  #readName(tag: OpenTag): string | undefined {
    tag.name = this.#match(identifier)?.[0] ?? "";
    if (this.#text[this.#at] === ".") {
      if (!this.#text.startsWith(".inline ", this.#at)) return "there is a period in its name";
      this.#at += ".inline".length;
      tag.name += ".inline";
    }
    if (!tag.isClosing) this.#opened.add(tag.name);
    else if (!this.#opened.has(tag.name)) return "it closes nothing";
    return undefined;
  }

  #readParameter(tag: OpenTag): string | undefined {
    const value = this.#value(bareWord);
    if (typeof value === "string") return value;
    const hasName = !value.isQuoted && this.#text[this.#at] === "=";
    if (tag.parameters.length > 0 && hasName !== tag.isNamed) {
      return "it mixes named and positional parameters";
    }
    tag.isNamed = hasName;
    tag.parameters.push({ ...value, name: null });
    return undefined;
  }

  #readEscaped(end: string): Tag {
    const close = this.#indexOf(`*/${end}`);
    // The star may not be both the opening's and the closing's.
    if (close === -1 || close - this.#at <= 1) {
      return { kind: "faulty", name: null, message: "an escaped shortcode is never closed" };
    }
    const inside = this.#text.slice(this.#at + 2, close);
    const text = `${end === ">}}" ? "{{<" : "{{%"}${inside}${end}`;
    return { kind: "escaped", text, end: close + end.length + 2 };
  }

  /** A value in quotes or without them, or what is wrong with it. */
  #value(bare: RegExp): Omit<Parameter, "name"> | string {
    return this.#quotedValue() ?? { value: this.#match(bare)?.[0] ?? "", isQuoted: false };
  }

  /** A value in quotes, undefined where none starts, or what is wrong with it. */
  #quotedValue(): { readonly value: string; readonly isQuoted: true } | string | undefined {
    const start = this.#text[this.#at];
    if (start === "`") {
      const close = this.#indexOf("`", this.#at + 1);
      if (close === -1) return "a closing back quote is missing";
      const value = this.#text.slice(this.#at + 1, close);
      this.#at = close + 1;
      return { value, isQuoted: true };
    }
    if (start !== '"' && start !== "\\") return undefined;
    const value = this.#match(start === '"' ? quoted : escapeQuoted)?.[1];
    if (value === undefined) return "a closing quote is missing";
    return { value: value.includes('\\"') ? value.replaceAll("\\", "") : value, isQuoted: true };
  }

  #endsWith(end: string): boolean {
    this.#match(spaces);
    return this.#text.startsWith(end, this.#at);
  }

  #indexOf(wanted: string, from = this.#at): number {
    if (from >= (this.#missing.get(wanted) ?? Number.POSITIVE_INFINITY)) return -1;
    const found = this.#text.indexOf(wanted, from);
    if (found === -1) this.#missing.set(wanted, from);
    return found;
  }

  #looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }
}
