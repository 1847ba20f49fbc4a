import { MigrationError } from "./migration-error.ts";

/** Comments that are in the target under another page than the source has them on now. */
export interface MovedPage {
  readonly from: string;
  readonly to: string;
  readonly comments: number;
}

/** Rows are in the target under another page than their own; nothing of their transaction was written. */
export class MovedPagesError extends MigrationError {
  override readonly name = "MovedPagesError";

  constructor(cause: unknown) {
    super(
      "imported-under-another-page",
      "Comments were imported under another page's address before.",
      { remedy: "Run it again: they follow their page.", cause },
    );
  }
}
