import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import { inOneLine } from "../domain/in-one-line.ts";
import { unexpectedMessages } from "../domain/messages.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import { migrationMessages } from "./messages.ts";

/** An error in words for the site's owner; one that nobody foresaw keeps its own words. */
export function failureOf(error: unknown): PageFailure {
  if (error instanceof MigrationError) {
    const { code, message, remedy } = error;
    return remedy === undefined ? { code, message } : { code, message, remedy };
  }
  const { code, message, remedy } = unexpectedMessages.words("unexpected-error/page", {
    reason: inOneLine(error),
  });
  return { code, message, remedy };
}

/** The target accepted rows but doesn't list all of them afterwards. */
export function incompleteImport(missing: number, total: number): MigrationError {
  return migrationMessages.error("incomplete-import", { missing, total });
}

/** The comments of a page broke this program's own rules. */
export function invalidComments(errors: readonly Finding[]): MigrationError {
  const problems = errors.map(({ message }) => message).join(" ");
  return migrationMessages.error("invalid-comments", { problems });
}

/** The database does not hold what was written to it. */
export function notVerified(page: string, differences: readonly Difference[]): MigrationError {
  const [first] = differences;
  return migrationMessages.error("not-verified", {
    comments: new Set(differences.map(({ comment }) => comment)).size,
    page,
    first: first?.comment ?? "",
    difference: first?.kind ?? "",
  });
}
