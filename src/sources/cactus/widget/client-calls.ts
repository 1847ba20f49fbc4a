import type { AnyNode, CallExpression } from "acorn";
import { ancestor, simple } from "acorn-walk";
import { globalName, type Placed, propertyName, type Script } from "../../script/script-scopes.ts";

/** A call in a script that may be one of the client. */
export interface ClientCall {
  /** Offset in the script's code. */
  readonly start: number;
  /** What it is given. */
  readonly config: Placed;
  /** Whether it is a function of the page that is called, not some object's method. */
  readonly isFunction: boolean;
}

const clientName = "initComments";

/** The calls in a script that go by the name of the client's function. */
export function clientCalls(script: Script): readonly ClientCall[] {
  const names = clientNames(script);
  const calls: ClientCall[] = [];
  ancestor(script.program, {
    CallExpression(node: CallExpression, _: unknown, path: AnyNode[]) {
      const [config] = node.arguments;
      const callee = bare(node.callee);
      const isFunction = isClient(callee, names);
      if (config === undefined || !(isFunction || isClientMethod(callee))) return;
      calls.push({
        start: node.start,
        config: { node: config, path: [...path], script },
        isFunction,
      });
    },
  });
  return calls.sort((a, b) => a.start - b.start);
}

/** Whether a script makes the function itself: the client's own code, or something of another kind. */
export function definesClient({ scopes }: Script): boolean {
  return [...scopes.values()].some((scope) =>
    scope.get(clientName)?.values.some((value) => value !== "unknown"),
  );
}

/** The client's function under its own name, and under those that a script imports it or keeps it as. */
function clientNames({ program }: Script): ReadonlySet<string> {
  const names = new Set([clientName]);
  simple(program, {
    ImportSpecifier({ imported, local }) {
      if (imported.type === "Identifier" && imported.name === clientName) names.add(local.name);
    },
    VariableDeclarator({ id, init }) {
      if (id.type === "Identifier" && init && isClient(bare(init), names)) names.add(id.name);
      if (id.type !== "ObjectPattern") return;
      for (const property of id.properties) {
        if (property.type !== "Property" || property.value.type !== "Identifier") continue;
        const { key } = property;
        if (key.type === "Identifier" && key.name === clientName) names.add(property.value.name);
      }
    },
  });
  return names;
}

function isClient(node: AnyNode, names: ReadonlySet<string>): boolean {
  return node.type === "Identifier" ? names.has(node.name) : globalName(node) === clientName;
}

function isClientMethod(node: AnyNode): boolean {
  return node.type === "MemberExpression" && propertyName(node) === clientName;
}

/** Without what is around an expression that changes nothing, such as the `0` of `(0, f)()`. */
function bare(node: AnyNode): AnyNode {
  switch (node.type) {
    case "SequenceExpression":
      return bare(node.expressions.at(-1) ?? node);
    case "ParenthesizedExpression":
    case "ChainExpression":
      return bare(node.expression);
    default:
      return node;
  }
}
