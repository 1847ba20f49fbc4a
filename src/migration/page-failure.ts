import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { PageFailure } from "../domain/page-failure.ts";

/** An error in words for the site's owner; one that nobody foresaw keeps its own words. */
export function failureOf(error: unknown): PageFailure {
  if (error instanceof MigrationError) {
    const { code, message, remedy } = error;
    return remedy === undefined ? { code, message } : { code, message, remedy };
  }
  return {
    code: "unexpected-error",
    message: `Something that this program did not expect: ${describe(error)}`,
    remedy: "Run it again; if it stays, report it as a bug with this text.",
  };
}

/** The target accepted rows but doesn't list all of them afterwards. */
export function incompleteImport(missing: number, total: number): MigrationError {
  return new MigrationError(
    "incomplete-import",
    `${missing} of ${total} comments can't be found in the database after the import.`,
    { remedy: "Run the migration again: it sends only what is missing." },
  );
}

/** The comments of a page broke rules that this program gives itself. */
export function invalidComments(errors: readonly Finding[]): MigrationError {
  const found = errors.map(({ message }) => message).join(" ");
  return new MigrationError("invalid-comments", `The page breaks rules of this program: ${found}`, {
    remedy:
      "Nothing of the page was written. This is a bug of this program: please report it with this text.",
  });
}

/** The database does not hold what was written to it. */
export function notVerified(pageId: string, differences: readonly Difference[]): MigrationError {
  const [first] = differences;
  const number = new Set(differences.map(({ comment }) => comment)).size;
  return new MigrationError(
    "not-verified",
    `${number} comments of ${pageId} are not in the target as they are at their source (${first?.comment}: ${first?.kind}).`,
    {
      remedy:
        "The report lists the differences. Look for a trigger, or for another program that changes comments.",
    },
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.name}: ${error.message}${cause}`;
}
