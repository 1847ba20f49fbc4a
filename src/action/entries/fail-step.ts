import process from "node:process";
import { setFailed } from "@actions/core";

/**
 * Fails the step with an error that nobody foresaw. It is shown as a command of the runner, in which
 * everything is escaped: Node.js would print the error as it is, and its words may be a stranger's.
 */
export function failStep(error: unknown): void {
  setFailed(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** Has errors that nothing catches fail the step in the same way. */
export function failOnUncaughtErrors(): void {
  process.on("uncaughtException", (error) => {
    failStep(error);
    process.exit(1);
  });
}
