import type { AnyNode, ObjectExpression } from "acorn";
import { primitive, type StaticValue } from "./known-value.ts";
import { propertyName } from "./script-scopes.ts";

/** The value of an object literal. */
export function objectValue(
  node: ObjectExpression,
  evaluate: (node: AnyNode) => StaticValue,
): StaticValue | undefined {
  const properties = new Map<string, StaticValue>();
  let isOpen = false;
  const forget = () => {
    properties.clear();
    isOpen = true;
  };
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const spread = evaluate(property.argument);
      if (spread.kind === "unknown" || (spread.kind === "object" && spread.isOpen)) forget();
      if (spread.kind === "object") {
        for (const [name, value] of spread.properties) properties.set(name, value);
      }
      continue;
    }
    const { key, computed } = property;
    const name: StaticValue =
      key.type === "Identifier" && !computed ? primitive(key.name) : evaluate(key);
    if (name.kind !== "primitive") forget();
    else properties.set(String(name.value), evaluate(property.value));
  }
  return { kind: "object", properties, isOpen };
}

/** The value of a call of the few functions that configurations go through. */
export function callValue(
  callee: AnyNode,
  values: readonly StaticValue[],
): StaticValue | undefined {
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  const [first] = values;
  switch (`${callee.object.name}.${propertyName(callee)}`) {
    case "Object.freeze":
      return first;
    case "JSON.parse":
      return first?.kind === "primitive" ? fromJson(first.value) : undefined;
    case "Object.assign":
      return values.reduce<StaticValue | undefined>(
        (target, source) =>
          target?.kind === "object" && source.kind === "object"
            ? {
                kind: "object",
                properties: new Map([
                  ...(source.isOpen ? [] : target.properties),
                  ...source.properties,
                ]),
                isOpen: target.isOpen || source.isOpen,
              }
            : undefined,
        { kind: "object", properties: new Map(), isOpen: false },
      );
    default:
      return undefined;
  }
}

function fromJson(text: unknown): StaticValue | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return fromData(value);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fromData(value: unknown): StaticValue {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return primitive(value);
    case "object": {
      if (value === null) return primitive(null);
      const entries = Object.entries(value).map(([name, one]) => [name, fromData(one)] as const);
      return { kind: "object", properties: new Map(entries), isOpen: false };
    }
    default:
      return primitive(undefined);
  }
}
