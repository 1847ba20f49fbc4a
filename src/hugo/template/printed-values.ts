import { Dict, isList, Markup, textOf, unknown, type Value } from "./value.ts";

/** Where a value is printed: in HTML, in a script, or in a string of a script. */
export type PrintContext = "html" | "script" | "string";

const mark = /hugo_value_(\d+)_/g;
const mostMarks = 10_000;

/**
 * Stands for values in rendered text, so that they need no escaping: each is printed as a name that
 * is at once plain text, an attribute's value and a JavaScript identifier.
 */
export class PrintedValues {
  readonly #values: (string | typeof unknown)[] = [];

  /** What is printed for a value. */
  print(value: Value, context: PrintContext): string {
    if (value === unknown) return this.#markFor(unknown);
    if (value === null) return context === "script" ? "null" : this.#markFor("");
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (value instanceof Markup) {
      const isTrusted = value.type === "js" ? context === "script" : context === "html";
      return isTrusted || context === "html" ? value.text : this.#markFor(value.text);
    }
    if (context === "script" && (isList(value) || value instanceof Dict)) return this.#json(value);
    const text = textOf(value);
    const isPlain = context === "html" && text !== unknown && /^[\w.-]+$/.test(text);
    return isPlain ? text : this.#markFor(text);
  }

  /** The text with all values in place; undefined where one of them is unknown. */
  resolve(text: string, encode: (value: string) => string = (value) => value): string | undefined {
    let isKnown = true;
    let resolved = text;
    // A value may hold marks itself: what a partial returned.
    for (let round = 0; round < 5 && resolved.includes("hugo_value_"); round += 1) {
      resolved = resolved.replace(mark, (_, index: string) => {
        const value = this.#values[Number(index)] ?? unknown;
        if (value !== unknown) return encode(value);
        isKnown = false;
        return "";
      });
    }
    return isKnown ? resolved : undefined;
  }

  /** Whether the text is one that stands for a value. */
  stands(text: string): boolean {
    return /^hugo_value_\d+_$/.test(text);
  }

  #json(value: Value): string {
    if (isList(value)) return `[${value.map((item) => this.#json(item)).join(",")}]`;
    if (value instanceof Dict) {
      const pairs = [...value.entries].map(
        ([key, inner]) => `${JSON.stringify(key)}:${this.#json(inner)}`,
      );
      return `{${pairs.join(",")}}`;
    }
    return this.print(value, "script");
  }

  #markFor(value: string | typeof unknown): string {
    // A mark without a value stands for an unknown one.
    if (this.#values.length >= mostMarks) return `hugo_value_${mostMarks}_`;
    return `hugo_value_${this.#values.push(value) - 1}_`;
  }
}
