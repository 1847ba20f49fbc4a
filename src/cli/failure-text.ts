import { logLine } from "../domain/printable.ts";
import { readableAddresses } from "../domain/readable-address.ts";
import { detailsOf, explained } from "../domain/unexpected-error.ts";

/**
 * What a terminal shows of an error: what happened and what to do about it; with `--verbose` also the
 * details of one that nobody foresaw.
 */
export function failureText(error: unknown, args: readonly string[]): string {
  const shown = explained(error, "terminal");
  const isVerbose = args.includes("--verbose") || args.includes("-v");
  const words = readableAddresses([shown.message, shown.remedy ?? ""].join("\n").trim());
  const lines = words.split("\n");
  const details = isVerbose && shown !== error ? detailsOf(error) : [];
  return `${[...lines, ...details].map(logLine).join("\n")}\n`;
}
