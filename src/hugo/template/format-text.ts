import type { PrintedValues } from "./printed-values.ts";
import { textOf, unknown, type Value } from "./value.ts";

/**
 * `printf`. Unknown where an argument is, or a verb that this program does not know.
 * Source: https://pkg.go.dev/fmt#hdr-Printing
 */
export function formatText(
  [format = null, ...args]: readonly Value[],
  printed: PrintedValues,
): Value {
  if (typeof format !== "string") return unknown;
  let next = 0;
  let isKnown = true;
  const text = format.replace(
    /%(?:%|([-+#0]*)(\d*)(?:\.(\d+))?([a-zA-Z]))/g,
    (whole, flags = "", width = "", precision: string | undefined, verb: string) => {
      if (whole === "%%") return "%";
      const formatted = formatOne(args[next], verb, precision, printed);
      next += 1;
      if (formatted === undefined || /[+#]/.test(flags)) {
        isKnown = false;
        return "";
      }
      const size = Math.min(Number(width), 1000);
      if (flags.includes("-")) return formatted.padEnd(size);
      return formatted.padStart(size, flags.includes("0") ? "0" : " ");
    },
  );
  return isKnown && next === args.length ? text : unknown;
}

function formatOne(
  value: Value | undefined,
  verb: string,
  precision: string | undefined,
  printed: PrintedValues,
): string | undefined {
  if (value === undefined) return undefined;
  const text = textOf(value);
  const plain = text === unknown || value === null ? undefined : printed.resolve(text);
  if (plain === undefined) return undefined;
  switch (verb) {
    case "s":
      return typeof value === "number" || typeof value === "boolean" ? undefined : plain;
    case "v":
      return precision === undefined ? plain : undefined;
    case "q":
      return typeof value === "number" ? undefined : JSON.stringify(plain);
    case "d":
      return typeof value === "number" && Number.isInteger(value) ? plain : undefined;
    case "t":
      return typeof value === "boolean" ? plain : undefined;
    case "f":
      return typeof value === "number" ? value.toFixed(Number(precision ?? 6)) : undefined;
    case "x":
      return typeof value === "number" && Number.isInteger(value)
        ? value.toString(16)
        : Buffer.from(plain).toString("hex");
    default:
      return undefined;
  }
}
