import { mentionsWiring } from "../wiring/wiring-marks.ts";
import type { Operand, Pipe, TemplateNode } from "./go-template-ast.ts";

/** What templates call, by name. */
interface CallTargets {
  /** Of a partial; null where there is no such one. */
  readonly partial: (name: string) => readonly TemplateNode[] | null;
  /** Of all templates that are defined under this name, wherever. */
  readonly defined: (name: string) => readonly (readonly TemplateNode[])[];
  /** Of all partials whose name begins so. */
  readonly partialsWith: (prefix: string) => readonly (readonly TemplateNode[])[];
}

const partialFunctions = new Set([
  "partial",
  "partialCached",
  "partials.Include",
  "partials.IncludeCached",
]);

/** Tells which templates can show a comment section, themselves or through those that they call. */
export class Reach {
  readonly #targets: CallTargets;
  /** Names of the site's scripts that mention a comment section. */
  readonly #scripts: readonly string[];
  readonly #known = new Map<readonly TemplateNode[], boolean>();
  readonly #pruned = new Map<readonly TemplateNode[], readonly TemplateNode[]>();

  constructor(targets: CallTargets, scripts: readonly string[]) {
    this.#targets = targets;
    this.#scripts = scripts;
  }

  reaches(nodes: readonly TemplateNode[]): boolean {
    const known = this.#known.get(nodes);
    if (known !== undefined) return known;
    const seen = new Set<readonly TemplateNode[]>();
    const result = this.#search(nodes, seen);
    this.#known.set(nodes, result);
    // Nothing that was seen on the way reaches one either; the other way round is not certain.
    if (!result) for (const one of seen) this.#known.set(one, false);
    return result;
  }

  /** Only what bears on comment sections; all of it where one stands in the nodes themselves. */
  prune(nodes: readonly TemplateNode[]): readonly TemplateNode[] {
    const known = this.#pruned.get(nodes);
    if (known !== undefined) return known;
    const holds = this.#someText(nodes, (text) => this.#isMark(text));
    const pruned = holds ? nodes : nodes.flatMap((node) => this.#pruneNode(node));
    this.#pruned.set(nodes, pruned);
    return pruned;
  }

  #search(nodes: readonly TemplateNode[], seen: Set<readonly TemplateNode[]>): boolean {
    const known = this.#known.get(nodes);
    if (known !== undefined) return known;
    if (seen.has(nodes)) return false;
    seen.add(nodes);
    return (
      this.#someText(nodes, (text) => this.#isMark(text)) ||
      this.#calls(nodes).some((called) => this.#search(called, seen))
    );
  }

