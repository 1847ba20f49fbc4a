import { lineFinder } from "../text/line-at.ts";
import { TemplateSyntaxError } from "./go-template-ast.ts";

/** A stretch of a template: text between actions, or the tokens of one action. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly tokens: readonly Token[]; readonly line: number };

/** A token inside an action. */
export interface Token {
  readonly kind: "space" | "field" | "variable" | "word" | "literal" | "sign";
  /** As written, but without the `.` of a field and the `$` of a variable. */
  readonly text: string;
  /** What a literal stands for. */
  readonly value?: string | number | boolean;
}

const comment = /-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/y;
const token =
  /(?<space>[ \t\r\n]+)|\.(?<field>[\p{L}_][\p{L}\p{Nd}_]*)|\$(?<variable>[\p{L}\p{Nd}_]*)|(?<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<char>'(?:[^'\\\n]|\\.)+')|(?<number>[+-]?(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?))|(?<word>[\p{L}_][\p{L}\p{Nd}_]*)|(?<sign>:=|[|=(),.])/uy;

/**
 * Divides a template into text and actions; comments and trimmed white space are gone.
 * Linear in the length of the source.
 * @throws {TemplateSyntaxError}
 * Source: https://pkg.go.dev/text/template#hdr-Text_and_spaces; Go's text/template/parse/lex.go
 */
export function lexTemplate(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const lineOf = lineFinder(source);
  let at = 0;
  let trimsNext = false;
  const addText = (end: number, trimsEnd: boolean) => {
    let text = source.slice(at, end);
    if (trimsNext) text = text.trimStart();
    if (trimsEnd) text = text.trimEnd();
    if (text !== "") pieces.push({ kind: "text", text });
  };
  for (;;) {
    const start = source.indexOf("{{", at);
    if (start < 0) break;
    let inside = start + 2;
    const trimsText = source[inside] === "-" && isSpace(source[inside + 1]);
    addText(start, trimsText);
    if (trimsText) inside += 1;
    comment.lastIndex = inside;
    const commentText = /^\s*\/\*/.test(source.slice(inside, inside + 200))
      ? comment.exec(source)?.[0]
      : undefined;
    if (commentText !== undefined) {
      at = inside + commentText.length;
      trimsNext = commentText.endsWith("-}}");
      continue;
    }
    const line = lineOf(start);
    const action = lexAction(source, inside, (message) => {
      throw new TemplateSyntaxError(message, line);
    });
    pieces.push({ kind: "action", tokens: action.tokens, line });
    at = action.end;
    trimsNext = action.trims;
  }
  addText(source.length, false);
  return pieces;
}

function lexAction(source: string, start: number, fail: (message: string) => never) {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    if (source.startsWith("}}", at)) return { tokens, end: at + 2, trims: false };
    if (isSpace(source[at]) && source.startsWith("-}}", endOfSpace(source, at))) {
      return { tokens, end: endOfSpace(source, at) + 3, trims: true };
    }
    token.lastIndex = at;
    const match = token.exec(source);
    if (match === null)
      return fail(
        at >= source.length
          ? "an action is never closed"
          : `unexpected ${JSON.stringify(source[at])} in an action`,
      );
    tokens.push(toToken(match, fail));
    at = token.lastIndex;
  }
}

function toToken(match: RegExpExecArray, fail: (message: string) => never): Token {
  const text = match[0];
  const { space, field, variable, string, char, number, word } = match.groups ?? {};
  if (space !== undefined) return { kind: "space", text };
  if (field !== undefined) return { kind: "field", text: field };
  if (variable !== undefined) return { kind: "variable", text: variable };
  if (string !== undefined) return { kind: "literal", text, value: unquote(string) };
  if (char !== undefined) {
    return { kind: "literal", text, value: unquote(char).codePointAt(0) ?? 0 };
  }
  if (number !== undefined) {
    const value = Number(number.replaceAll("_", ""));
    return Number.isNaN(value) ? fail(`bad number ${number}`) : { kind: "literal", text, value };
  }
  if (word === "true" || word === "false") return { kind: "literal", text, value: word === "true" };
  return { kind: word === undefined ? "sign" : "word", text };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Source: https://go.dev/ref/spec#String_literals */
function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (quoted.startsWith("`")) return inner.replaceAll("\r", "");
  return inner.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gu,
    (_, x?: string, u?: string, U?: string, octal?: string, other?: string) => {
      if (other !== undefined) return simpleEscapes[other] ?? other;
      const code =
        octal === undefined ? Number.parseInt(x ?? u ?? U ?? "0", 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}

function endOfSpace(source: string, at: number): number {
  let end = at;
  while (isSpace(source[end])) end += 1;
  return end;
}

function isSpace(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\r" || char === "\n";
}
