import type { AnyNode, MemberExpression } from "acorn";
import { currentScript, elementCall, type PageElements } from "./element-value.ts";
import { primitive, type StaticValue } from "./known-value.ts";
import { callValue, objectValue } from "./object-value.ts";
import {
  binaryValue,
  literalValue,
  logicalValue,
  templateValue,
  unaryValue,
} from "./operator-value.ts";
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
  readonly elements: PageElements;
}

/** No honest script needs as many; a made one must not keep us busy. */
const maxSteps = 2000;
const maxDepth = 400;

/** The value of an expression: literals, concatenations, and names that are set to those once. */
export function staticValue(placed: Placed, surroundings: Surroundings): StaticValue {
  return new Evaluation(surroundings).of(placed);
}

class Evaluation {
  readonly #surroundings: Surroundings;
  readonly #open = new Set<Binding>();
  #steps = 0;
  #depth = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  of(at: Placed): StaticValue {
    this.#depth++;
    const isTooMuch = ++this.#steps > maxSteps || this.#depth > maxDepth;
    const value = isTooMuch ? undefined : this.#known(at);
    this.#depth--;
    return value ?? unknown(at);
  }

  #known(at: Placed): StaticValue | undefined {
    const { node } = at;
    const inside = (child: AnyNode) => this.of({ ...at, node: child });
    switch (node.type) {
      case "Literal":
        return literalValue(node);
      case "TemplateLiteral":
        return templateValue(node, inside);
      case "BinaryExpression":
        return binaryValue(node, inside);
      case "LogicalExpression":
        return this.#isUnset(node.left, at) ? inside(node.right) : logicalValue(node, inside);
      case "UnaryExpression":
        return unaryValue(node, inside);
      case "ParenthesizedExpression":
      case "ChainExpression":
        return inside(node.expression);
      case "ObjectExpression":
        return objectValue(node, inside);
      case "Identifier":
        return this.#named(node.name, at);
      case "MemberExpression":
        return this.#member(node, at);
      case "CallExpression": {
        const values = node.arguments.map(inside);
        const element = elementCall(node.callee, values[0], this.#surroundings.elements, inside);
        return element ?? callValue(node.callee, values);
      }
      default:
        return undefined;
    }
  }

  #member(node: MemberExpression, at: Placed): StaticValue | undefined {
    const script = currentScript(node, this.#surroundings.elements);
    if (script !== undefined) return script;
    const global = globalName(node);
    if (global !== undefined) return this.#named(global, at);
    const property = propertyName(node);
    if (property === undefined) return undefined;
    const object = this.of({ ...at, node: node.object });
    if (object.kind !== "object") return undefined;
    return object.properties.get(property) ?? (object.isOpen ? undefined : primitive(undefined));
  }

  #named(name: string, at: Placed): StaticValue | undefined {
    const binding = this.#bindingOf(at.node, name, at);
    if (binding !== undefined) {
      this.#open.add(binding);
      const value = boundValue(binding, (placed) => this.of(placed));
      this.#open.delete(binding);
      return value;
    }
    return name === "undefined" ? primitive(undefined) : undefined;
  }

  /** What a name stands for; what it stood for before, where it is part of its own value. */
  #bindingOf(node: AnyNode, name: string, { path, script }: Placed): Binding | undefined {
    const own = namedBinding(script, path, node);
    if (own !== undefined && !this.#open.has(own)) return own;
    return this.#surroundings.names.get(name)?.findLast((binding) => !this.#open.has(binding));
  }

  /** Whether it is the first name in `settings = settings || {}`, and nothing was set before. */
  #isUnset(node: AnyNode, at: Placed): boolean {
    const name = node.type === "Identifier" ? node.name : globalName(node);
    const own = namedBinding(at.script, at.path, node);
    const isOwnValue = own !== undefined && this.#open.has(own);
    return isOwnValue && name !== undefined && this.#bindingOf(node, name, at) === undefined;
  }
}

function unknown({ node, script }: Placed): StaticValue {
  const source = script.code.slice(node.start, Math.min(node.end, node.start + 80));
  return { kind: "unknown", source };
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
