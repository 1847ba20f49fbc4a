import {
  type Command,
  type GoTemplate,
  type Operand,
  type Pipe,
  type TemplateNode,
  TemplateSyntaxError,
} from "./go-template-ast.ts";
import { lexTemplate, type Piece, type Token } from "./go-template-lexer.ts";

const deepest = 200;

/**
 * Reads a Go template. Functions are not looked up: any name may be one.
 * @throws {TemplateSyntaxError}
 * Source: https://pkg.go.dev/text/template; Go's text/template/parse/parse.go
 */
export function parseTemplate(source: string): GoTemplate {
  const definitions = new Map<string, readonly TemplateNode[]>();
  const nodes = new ListParser(lexTemplate(source), definitions).parseAll();
  return { nodes, definitions };
}

type BranchKind = "if" | "with" | "range";

class ListParser {
  readonly #pieces: readonly Piece[];
  readonly #definitions: Map<string, readonly TemplateNode[]>;
  #at = 0;
  #depth = 0;

  constructor(pieces: readonly Piece[], definitions: Map<string, readonly TemplateNode[]>) {
    this.#pieces = pieces;
    this.#definitions = definitions;
  }

  parseAll(): readonly TemplateNode[] {
    const { nodes, ending } = this.#list();
    if (ending !== undefined) throw ending.fail("nothing is open here");
    return nodes;
  }

  /** Nodes up to an `end` or `else`, which is read too. */
  #list(): { nodes: readonly TemplateNode[]; ending: ActionParser | undefined } {
    const nodes: TemplateNode[] = [];
    this.#depth += 1;
    for (;;) {
      const piece = this.#pieces[this.#at];
      if (piece === undefined) return { nodes, ending: undefined };
      this.#at += 1;
      if (piece.kind === "text") {
        nodes.push(piece);
        continue;
      }
      const action = new ActionParser(piece.tokens, piece.line);
      if (this.#depth > deepest) throw action.fail("too many actions inside each other");
      if (action.isAt("end") || action.isAt("else")) {
        this.#depth -= 1;
        return { nodes, ending: action };
      }
      nodes.push(...this.#node(action));
    }
  }

  #node(action: ActionParser): readonly TemplateNode[] {
    for (const kind of ["if", "with", "range"] as const) {
      if (action.takes(kind)) return [this.#branch(kind, action)];
    }
    if (action.takes("define")) {
      const name = action.string();
      this.#definitions.set(name, this.#untilEnd(action));
      return [];
    }
    if (action.takes("block")) {
      const name = action.string();
      const pipe = action.pipe();
      this.#definitions.set(name, this.#untilEnd(action));
      return [{ kind: "template", name, pipe }];
    }
    if (action.takes("template")) {
      const name = action.string();
      return [{ kind: "template", name, pipe: action.isDone() ? undefined : action.pipe() }];
    }
    if (action.takes("break")) return [{ kind: "break" }];
    if (action.takes("continue")) return [{ kind: "continue" }];
    const pipe = action.pipe();
    action.expectDone();
    return [{ kind: "action", pipe }];
  }

  #branch(kind: BranchKind, action: ActionParser): TemplateNode {
    const pipe = action.pipe();
    action.expectDone();
    const { nodes: body, ending } = this.#list();
    const otherwise = this.#otherwise(action, ending);
    return { kind, pipe, body, otherwise };
  }

  #otherwise(opening: ActionParser, ending: ActionParser | undefined): readonly TemplateNode[] {
    if (ending === undefined) throw opening.fail("it has no end");
    if (ending.takes("end")) return [];
    ending.takes("else");
    for (const kind of ["if", "with"] as const) {
      if (ending.takes(kind)) return [this.#branch(kind, ending)];
    }
    return this.#untilEnd(opening);
  }

  #untilEnd(opening: ActionParser): readonly TemplateNode[] {
    const { nodes, ending } = this.#list();
    if (ending?.takes("end") !== true) throw opening.fail("it has no end");
    return nodes;
  }
}

