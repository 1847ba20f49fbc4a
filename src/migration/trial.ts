import type { CommentRow, ImportedComment } from "../domain/comment-row.ts";
import type { Sample } from "../report/report.ts";
import { importedElsewhere } from "./page-failure.ts";
import type { CommentTarget } from "./ports.ts";

/** What a dry run found out about the import that it did not make. */
export interface TrialOutcome {
  /** Comments that the import would write. */
  readonly toWrite: number;
  /** Comments that are in the target already. */
  readonly alreadyThere: number;
  /** Calls to the database that the import would take. */
  readonly databaseCalls: number;
  /** Batches of whole pages. */
  readonly batches: number;
  readonly samples: readonly Sample[];
}

/** Counts what an import would take, and finds what would hinder it. */
export class Trial {
  readonly #target: Pick<CommentTarget, "callsFor">;
  readonly #imported: ReadonlyMap<string, ImportedComment>;
  #toWrite = 0;
  #alreadyThere = 0;
  #databaseCalls = 0;
  #batches = 0;

  /** @param imported the comments that were imported before */
  constructor(target: Pick<CommentTarget, "callsFor">, imported: readonly ImportedComment[]) {
    this.#target = target;
    this.#imported = new Map(imported.map((comment) => [comment.sourceId, comment]));
  }

  /**
   * Looks whether a page's comments may be imported under its address.
   * @throws MigrationError `imported-under-another-page`
   */
  checkPage(rows: readonly CommentRow[]): void {
    for (const { sourceId, pageId } of rows) {
      const before = this.#imported.get(sourceId);
      if (before !== undefined && before.pageId !== pageId) throw importedElsewhere(before);
    }
  }

  /** Counts pages that the import would write together. */
  count(rows: readonly CommentRow[]): void {
    const there = rows.filter(({ sourceId }) => this.#imported.has(sourceId)).length;
    this.#alreadyThere += there;
    this.#toWrite += rows.length - there;
    if (rows.length === 0) return;
    this.#batches += 1;
    this.#databaseCalls += this.#target.callsFor(rows);
  }

  outcome(samples: readonly Sample[]): TrialOutcome {
    return {
      toWrite: this.#toWrite,
      alreadyThere: this.#alreadyThere,
      databaseCalls: this.#databaseCalls,
      batches: this.#batches,
      samples,
    };
  }
}
