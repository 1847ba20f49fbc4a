import { debug, error, info, notice, warning } from "@actions/core";
import type { Severity } from "../../domain/finding.ts";
import { logLine, printable } from "../../domain/printable.ts";
import type { SourceLocation } from "../../domain/source-location.ts";

/** One annotation of a workflow run. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly location: SourceLocation | undefined;
}

/** Shows annotations at their file and line. The runner's commands escape what is in them. */
export function annotate(annotations: readonly Annotation[]): void {
  const show = { error, warning, notice } as const;
  for (const { severity, title, message, location } of annotations) {
    show[severity](printable(message), {
      title: printable(title),
      ...(location === undefined ? {} : { file: location.file, startLine: location.line }),
    });
  }
}

/** Writes lines to the log, in which the runner finds no command, whatever they hold. */
export function say(lines: string): void {
  for (const line of lines.split("\n")) info(logLine(line));
}

/** Says in the debug log that a request is repeated. */
export function logRetry(failure: Error, attempt: number): void {
  debug(`attempt ${attempt} failed and is repeated: ${printable(failure.message)}`);
}
