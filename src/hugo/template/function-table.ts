import { escapeHtml } from "./escape-html.ts";
import type { TemplateFunction } from "./evaluation.ts";
import { isList, Markup, textOf, unknown, type Value } from "./value.ts";

/** Functions by all their names. */
export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

/** A function that says nothing about unknown arguments. */
export function known(work: (...args: readonly Value[]) => Value): TemplateFunction {
  return (args) => (args.includes(unknown) ? unknown : work(...args));
}

/** A function of texts; unknown where an argument has no text. */
export function ofTexts(work: (...texts: string[]) => Value): TemplateFunction {
  return (args, evaluation) => {
    const texts: string[] = [];
    for (const argument of args) {
      const text = textOf(argument);
      const encode = argument instanceof Markup ? escapeHtml : undefined;
      const plain = text === unknown ? undefined : evaluation.context.printed.resolve(text, encode);
      if (plain === undefined) return unknown;
      texts.push(plain);
    }
    return work(...texts);
  };
}

/** A function of whole numbers and fractions. */
export function ofNumbers(work: (...numbers: number[]) => number | undefined): TemplateFunction {
  return (args) => {
    if (args.length === 0) return unknown;
    const numbers: number[] = [];
    for (const argument of args) {
      const number = typeof argument === "string" ? Number(argument) : argument;
      if (typeof number !== "number" || Number.isNaN(number)) return unknown;
      numbers.push(number);
    }
    const result = work(...numbers);
    return result === undefined || !Number.isFinite(result) ? unknown : result;
  };
}

/** Each function under its name in a namespace and under its short names. */
export function named(
  entries: readonly (readonly [names: string, work: TemplateFunction])[],
): FunctionTable {
  return Object.fromEntries(
    entries.flatMap(([names, work]) => names.split(" ").map((name) => [name, work] as const)),
  );
}

/** The texts of a list; undefined where it is none, or holds something unknown. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined || !isList(value)) return undefined;
  const texts = value.map(textOf);
  return texts.every((text): text is string => text !== unknown) ? texts : undefined;
}

export function html(text: string): Markup {
  return new Markup(text, "html");
}
