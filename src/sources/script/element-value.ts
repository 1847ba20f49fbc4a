import type { AnyNode } from "acorn";
import { primitive, type StaticValue } from "./known-value.ts";
import { globalName, propertyName } from "./script-scopes.ts";

/** Attributes of an element, names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

/** The elements of a page that its scripts can name. */
export interface PageElements {
  readonly byId: ReadonlyMap<string, Attributes>;
  /** The tag of the script that is read. */
  readonly currentScript: Attributes | undefined;
}

/** The element that a call on the document names, or an attribute of one. */
export function elementCall(
  callee: AnyNode,
  argument: StaticValue | undefined,
  elements: PageElements,
  evaluate: (node: AnyNode) => StaticValue,
): StaticValue | undefined {
  if (callee.type !== "MemberExpression" || argument?.kind !== "primitive") return undefined;
  const name = String(argument.value);
  const method = propertyName(callee);
  if (method === "getAttribute") {
    const element = evaluate(callee.object);
    const attributes = element.kind === "object" ? element.properties.get(method) : undefined;
    if (attributes?.kind !== "object") return undefined;
    return attributes.properties.get(name.toLowerCase()) ?? primitive(null);
  }
  if (!isDocument(callee.object)) return undefined;
  const id = method === "querySelector" ? /^#([\w-]+)$/.exec(name)?.[1] : name;
  if (id === undefined || !/^(?:getElementById|querySelector)$/.test(method ?? ""))
    return undefined;
  return elementValue(elements.byId.get(id));
}

/** What `document.currentScript` is. */
export function currentScript(node: AnyNode, elements: PageElements): StaticValue | undefined {
  if (node.type !== "MemberExpression" || !isDocument(node.object)) return undefined;
  return propertyName(node) === "currentScript" ? elementValue(elements.currentScript) : undefined;
}

/** `commentSectionId` for `comment-section-id`, as in an element's `dataset`. */
export function dataName(name: string): string {
  return name.toLowerCase().replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function elementValue(attributes: Attributes | undefined): StaticValue | undefined {
  if (attributes === undefined) return undefined;
  const all = Object.entries(attributes).map(([name, value]) => [name, primitive(value)] as const);
  const data = all
    .filter(([name]) => name.startsWith("data-"))
    .map(([name, value]) => [dataName(name.slice("data-".length)), value] as const);
  return {
    kind: "object",
    properties: new Map([
      ["dataset", { kind: "object", properties: new Map(data), isOpen: false }],
      ["getAttribute", { kind: "object", properties: new Map(all), isOpen: false }],
    ]),
    isOpen: true,
  };
}

function isDocument(node: AnyNode): boolean {
  return node.type === "Identifier" ? node.name === "document" : globalName(node) === "document";
}