class ActionParser {
  readonly #tokens: readonly Token[];
  readonly #line: number;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], line: number) {
    this.#tokens = tokens;
    this.#line = line;
    this.#skipSpace();
  }

  fail(message: string): TemplateSyntaxError {
    const words = this.#tokens.map(({ text }) => text).join("");
    return new TemplateSyntaxError(`{{ ${words.trim().slice(0, 60)} }}: ${message}`, this.#line);
  }

  isAt(word: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === "word" && token.text === word;
  }

  /** Whether this word comes next; it is read then. */
  takes(word: string): boolean {
    if (!this.isAt(word)) return false;
    this.#at += 1;
    this.#skipSpace();
    return true;
  }

  isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  expectDone(): void {
    if (!this.isDone()) throw this.fail("something is left over");
  }

  string(): string {
    const value = this.#tokens[this.#at]?.value;
    if (typeof value !== "string") throw this.fail("a name in quotes is missing");
    this.#at += 1;
    this.#skipSpace();
    return value;
  }

  pipe(): Pipe {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.fail("too many parentheses");
    const { variables, declares } = this.#assignment();
    const commands: Command[] = [];
    do {
      this.#skipSpace();
      commands.push(this.#command());
    } while (this.#takesSign("|"));
    this.#depth -= 1;
    return { variables, declares, commands };
  }

  /** `$a := `, `$a = ` or `$a, $b := `; nothing is read where none is there. */
  #assignment(): { variables: readonly string[]; declares: boolean } {
    const start = this.#at;
    const variables: string[] = [];
    do {
      this.#skipSpace();
      const token = this.#tokens[this.#at];
      if (token?.kind !== "variable") break;
      variables.push(token.text);
      this.#at += 1;
      this.#skipSpace();
    } while (this.#takesSign(","));
    if (variables.length > 0) {
      if (this.#takesSign(":=")) return { variables, declares: true };
      if (this.#takesSign("=")) return { variables, declares: false };
    }
    this.#at = start;
    return { variables: [], declares: false };
  }

  #command(): Command {
    const first = this.#operand();
    if (first === undefined) throw this.fail("a value is missing");
    const rest: Operand[] = [];
    while (this.#tokens[this.#at]?.kind === "space") {
      this.#skipSpace();
      const operand = this.#operand();
      if (operand === undefined) break;
      rest.push(operand);
    }
    return [first, ...rest];
  }

  #operand(): Operand | undefined {
    const of = this.#term();
    if (of === undefined) return undefined;
    const names: string[] = [];
    for (let token = this.#tokens[this.#at]; token?.kind === "field"; ) {
      names.push(token.text);
      this.#at += 1;
      token = this.#tokens[this.#at];
    }
    return names.length === 0 ? of : { kind: "fields", of, names };
  }

  #term(): Operand | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind === "field") return { kind: "dot" };
    if (token === undefined || !["sign", "word", "literal", "variable"].includes(token.kind)) {
      return undefined;
    }
    if (token.kind === "sign" && token.text !== "." && token.text !== "(") return undefined;
    this.#at += 1;
    if (token.kind === "variable") return { kind: "variable", name: token.text };
    if (token.kind === "word") {
      return token.text === "nil" ? { kind: "nil" } : { kind: "function", name: token.text };
    }
    if (token.value !== undefined) return { kind: "literal", value: token.value };
    if (token.text === ".") return { kind: "dot" };
    const pipe = this.pipe();
    if (!this.#takesSign(")")) throw this.fail("a closing parenthesis is missing");
    return { kind: "pipe", pipe };
  }

  #takesSign(sign: string): boolean {
    const start = this.#at;
    this.#skipSpace();
    const token = this.#tokens[this.#at];
    if (token?.kind === "sign" && token.text === sign) {
      this.#at += 1;
      return true;
    }
    this.#at = start;
    return false;
  }

  #skipSpace(): void {
    while (this.#tokens[this.#at]?.kind === "space") this.#at += 1;
  }
}
