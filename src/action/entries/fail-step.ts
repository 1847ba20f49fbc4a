import process from "node:process";
import { debug, setFailed } from "@actions/core";
import { detailsOf, explained } from "../../domain/unexpected-error.ts";
import { withRemedy } from "../../report/with-remedy.ts";

/**
 * Fails the step with an error in one sentence, and keeps the details of one that nobody foresaw for the
 * debug log. Both are commands of the runner, in which everything is escaped: Node.js would print the
 * error as it is, and its words may be a stranger's.
 */
export function failStep(error: unknown): void {
  const shown = explained(error, "workflow");
  setFailed(withRemedy(shown.message, shown.remedy ?? null));
  if (shown !== error) debug(detailsOf(error).join("\n"));
}

/** Has errors that nothing catches fail the step in the same way. */
export function failOnUncaughtErrors(): void {
  process.on("uncaughtException", (error) => {
    failStep(error);
    process.exit(1);
  });
}
