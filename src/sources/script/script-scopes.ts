import type { AnyNode, MemberExpression, Pattern, Program } from "acorn";
import { ancestor } from "acorn-walk";

/** An expression, with the nodes around it from the outermost to itself or its parent. */
export interface Placed {
  readonly node: AnyNode;
  readonly path: readonly AnyNode[];
  readonly script: Script;
}

/** What a script says about one name: "unknown" stands for a value that only a run would tell. */
export interface Binding {
  readonly values: (Placed | "unknown")[];
  /** Values given to single properties, as in `config.siteName = …`. */
  readonly properties: Map<string, (Placed | "unknown")[]>;
}

/** The names of one scope. */
type Scope = ReadonlyMap<string, Binding>;

/** A script that was parsed. */
export interface Script {
  readonly code: string;
  readonly program: Program;
  /** By the nodes that make them. */
  readonly scopes: ReadonlyMap<AnyNode, Scope>;
}

const blocks = new Set([
  "BlockStatement",
  "StaticBlock",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "CatchClause",
]);
const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const globals = new Set(["window", "globalThis", "self", "top"]);

/** Reads which names a script declares where, and what it sets them to. */
export function withScopes(code: string, program: Program): Script {
  const scopes = new Map<AnyNode, Map<string, Binding>>();
  const script: Script = { code, program, scopes };
  const declare = (scopeNode: AnyNode, name: string): Binding => {
    const scope = scopes.get(scopeNode) ?? new Map<string, Binding>();
    scopes.set(scopeNode, scope);
    const binding = scope.get(name) ?? { values: [], properties: new Map() };
    scope.set(name, binding);
    return binding;
  };
  const owner = (path: readonly AnyNode[], isVar: boolean): AnyNode =>
    path.findLast((node) => functions.has(node.type) || (!isVar && blocks.has(node.type))) ??
    program;
  const declareUnknown = (scopeNode: AnyNode, pattern: Pattern) => {
    for (const name of patternNames(pattern)) declare(scopeNode, name).values.push("unknown");
  };
  const place = (node: AnyNode, path: readonly AnyNode[]): Placed => ({
    node,
    path: [...path],
    script,
  });

  ancestor(program, {
    VariableDeclaration(node, _, path) {
      const scopeNode = owner(path.slice(0, -1), node.kind === "var");
      const isLoop = /^For(?:In|Of)Statement$/.test(path.at(-2)?.type ?? "");
      for (const { id, init } of node.declarations) {
        if (id.type !== "Identifier" || isLoop) declareUnknown(scopeNode, id);
        else {
          const { values } = declare(scopeNode, id.name);
          if (init) values.push(place(init, path));
        }
      }
    },
    FunctionDeclaration(node, _, path) {
      for (const pattern of node.params) declareUnknown(node, pattern);
      if (node.id) {
        declare(owner(path.slice(0, -1), false), node.id.name).values.push(place(node, path));
      }
    },
    FunctionExpression(node) {
      for (const pattern of node.params) declareUnknown(node, pattern);
    },
    ArrowFunctionExpression(node) {
      for (const pattern of node.params) declareUnknown(node, pattern);
    },
    ClassDeclaration(node, _, path) {
      if (node.id) declareUnknown(owner(path, false), node.id);
    },
    CatchClause(node) {
      if (node.param) declareUnknown(node, node.param);
    },
    ImportDeclaration(node) {
      for (const { local } of node.specifiers) declareUnknown(program, local);
    },
  });
  ancestor(program, {
    AssignmentExpression(node, _, path) {
      const value = node.operator === "=" ? place(node.right, path) : "unknown";
      const { left } = node;
      const global = globalName(left);
      if (global !== undefined) declare(program, global).values.push(value);
      else if (left.type === "Identifier") {
        (findBinding(script, path, left.name) ?? declare(program, left.name)).values.push(value);
      } else if (left.type === "MemberExpression") {
        const binding = namedBinding(script, path, left.object);
        const property = propertyName(left);
        if (binding === undefined) return;
        if (property === undefined) binding.values.push("unknown");
        else binding.properties.set(property, [...(binding.properties.get(property) ?? []), value]);
      } else {
        for (const each of patternNames(left)) {
          findBinding(script, path, each)?.values.push("unknown");
        }
      }
    },
    UpdateExpression(node, _, path) {
      if (node.argument.type !== "Identifier") return;
      findBinding(script, path, node.argument.name)?.values.push("unknown");
    },
  });
  return script;
}

/** The names that a script shares with the later ones of its page. */
export function sharedNames({ scopes, program }: Script): Scope {
  return scopes.get(program) ?? new Map();
}

/** What a name means at a place of the script, by the nodes around it. */
function findBinding(
  { scopes, program }: Script,
  path: readonly AnyNode[],
  name: string,
): Binding | undefined {
  const scopeNode = path.findLast((node) => scopes.get(node)?.has(name)) ?? program;
  return scopes.get(scopeNode)?.get(name);
}

/** The same for an expression that is but a name, or a name of `window`. */
export function namedBinding(
  script: Script,
  path: readonly AnyNode[],
  node: AnyNode,
): Binding | undefined {
  if (node.type === "Identifier") return findBinding(script, path, node.name);
  const global = globalName(node);
  return global === undefined ? undefined : findBinding(script, [], global);
}

/** The name in `window.name` and its like. */
export function globalName(node: AnyNode): string | undefined {
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return undefined;
  return globals.has(node.object.name) ? propertyName(node) : undefined;
}

/** The property that a member expression names, where that needs no run. */
export function propertyName({ computed, property }: MemberExpression): string | undefined {
  if (!computed && property.type === "Identifier") return property.name;
  return computed && property.type === "Literal" ? String(property.value) : undefined;
}

function patternNames(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === "RestElement" ? property : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case "RestElement":
      return patternNames(pattern.argument);
    case "AssignmentPattern":
      return patternNames(pattern.left);
    default:
      return [];
  }
}
