import type {
  AnyNode,
  BinaryExpression,
  Literal,
  LogicalExpression,
  TemplateLiteral,
  UnaryExpression,
} from "acorn";
import { primitive, type StaticValue } from "./known-value.ts";

// Each returns undefined for a value that isn't known.

type Evaluate = (node: AnyNode) => StaticValue;

/** No section id is as long; a made script must not keep us busy. */
const maxLength = 10_000;

/** The value of a literal; of patterns and large numbers none is known. */
export function literalValue({ value }: Literal): StaticValue | undefined {
  return value instanceof RegExp || typeof value === "bigint" ? undefined : primitive(value);
}

/** The text of a template without a tag. */
export function templateValue(
  { quasis, expressions }: TemplateLiteral,
  evaluate: Evaluate,
): StaticValue | undefined {
  const parts = quasis.flatMap(({ value }, index) => {
    const expression = expressions[index];
    const text = primitive(value.cooked ?? undefined);
    return expression === undefined ? [text] : [text, evaluate(expression)];
  });
  return concatenation(parts);
}

/** A text with something added to it; no sum of numbers. */
export function binaryValue(
  { operator, left, right }: BinaryExpression,
  evaluate: Evaluate,
): StaticValue | undefined {
  if (operator !== "+" || left.type === "PrivateIdentifier") return undefined;
  const sides = [evaluate(left), evaluate(right)];
  const hasText = sides.some((side) => side.kind === "primitive" && typeof side.value === "string");
  return hasText ? concatenation(sides) : undefined;
}

/** The side of `||`, `&&` or `??` that JavaScript takes. */
export function logicalValue(
  { operator, left, right }: LogicalExpression,
  evaluate: Evaluate,
): StaticValue | undefined {
  const first = evaluate(left);
  if (first.kind === "unknown") return undefined;
  const value = first.kind === "primitive" ? first.value : true;
  const takesFirst =
    operator === "??" ? (value ?? null) !== null : Boolean(value) === (operator === "||");
  return takesFirst ? first : evaluate(right);
}

/** The value after `void`, `!` or a minus sign. */
export function unaryValue(
  { operator, argument }: UnaryExpression,
  evaluate: Evaluate,
): StaticValue | undefined {
  const value = evaluate(argument);
  if (operator === "void") return primitive(undefined);
  if (value.kind !== "primitive") return undefined;
  if (operator === "!") return primitive(!value.value);
  return operator === "-" && typeof value.value === "number" ? primitive(-value.value) : undefined;
}

function concatenation(parts: readonly StaticValue[]): StaticValue | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "primitive") return undefined;
    text += String(part.value);
  }
  return text.length > maxLength ? undefined : primitive(text);
}
