/** A part of a Go template. Source: https://pkg.go.dev/text/template#hdr-Actions */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipe: Pipe }
  | BranchNode
  | { readonly kind: "template"; readonly name: string; readonly pipe: Pipe | undefined }
  | { readonly kind: "break" | "continue" };

/** `if`, `with` or `range`. */
export interface BranchNode {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** Commands, each with the value of the one before as its last argument. */
export interface Pipe {
  /** Without `$`; variables that the value is put in. */
  readonly variables: readonly string[];
  /** The variables are new ones (`:=`). */
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

/** What is called, or the value itself, and its arguments. */
export type Command = readonly [Operand, ...Operand[]];

export type Operand =
  | { readonly kind: "dot" | "nil" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  /** Without `$`; the name of the plain `$` is empty. */
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "pipe"; readonly pipe: Pipe }
  | { readonly kind: "fields"; readonly of: Operand; readonly names: readonly string[] };

/** A template file as it was read. */
export interface GoTemplate {
  readonly nodes: readonly TemplateNode[];
  /** By name; a `block` is a definition too. */
  readonly definitions: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** What Go would not parse either. */
export class TemplateSyntaxError extends Error {
  override readonly name = "TemplateSyntaxError";
  /** Line of the template, from 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}