  #isMark(text: string): boolean {
    return mentionsWiring(text) || this.#scripts.some((name) => text.includes(name));
  }

  #someText(nodes: readonly TemplateNode[], test: (text: string) => boolean): boolean {
    return nodes.some((node) => {
      if (node.kind === "text") return test(node.text);
      return (
        pipesOf(node).some((pipe) => literalsOf(pipe).some(test)) ||
        ("body" in node &&
          (this.#someText(node.body, test) || this.#someText(node.otherwise, test)))
      );
    });
  }

  #calls(nodes: readonly TemplateNode[]): readonly (readonly TemplateNode[])[] {
    return nodes.flatMap((node) => [
      ...(node.kind === "template" ? this.#named(node.name) : []),
      ...pipesOf(node).flatMap((pipe) => this.#partialsOf(pipe)),
      ...("body" in node ? [...this.#calls(node.body), ...this.#calls(node.otherwise)] : []),
    ]);
  }

  #named(name: string): readonly (readonly TemplateNode[])[] {
    const partial = /^_?partials\/(.+)$/.exec(name)?.[1];
    const nodes = partial === undefined ? null : this.#targets.partial(partial);
    return nodes === null ? this.#targets.defined(name) : [nodes];
  }

  #partialsOf(pipe: Pipe): readonly (readonly TemplateNode[])[] {
    const operands = pipe.commands.flat();
    return pipe.commands
      .flatMap(([head, name]) => {
        if (!partialFunctions.has(nameOf(head))) {
          return [];
        }
        if (name?.kind === "literal") {
          const nodes = this.#targets.partial(String(name.value));
          return nodes === null ? [] : [nodes];
        }
        return this.#targets.partialsWith(prefixOf(name));
      })
      .concat(
        operands.flatMap((operand) => {
          const inner = innerPipe(operand);
          return inner === undefined ? [] : this.#partialsOf(inner);
        }),
      );
  }

  #pruneNode(node: TemplateNode): readonly TemplateNode[] {
    if (node.kind === "text") {
      // Where scripts and comments begin and end tells how a value in between is printed.
      const frame = node.text.match(/<\/?script\b[^>]*(?:>|$)|<!--|-->/gi) ?? [];
      // Of a tag that has actions in it, the rest is not there to end it.
      const text = frame.map((part) => (/^<s.*[^>]$/is.test(part) ? "<script>" : part)).join("");
      return text === "" ? [] : [{ kind: "text", text }];
    }
    if (node.kind === "template") {
      return this.#named(node.name).some((nodes) => this.reaches(nodes)) ? [node] : [];
    }
    if (node.kind === "action") return this.#matters(node.pipe) ? [node] : [];
    if (!("body" in node)) return [node];
    const body = node.body.flatMap((inner) => this.#pruneNode(inner));
    const otherwise = node.otherwise.flatMap((inner) => this.#pruneNode(inner));
    const matters = body.length + otherwise.length > 0 || this.#matters(node.pipe);
    return matters ? [{ ...node, body, otherwise }] : [];
  }

  #matters(pipe: Pipe): boolean {
    const [[head]] = [pipe.commands[0] ?? []];
    return (
      pipe.variables.length > 0 ||
      (head?.kind === "function" && head.name === "return") ||
      keepsValues(pipe) ||
      this.#partialsOf(pipe).some((nodes) => this.reaches(nodes))
    );
  }
}

/** Whether the nodes give a value with `return`. */
export function returnsValue(nodes: readonly TemplateNode[]): boolean {
  return nodes.some((node) => {
    if (node.kind === "action") {
      const head = node.pipe.commands[0]?.[0];
      return head?.kind === "function" && head.name === "return";
    }
    return "body" in node && (returnsValue(node.body) || returnsValue(node.otherwise));
  });
}

function pipesOf(node: TemplateNode): readonly Pipe[] {
  return "pipe" in node && node.pipe !== undefined ? [node.pipe] : [];
}

function innerPipe(operand: Operand): Pipe | undefined {
  if (operand.kind === "pipe") return operand.pipe;
  return operand.kind === "fields" ? innerPipe(operand.of) : undefined;
}

function literalsOf(pipe: Pipe): readonly string[] {
  return pipe.commands.flat().flatMap((operand) => {
    if (operand.kind === "literal") return [String(operand.value)];
    const inner = innerPipe(operand);
    return inner === undefined ? [] : literalsOf(inner);
  });
}

/** `.Scratch.Set` and its like. */
function keepsValues(pipe: Pipe): boolean {
  return pipe.commands.flat().some((operand) => {
    const inner = innerPipe(operand);
    const names = operand.kind === "fields" ? operand.names : [];
    return (
      names.some((name) => /^(?:Set|Add|SetInMap|Delete)$/.test(name)) ||
      (inner !== undefined && keepsValues(inner))
    );
  });
}

function nameOf(operand: Operand): string {
  if (operand.kind === "function") return operand.name;
  if (operand.kind !== "fields" || operand.of.kind !== "function") return "";
  return [operand.of.name, ...operand.names].join(".");
}

/** What the name of a partial begins with, where `printf` or `print` puts it together. */
function prefixOf(name: Operand | undefined): string {
  const command = name?.kind === "pipe" ? name.pipe.commands[0] : undefined;
  const first = command?.[1];
  if (command === undefined || first?.kind !== "literal") return "";
  return /^(?:fmt\.)?[Pp]rintf?$/.test(nameOf(command[0]))
    ? String(first.value).replace(/%.*$/s, "")
    : "";
}
