import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type AnyNode,
  type ArrowFunctionExpression,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  type Pattern,
  type Program,
  parse,
} from "acorn";
import { full } from "acorn-walk";
import { transformSync } from "esbuild";
import fastGlob from "fast-glob";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What texts of a file can be made of. */
export interface Scope {
  readonly constants: ReadonlyMap<string, AnyNode>;
  readonly functions: ReadonlyMap<string, AnyFunction>;
  /** Texts that were handed to the function that is looked at. */
  readonly given: ReadonlyMap<string, string>;
  /** See {@link propertyTexts}, of the whole source. */
  readonly properties: (name: string) => readonly string[];
}

type AnyFunction = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** A file of the source, and what its texts can be made of. */
export interface SourceFile {
  readonly file: string;
  readonly program: Program;
  readonly scope: Scope;
}

/** The files of the source that fit a pattern such as `src/d1/*.ts`. */
export function readSourceFiles(pattern: string): readonly SourceFile[] {
  const files = fastGlob.sync(pattern, { cwd: root }).map(sourceFile);
  const properties = (name: string) => files.flatMap((one) => propertyTexts(name, one));
  return files.map((one) => ({ ...one, scope: { ...one.scope, properties } }));
}

/** Every text of these files, whatever it is for; `…` stands for what is put into it. */
export function textsOf(files: readonly SourceFile[]): readonly string[] {
  const texts: string[] = [];
  for (const { program } of files) {
    full(program, (node) => {
      if (node.type === "Literal" && typeof node.value === "string") texts.push(node.value);
      if (node.type === "TemplateLiteral") texts.push(textOf(node, emptyScope));
    });
  }
  return texts;
}

function sourceFile(file: string): SourceFile {
  const program = programOf(readFileSync(`${root}${file}`, "utf8"));
  const constants = new Map<string, AnyNode>();
  const functions = new Map<string, AnyFunction>();
  full(program, (node) => {
    if (node.type === "FunctionDeclaration" && node.id) functions.set(node.id.name, node);
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier" || !node.init) return;
    constants.set(node.id.name, node.init);
    if (node.init.type === "ArrowFunctionExpression") functions.set(node.id.name, node.init);
  });
  return { file, program, scope: { constants, functions, given: new Map(), properties: () => [] } };
}

/**
 * A function that is handed its message or remedy says another one for each of its calls; what they
 * hand to it, by the names of its parameters. One without anything for all other nodes.
 */
export function callsOf(
  node: AnyNode,
  ancestors: readonly AnyNode[],
  { functions }: Scope,
  all: readonly SourceFile[],
): readonly ReadonlyMap<string, string>[] {
  const options = node.type === "NewExpression" ? node.arguments : [node];
  const handed = options.flatMap((one) =>
    ["message", "remedy"].flatMap((name) => {
      const value = propertyOf(one, name);
      return value?.type === "Identifier" ? [value.name] : [];
    }),
  );
  const [name, own] =
    [...functions].findLast(
      ([, one]) =>
        ancestors.includes(one) && handed.some((text) => parameters(one.params).includes(text)),
    ) ?? [];
  if (name === undefined || own === undefined) return [new Map()];
  const calls: ReadonlyMap<string, string>[] = [];
  for (const { program, scope } of all) {
    if ((scope.functions.get(name) ?? own) !== own) continue;
    full(program, (call) => {
      if (call.type !== "CallExpression" || call.callee.type !== "Identifier") return;
      if (call.callee.name === name) calls.push(handedTo(own, call.arguments, scope));
    });
  }
  return calls;
}

function parameters(params: readonly Pattern[]): readonly string[] {
  return params.flatMap((param) => {
    if (param.type === "Identifier") return [param.name];
    if (param.type !== "ObjectPattern") return [];
    return param.properties.flatMap((one) =>
      one.type === "Property" && one.key.type === "Identifier" ? [one.key.name] : [],
    );
  });
}

