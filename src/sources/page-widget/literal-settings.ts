import { type AnyNode, parseExpressionAt } from "acorn";

/** What a script gives a setting. */
export type Setting =
  | { readonly kind: "text"; readonly text: string }
  /** An expression, as it is written. */
  | { readonly kind: "computed"; readonly code: string };

/**
 * The settings of an object literal, by their names, such as `{ site_id: "crumbs", url: location.href }`;
 * undefined where there is none, or it has an error.
 * @param at offset of its brace in the text, which need not be a script
 */
export function literalSettings(
  text: string,
  at: number,
): ReadonlyMap<string, Setting> | undefined {
  const node = expressionAt(text, at);
  if (node?.type !== "ObjectExpression") return undefined;
  const settings = new Map<string, Setting>();
  for (const property of node.properties) {
    if (property.type === "SpreadElement" || property.computed) continue;
    const { key } = property;
    const name =
      key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
    settings.set(name, settingOf(property.value, text));
  }
  return settings;
}

function settingOf(node: AnyNode, text: string): Setting {
  if (node.type === "Literal" && typeof node.value === "string") {
    return { kind: "text", text: node.value };
  }
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return { kind: "text", text: node.quasis[0]?.value.cooked ?? "" };
  }
  return { kind: "computed", code: text.slice(node.start, node.end) };
}

function expressionAt(text: string, at: number): AnyNode | undefined {
  try {
    return parseExpressionAt(text, at, { ecmaVersion: "latest" });
  } catch (error) {
    // Code that is nested too deeply ends in a RangeError.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
