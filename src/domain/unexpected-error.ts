import { inspect } from "node:util";
import { inOneLine } from "./in-one-line.ts";
import { unexpectedMessages } from "./messages.ts";
import { MigrationError } from "./migration-error.ts";
import { printable } from "./printable.ts";

/**
 * An error that a user can be shown: one that this program explains as it is, any other in one sentence,
 * with the place where the host keeps the details.
 */
export function explained(
  error: unknown,
  host: "workflow" | "terminal" | "library",
): MigrationError {
  if (error instanceof MigrationError) return error;
  const words = { reason: printable(inOneLine(error)) };
  return unexpectedMessages.error(`unexpected-error/${host}`, words, { cause: error });
}

/** The lines of an error's details, for those who look for its reason. */
export function detailsOf(error: unknown): readonly string[] {
  return inspect(error).split("\n").map(printable);
}