/** The texts of a call's arguments, by the names of the parameters. */
function handedTo(
  { params }: AnyFunction,
  handed: readonly AnyNode[],
  scope: Scope,
  depth = 0,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [index, param] of params.entries()) {
    const value = handed[index];
    for (const name of parameters([param])) {
      const part =
        param.type === "Identifier" || value === undefined ? value : propertyOf(value, name);
      texts.set(name, part === undefined ? "…" : textOf(part, scope, depth + 1));
    }
  }
  return texts;
}

/** The sentences that properties of this name hold: names of tables and the like are left out. */
function propertyTexts(name: string, { program, scope }: SourceFile): readonly string[] {
  const texts: string[] = [];
  full(program, (node) => {
    const value = propertyOf(node, name);
    if (value !== undefined && isText(value)) texts.push(textOf(value, scope));
  });
  return texts.filter((text) => /^[A-Z].* .*\.$/s.test(text));
}

function programOf(source: string) {
  const { code } = transformSync(source, { loader: "ts", format: "esm", target: "esnext" });
  return parse(code, { ecmaVersion: "latest", sourceType: "module" });
}

/** The value of an object's property. */
export function propertyOf(node: AnyNode, name: string): Expression | undefined {
  if (node.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier") continue;
    if (property.key.name === name) return property.value;
  }
  return undefined;
}

/** For a text that stands alone. */
const emptyScope: Scope = {
  constants: new Map(),
  functions: new Map(),
  given: new Map(),
  properties: () => [],
};
const deepest = 3;

/** `…` stands for what can't be told from the source, and ` / ` between what it can be. */
export function textOf(node: AnyNode, scope: Scope, depth = 0): string {
  if (depth > deepest) return "…";
  switch (node.type) {
    case "Literal":
      return String(node.value);
    case "TemplateLiteral":
      return node.quasis
        .map(({ value }, index) => {
          const put = node.expressions[index];
          const text = put === undefined ? "" : partText(put, scope, depth);
          return `${value.cooked ?? ""}${text}`;
        })
        .join("");
    case "BinaryExpression":
      return `${textOf(node.left, scope, depth)}${textOf(node.right, scope, depth)}`;
    case "ConditionalExpression":
      return oneOf([textOf(node.consequent, scope, depth), textOf(node.alternate, scope, depth)]);
    case "LogicalExpression":
      return textOf(node.right, scope, depth);
    case "CallExpression": {
      const { callee } = node;
      const called = callee.type === "Identifier" ? scope.functions.get(callee.name) : undefined;
      if (called === undefined) return "…";
      const given = handedTo(called, node.arguments, scope, depth);
      return oneOf(returnsOf(called).map((one) => textOf(one, { ...scope, given }, depth + 1)));
    }
    case "MemberExpression":
      return node.property.type === "Identifier" && node.property.name !== "message"
        ? oneOf(scope.properties(node.property.name))
        : "…";
    default:
      return partText(node, scope, depth);
  }
}

/** The text of a name, or of a choice; `…` for everything else that can stand within a text. */
function partText(node: AnyNode, scope: Scope, depth: number): string {
  if (node.type === "ConditionalExpression") return textOf(node, scope, depth + 1);
  if (node.type !== "Identifier") return "…";
  const value = scope.constants.get(node.name);
  const constant = value !== undefined && isText(value) ? textOf(value, scope, depth + 1) : "…";
  return scope.given.get(node.name) ?? constant;
}

function isText({ type }: AnyNode): boolean {
  return ["Literal", "TemplateLiteral", "ConditionalExpression"].includes(type);
}

/** The texts that can stand in a place, without those that are empty; `…` where there are none. */
export function oneOf(texts: readonly string[]): string {
  const all = new Set(texts.filter((text) => text !== ""));
  return all.size === 0 ? "…" : [...all].join(" / ");
}

/** What a function can give back, where that is a text. */
function returnsOf({ body }: AnyFunction): readonly AnyNode[] {
  if (body.type !== "BlockStatement") return [body];
  const returns: AnyNode[] = [];
  full(body, (node) => {
    if (node.type === "ReturnStatement" && node.argument && isText(node.argument)) {
      returns.push(node.argument);
    }
  });
  return returns;
}
