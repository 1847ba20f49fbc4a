import { escapeHtml } from "./escape-html.ts";
import type { BranchNode, Command, Operand, Pipe, TemplateNode } from "./go-template-ast.ts";
import { lazyFunctions } from "./lazy-functions.ts";
import { contextAtEnd } from "./print-context.ts";
import type { PrintedValues } from "./printed-values.ts";
import { Scope } from "./scope.ts";
import { Dict, fieldOf, isList, Markup, truthOf, unknown, type Value } from "./value.ts";

/** A function of the templates. It gets unknown arguments too. */
export type TemplateFunction = (args: readonly Value[], evaluation: Evaluation) => Value;

/** Templates that belong together, by name. */
export type Definitions = ReadonlyMap<string, readonly TemplateNode[]>;

/** What an evaluation takes from the site. */
interface EvaluationContext {
  /** By name; those of a namespace as `strings.Trim`. */
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** What `partial` calls; null where the site has no such partial. */
  readonly partial: (name: string) => PartialTemplate | null;
  /** Whether some partial can show a comment section. */
  readonly isAnyPartialWired: boolean;
  /** Whether a comment section can come out of these nodes. */
  readonly reaches: (nodes: readonly TemplateNode[]) => boolean;
  /** Values of functions without arguments, such as `site` and `page`. */
  readonly globals: Readonly<Record<string, Value>>;
  readonly printed: PrintedValues;
  /** How many unknown conditions lie around what is evaluated now. */
  readonly unsure: { depth: number };
  /** Scripts that templates made, by path below the site's root. */
  readonly madeScripts: Map<string, string>;
}

/** A partial, and the templates that are defined in its file. */
export interface PartialTemplate {
  readonly nodes: readonly TemplateNode[];
  readonly definitions: Definitions;
}

type Flow = "next" | "break" | "continue" | "return";

interface Frame {
  readonly dot: Value;
  readonly scope: Scope;
  readonly definitions: Definitions;
  readonly output: { text: string; returned: Value | undefined };
}

const mostSteps = 200_000;
const deepest = 60;
const mostText = 4_000_000;

/** Renders templates for one page. What it can't know becomes `unknown` and goes its way as that. */
export class Evaluation {
  readonly context: EvaluationContext;
  /** A comment section may or may not be shown: it hangs on something unknown. */
  isDoubtful = false;
  /** Not all was rendered: the templates were too much, or a partial's name is unknown. */
  isIncomplete = false;
  #steps = 0;
  #depth = 0;

  constructor(context: EvaluationContext) {
    this.context = context;
  }

  /** The rendered text. Printed values are in it as {@link PrintedValues} has them. */
  render(nodes: readonly TemplateNode[], dot: Value, definitions: Definitions): string {
    return this.#run(nodes, dot, definitions).text;
  }

  /** A partial whose name is unknown may show a comment section. */
  missPartial(): void {
    this.isIncomplete ||= this.context.isAnyPartialWired;
  }

  /** What a partial gives: what it returns, or else what it prints. */
  callPartial({ nodes, definitions }: PartialTemplate, dot: Value): Value {
    const { text, returned } = this.#run(nodes, dot, definitions);
    if (returned !== undefined) return returned;
    if (text.includes("<")) return new Markup(text, "html");
    return this.context.printed.resolve(text, escapeHtml) ?? new Markup(text, "html");
  }

