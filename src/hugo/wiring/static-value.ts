import type { AnyNode } from "acorn";
import { currentScript, elementCall, type PageElements } from "./element-value.ts";
import { primitive, type StaticValue } from "./known-value.ts";
import { callValue, objectValue } from "./object-value.ts";
import {
  type Binding,
  globalName,
  namedBinding,
  type Placed,
  propertyName,
} from "./script-scopes.ts";

/** Where names come from that a script doesn't declare. */
export interface Surroundings {
  /** Of the page's earlier scripts, the latest last. */
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  readonly resolveName: (name: string) => string | undefined;
  readonly elements: PageElements;
}

/** No honest script needs as many; a made one must not keep us busy. */
const maxSteps = 2000;
const maxDepth = 400;
const maxLength = 10_000;

/** The value of an expression: literals, concatenations, and names that are set to those once. */
export function staticValue(placed: Placed, surroundings: Surroundings): StaticValue {
  let steps = 0;
  let depth = 0;
  const open = new Set<Binding>();

  const evaluate = (at: Placed): StaticValue => {
    depth++;
    const value = evaluateHere(at);
    depth--;
    return value;
  };

  const evaluateHere = (at: Placed): StaticValue => {
    const { node, script } = at;
    const unknown: StaticValue = {
      kind: "unknown",
      source: script.code.slice(node.start, Math.min(node.end, node.start + 80)),
    };
    if (++steps > maxSteps || depth > maxDepth) return unknown;
    const inside = (child: AnyNode): StaticValue => evaluate({ ...at, node: child });
    switch (node.type) {
      case "Literal":
        return node.value instanceof RegExp || typeof node.value === "bigint"
          ? unknown
          : primitive(node.value);
      case "TemplateLiteral": {
        const parts = node.quasis.flatMap(({ value }, index) => {
          const expression = node.expressions[index];
          const text = primitive(value.cooked ?? undefined);
          return expression === undefined ? [text] : [text, inside(expression)];
        });
        return concatenation(parts) ?? unknown;
      }
      case "BinaryExpression": {
        if (node.operator !== "+" || node.left.type === "PrivateIdentifier") return unknown;
        const sides = [inside(node.left), inside(node.right)];
        const hasText = sides.some((side) => side.kind === "primitive" && isText(side.value));
        return (hasText ? concatenation(sides) : undefined) ?? unknown;
      }
      case "LogicalExpression": {
        if (isUnset(node.left, at)) return inside(node.right);
        const left = inside(node.left);
        if (left.kind === "unknown") return unknown;
        const value = left.kind === "primitive" ? left.value : true;
        const takesLeft =
          node.operator === "??"
            ? (value ?? null) !== null
            : Boolean(value) === (node.operator === "||");
        return takesLeft ? left : inside(node.right);
      }
      case "UnaryExpression": {
        const value = inside(node.argument);
        if (node.operator === "void") return primitive(undefined);
        if (value.kind !== "primitive") return unknown;
        if (node.operator === "!") return primitive(!value.value);
        return node.operator === "-" && typeof value.value === "number"
          ? primitive(-value.value)
          : unknown;
      }
      case "ParenthesizedExpression":
      case "ChainExpression":
        return inside(node.expression);
      case "ObjectExpression":
        return objectValue(node, inside) ?? unknown;
      case "Identifier":
        return named(node, node.name, at) ?? unknown;
      case "MemberExpression": {
        const script = currentScript(node, surroundings.elements);
        if (script !== undefined) return script;
        const global = globalName(node);
        if (global !== undefined) return named(node, global, at) ?? unknown;
        const property = propertyName(node);
        const object = property === undefined ? unknown : inside(node.object);
        if (property === undefined || object.kind !== "object") return unknown;
        return object.properties.get(property) ?? (object.isOpen ? unknown : primitive(undefined));
      }
      case "CallExpression": {
        const values = node.arguments.map(inside);
        const element = elementCall(node.callee, values[0], surroundings.elements, inside);
        return element ?? callValue(node.callee, values) ?? unknown;
      }
      default:
        return unknown;
    }
  };

  const named = (node: AnyNode, name: string, at: Placed): StaticValue | undefined => {
    const binding = bindingOf(node, name, at);
    if (binding !== undefined) {
      open.add(binding);
      const value = boundValue(binding, evaluate);
      open.delete(binding);
      return value;
    }
    if (name === "undefined") return primitive(undefined);
    const resolved = surroundings.resolveName(name);
    return resolved === undefined ? undefined : primitive(resolved);
  };

  /** What a name stands for; what it stood for before, where it is part of its own value. */
  const bindingOf = (node: AnyNode, name: string, { path, script }: Placed) => {
    const own = namedBinding(script, path, node);
    if (own !== undefined && !open.has(own)) return own;
    return surroundings.names.get(name)?.findLast((binding) => !open.has(binding));
  };

  /** Whether it is the first name in `settings = settings || {}`, and nothing was set before. */
  const isUnset = (node: AnyNode, at: Placed): boolean => {
    const name = node.type === "Identifier" ? node.name : globalName(node);
    const own = namedBinding(at.script, at.path, node);
    const isOwnValue = own !== undefined && open.has(own);
    return isOwnValue && name !== undefined && bindingOf(node, name, at) === undefined;
  };

  return evaluate(placed);
}

function boundValue(
  { values, properties }: Binding,
  evaluate: (placed: Placed) => StaticValue,
): StaticValue | undefined {
  const [only] = values;
  if (values.length !== 1 || only === undefined || only === "unknown") return undefined;
  const value = evaluate(only);
  if (value.kind !== "object" || properties.size === 0) return value;
  const merged = new Map(value.properties);
  for (const [name, [assigned, ...more]] of properties) {
    const isKnown = assigned !== undefined && assigned !== "unknown" && more.length === 0;
    const unknown = { kind: "unknown", source: name } as const;
    merged.set(name, isKnown && !merged.has(name) ? evaluate(assigned) : unknown);
  }
  return { ...value, properties: merged };
}

function concatenation(parts: readonly StaticValue[]): StaticValue | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "primitive") return undefined;
    text += String(part.value);
  }
  return text.length > maxLength ? undefined : primitive(text);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
