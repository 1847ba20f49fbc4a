import { type ShortcodeCall, type ShortcodeValue, scanShortcodes } from "./shortcode-lexer.ts";
import { shortcodeParameter } from "./shortcode-parameter.ts";

/** What a placeholder is replaced by. */
interface ReplacedValues {
  /** Id of the thread, `[section]` in the template. */
  readonly section: string;
  /** Id of the page that has its comments, `[page]`. */
  readonly page: string;
}

/** What replaces a shortcode that showed the old comments. */
export interface ReplacementTemplate {
  /** As the user wrote it. */
  readonly text: string;
  /** Whether it is HTML; else it is a shortcode. */
  readonly isHtml: boolean;
  /** Whether it names the page whose comments are shown. */
  readonly namesPage: boolean;
  /** Undefined where Hugo has no way to write such a value as a parameter. */
  fill(values: ReplacedValues): string | undefined;
  /** Whether a shortcode call, with its delimiters, is one that this template makes. */
  makes(call: string): boolean;
}

/** What is wrong with a template: a placeholder that there isn't, or no single shortcode or HTML. */
type TemplateFault =
  | { readonly fault: "placeholder"; readonly placeholder: string }
  | { readonly fault: "shape" };

const placeholders = /\[(section|page)\]/g;
const anyPlaceholder = /\[[a-z][a-z_-]*\]/gi;

/**
 * Reads a template: one shortcode, with its closing tag if it needs one, or HTML, in which `[section]`
 * and `[page]` are replaced by ids. In a shortcode they are parameters or parts of them, with quotes
 * or without; quotes that fit the value are put. Square brackets mean nothing to Hugo there.
 * @returns the template, or what is wrong with the text
 */
export function parseReplacementTemplate(text: string): ReplacementTemplate | TemplateFault {
  const unknown = text.match(anyPlaceholder)?.find((one) => !/^\[(?:section|page)\]$/.test(one));
  if (unknown !== undefined) {
    return { fault: "placeholder", placeholder: unknown };
  }
  const namesPage = text.includes("[page]");
  if (/^<[a-z!][\s\S]*>$/i.test(text) && !/\{\{/.test(text)) {
    const fill = (values: ReplacedValues) => fillHtml(text, values);
    return { text, isHtml: true, namesPage, fill, makes: () => false };
  }
  const fill = (values: ReplacedValues) => fillShortcode(text, values);
  const shape = onlyCall(fill(marks));
  if (shape === undefined || isMarked.test(shape.inner ?? "")) {
    return { fault: "shape" };
  }
  return { text, isHtml: false, namesPage, fill, makes: (call) => hasShape(onlyCall(call), shape) };
}

/** Characters that no id contains. */
const marks: ReplacedValues = { section: "\uE000", page: "\uE001" };

const isMarked = /[\uE000\uE001]/;

/** The call that a text consists of. */
function onlyCall(text: string | undefined): ShortcodeCall | undefined {
  if (text === undefined) return undefined;
  const { calls, faults, replaced } = scanShortcodes(text);
  const [call] = calls;
  const isWhole = call?.start === 0 && call.outerEnd === text.length;
  const closingTags = call?.outerEnd === call?.end ? 0 : 1;
  const isOnly = calls.length === 1 && faults.length === 0 && replaced.length === closingTags;
  return isWhole && isOnly ? call : undefined;
}

function fillShortcode(text: string, values: ReplacedValues): string | undefined {
  const parameter = /"[^"]*"|`[^`]*`|[^\s"`=<>%{}]*\[(?:section|page)\][^\s"`=<>%{}]*/g;
  let isWritable = true;
  const filled = text.replace(parameter, (written) => {
    if (!/\[(?:section|page)\]/.test(written)) return written;
    const bare = /^["`]/.test(written) ? written.slice(1, -1) : written;
    const value = shortcodeParameter(
      bare.replace(placeholders, (_, name) => valueNamed(name, values)),
    );
    if (value === undefined) isWritable = false;
    return value ?? "";
  });
  return isWritable ? filled : undefined;
}

/** All that Markdown, Hugo or HTML could read as its own becomes a character reference. */
function fillHtml(text: string, values: ReplacedValues): string {
  return text.replace(placeholders, (_, name) =>
    valueNamed(name, values).replace(
      /[^\p{L}\p{N}/.~% -]/gu,
      (character) => `&#${character.codePointAt(0)};`,
    ),
  );
}

function valueNamed(name: string, { section, page }: ReplacedValues): string {
  return name === "page" ? page : section;
}

function hasShape(call: ShortcodeCall | undefined, shape: ShortcodeCall): boolean {
  return (
    call !== undefined &&
    call.name === shape.name &&
    call.isMarkdown === shape.isMarkdown &&
    call.inner === shape.inner &&
    call.positional.length === shape.positional.length &&
    call.positional.every((value, index) => fits(value, shape.positional[index])) &&
    call.named.size === shape.named.size &&
    [...call.named].every(([name, value]) => fits(value, shape.named.get(name)))
  );
}

function fits(value: ShortcodeValue, pattern: ShortcodeValue | undefined): boolean {
  if (typeof pattern !== "string" || !isMarked.test(pattern)) return value === pattern;
  const literal = pattern.split(/[\uE000\uE001]/).map((part) => RegExp.escape(part));
  return new RegExp(`^${literal.join("[\\s\\S]*")}$`).test(String(value));
}