  #run(nodes: readonly TemplateNode[], dot: Value, definitions: Definitions): Frame["output"] {
    const output: Frame["output"] = { text: "", returned: undefined };
    if (this.#depth >= deepest) {
      this.isIncomplete = true;
      return output;
    }
    const scope = new Scope();
    scope.declare("", dot);
    this.#depth += 1;
    this.#list(nodes, { dot, scope, definitions, output });
    this.#depth -= 1;
    return output;
  }

  #list(nodes: readonly TemplateNode[], frame: Frame): Flow {
    for (const node of nodes) {
      this.#steps += 1;
      if (this.#steps > mostSteps || frame.output.text.length > mostText) {
        this.isIncomplete = true;
        return "return";
      }
      const flow = this.#node(node, frame);
      if (flow !== "next") return flow;
    }
    return "next";
  }

  #node(node: TemplateNode, frame: Frame): Flow {
    const { output } = frame;
    switch (node.kind) {
      case "text":
        output.text += node.text;
        return "next";
      case "action":
        return this.#action(node.pipe, frame);
      case "template": {
        const nodes = frame.definitions.get(node.name) ?? this.#partialNodes(node.name);
        const dot = node.pipe === undefined ? null : this.#pipe(node.pipe, frame);
        if (nodes !== undefined) output.text += this.#run(nodes, dot, frame.definitions).text;
        return "next";
      }
      case "break":
      case "continue":
        return node.kind;
      case "range":
        return this.#range(node, frame);
      default:
        return this.#branch(node, frame);
    }
  }

  /** `{{ template "partials/x.html" . }}` is an older way to call a partial. */
  #partialNodes(name: string): readonly TemplateNode[] | undefined {
    const path = /^_?partials\/(.+)$/.exec(name)?.[1];
    return path === undefined ? undefined : this.context.partial(path)?.nodes;
  }

  #action(pipe: Pipe, frame: Frame): Flow {
    const [first, argument] = pipe.commands[0] ?? [];
    if (first?.kind === "function" && first.name === "return") {
      frame.output.returned = argument === undefined ? null : this.#operand(argument, frame);
      return "return";
    }
    const value = this.#pipe(pipe, frame);
    if (pipe.variables.length === 0) {
      const context = contextAtEnd(frame.output.text);
      frame.output.text += this.context.printed.print(value, context);
    }
    return "next";
  }

  #branch(node: BranchNode, frame: Frame): Flow {
    const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
    const value = this.#pipe(node.pipe, inner);
    const truth = truthOf(value);
    const taken: Frame = node.kind === "with" ? { ...inner, dot: value } : inner;
    if (truth === true) return this.#list(node.body, taken);
    if (truth === false) return this.#list(node.otherwise, inner);
    return this.#eitherBranch(node, taken, inner);
  }

  #eitherBranch(node: BranchNode, taken: Frame, notTaken: Frame): Flow {
    const run = (nodes: readonly TemplateNode[], frame: Frame) => {
      const output: Frame["output"] = { text: "", returned: undefined };
      const flow = this.#list(nodes, { ...frame, output });
      return { flow, text: output.text };
    };
    this.context.unsure.depth += 1;
    const [one, other] = taken.scope.either(
      () => run(node.body, taken),
      () => run(node.otherwise, notTaken),
    );
    this.context.unsure.depth -= 1;
    const { output } = taken;
    if (this.context.reaches(node.body) || this.context.reaches(node.otherwise)) {
      this.isDoubtful = true;
      output.text += one.text + other.text;
    } else if (this.#isSameText(one.text, other.text)) output.text += one.text;
    else if (isOptionalPart(one.text, other.text)) output.text += one.text + other.text;
    else output.text += this.context.printed.print(unknown, "html");
    if (one.flow !== "return" && other.flow !== "return") return "next";
    output.returned = unknown;
    return "return";
  }

  #isSameText(one: string, other: string): boolean {
    const { printed } = this.context;
    return one === other || (printed.resolve(one) ?? one) === (printed.resolve(other) ?? other);
  }

  #range(node: BranchNode, frame: Frame): Flow {
    const scope = new Scope(frame.scope);
    const value = this.#pipe({ ...node.pipe, variables: [] }, { ...frame, scope });
    const [first, second] = node.pipe.variables;
    const bind = (key: Value, item: Value): Frame => {
      const inner = new Scope(scope);
      const put = (name: string | undefined, bound: Value) => {
        if (name === undefined) return;
        if (node.pipe.declares) inner.declare(name, bound);
        else inner.assign(name, bound);
      };
      put(first, second === undefined ? item : key);
      put(second, item);
      return { ...frame, scope: inner, dot: item };
    };
    const items = itemsOf(value);
    if (items === undefined) {
      const unknownItem = { ...node, kind: "if", pipe: node.pipe } as const;
      return this.#eitherBranch(unknownItem, bind(unknown, unknown), { ...frame, scope });
    }
    if (items.length === 0) return this.#list(node.otherwise, { ...frame, scope });
    for (const [key, item] of items) {
      const flow = this.#list(node.body, bind(key, item));
      if (flow === "return") return flow;
      if (flow === "break") break;
    }
    return "next";
  }

  #pipe(pipe: Pipe, frame: Frame): Value {
    let value: Value | undefined;
    for (const command of pipe.commands) value = this.#command(command, frame, value);
    const result = value ?? null;
    for (const name of pipe.variables) {
      if (pipe.declares) frame.scope.declare(name, result);
      else frame.scope.assign(name, result);
    }
    return result;
  }

  #command([head, ...operands]: Command, frame: Frame, piped: Value | undefined): Value {
    this.#steps += 1;
    const lazy = head.kind === "function" ? lazyFunctions[head.name] : undefined;
    if (lazy !== undefined) {
      const values = operands.map((operand) => () => this.#operand(operand, frame));
      return lazy(piped === undefined ? values : [...values, () => piped]);
    }
    const args = operands.map((operand) => this.#operand(operand, frame));
    if (piped !== undefined) args.push(piped);
    return this.#call(head, args, frame);
  }

  #operand(operand: Operand, frame: Frame): Value {
    return this.#call(operand, [], frame);
  }

  /** The operand's value, or what it gives with these arguments where it is a function. */
  #call(operand: Operand, args: readonly Value[], frame: Frame): Value {
    switch (operand.kind) {
      case "dot":
        return frame.dot;
      case "nil":
        return null;
      case "literal":
        return operand.value;
      case "variable":
        return frame.scope.get(operand.name);
      case "pipe":
        return this.#pipe(operand.pipe, frame);
      case "function":
        return this.#callFunction(operand.name, args);
      case "fields":
        return this.#fields(operand, args, frame);
    }
  }

  #fields(
    { of, names }: Extract<Operand, { readonly kind: "fields" }>,
    args: readonly Value[],
    frame: Frame,
  ): Value {
    const [first = "", ...rest] = names;
    if (of.kind === "function") {
      const inNamespace = `${of.name}.${first}`;
      if (this.context.functions.has(inNamespace)) {
        const isLast = rest.length === 0;
        const value = this.#callFunction(inNamespace, isLast ? args : []);
        return isLast ? value : this.#walk(value, rest, args);
      }
    }
    return this.#walk(this.#operand(of, frame), names, args);
  }

  #walk(start: Value, names: readonly string[], args: readonly Value[]): Value {
    let value = start;
    for (const [index, name] of names.entries()) {
      const field = fieldOf(value, name);
      if (typeof field !== "function") value = field;
      else value = field(index === names.length - 1 ? args : []);
    }
    return value;
  }

  #callFunction(name: string, args: readonly Value[]): Value {
    const own = this.context.functions.get(name);
    if (own !== undefined) return own(args, this);
    return Object.hasOwn(this.context.globals, name)
      ? (this.context.globals[name] ?? null)
      : unknown;
  }
}

/** What `range` goes over; undefined where that is unknown. */
function itemsOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (value === null) return [];
  if (isList(value)) return value.map((item, index) => [index, item] as const);
  if (value instanceof Dict) {
    return [...value.entries].toSorted(([one], [other]) => (one < other ? -1 : 1));
  }
  if (typeof value !== "number") return undefined;
  const count = Math.max(0, Math.min(value, 10_000));
  return Array.from({ length: count }, (_, index) => [index, index] as const);
}

/** A property or a tag that is there or not: it does no harm to read it. */
function isOptionalPart(one: string, other: string): boolean {
  return (one.trim() === "" || other.trim() === "") && /[:=<]/.test(one + other);
}
