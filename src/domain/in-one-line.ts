import { ZodError } from "zod";

/**
 * An error that nobody foresaw, in one line: its name, its words and those of its cause. Of data that
 * was of another form than expected, whose error is a list, the first place.
 */
export function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return firstLine(String(error));
  if (error instanceof ZodError) return unexpectedData(error);
  const cause = error.cause instanceof Error ? ` (${firstLine(wordsOf(error.cause))})` : "";
  return `${error.name}: ${firstLine(error.message)}${cause}`;
}

function wordsOf(error: Error): string {
  return error instanceof ZodError ? unexpectedData(error) : error.message;
}

function unexpectedData({ issues: [first] }: ZodError): string {
  const place = first === undefined ? "" : ` at ${["data", ...first.path].map(String).join(".")}`;
  return `data has an unexpected form${place}: ${first?.message ?? "no reason was given"}`;
}

function firstLine(text: string): string {
  return text.split("\n", 1).join("");
}
