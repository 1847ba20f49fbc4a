import type { CommentRow } from "../domain/comment-row.ts";
import type { Finding } from "../domain/finding.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import { MovedPagesError } from "../domain/moved-page.ts";
import { threadsOf } from "../domain/page.ts";
import type { RehearsalTarget } from "../domain/ports.ts";
import type { SourceChange } from "../domain/source-change.ts";
import { compareHeld } from "./compare-held.ts";
import type { ConversationPicker } from "./conversation-picker.ts";
import { type Follow, followSource } from "./follow-source.ts";
import { migrationMessages } from "./messages.ts";
import { failureOf, notVerified } from "./page-failure.ts";
import type { ReadPage } from "./read-page.ts";

/** What a trial goes by beside the copy of the target. */
interface TrialParts {
  /** By source id, what was in the target before. */
  readonly imported: ReadonlyMap<string, unknown>;
  readonly follow: Follow;
  /** Is offered what the copy holds of each page that landed. */
  readonly conversations: ConversationPicker;
}

/** Imports pages into a copy of the target, as a migration would into the target itself. */
export class ImportTrial {
  /** What was edited and removed at the source, and would become of it in the target. */
  readonly changes: SourceChange[] = [];
  /** What would have to be changed in comments so that the target takes them. */
  readonly findings: Finding[] = [];
  readonly #target: RehearsalTarget;
  readonly #follow: Follow;
  readonly #imported: ReadonlyMap<string, unknown>;
  readonly #conversations: ConversationPicker;
  readonly #signal: AbortSignal;

  constructor(
    target: RehearsalTarget,
    { imported, follow, conversations }: TrialParts,
    signal: AbortSignal,
  ) {
    this.#target = target;
    this.#follow = follow;
    this.#imported = imported;
    this.#conversations = conversations;
    this.#signal = signal;
  }

  /** Imports pages together, and if that fails one by one. Returns the errors by page id. */
  async import(batch: readonly ReadPage[]): Promise<ReadonlyMap<string, MigrationError>> {
    try {
      return await this.#importPages(batch);
    } catch {
      this.#signal.throwIfAborted();
    }
    const errors = new Map<string, MigrationError>();
    for (const read of batch) {
      for (const [pageId, error] of await this.#importAlone(read)) errors.set(pageId, error);
    }
    return errors;
  }

  async #importAlone(read: ReadPage): Promise<ReadonlyMap<string, MigrationError>> {
    try {
      return await this.#importPages([read]);
    } catch (error) {
      this.#signal.throwIfAborted();
      const refused = (await this.#firstRefusal(read)) ?? refusal(read.rows[0], error);
      return new Map([[read.page.pageId, refused]]);
    }
  }

  /** Imports a page comment by comment, to learn which one is refused. */
  async #firstRefusal({ rows }: ReadPage): Promise<MigrationError | undefined> {
    for (const row of rows) {
      try {
        await this.#target.importRows([row], this.#signal);
      } catch (error) {
        this.#signal.throwIfAborted();
        return refusal(row, error);
      }
    }
    return undefined;
  }

  /** Returns the pages that the target took, but does not hold as they were given. */
  async #importPages(batch: readonly ReadPage[]): Promise<ReadonlyMap<string, MigrationError>> {
    const rows = batch.flatMap((read) => read.rows);
    if (rows.length > 0) await this.#importFollowing(batch, rows);
    const errors = new Map<string, MigrationError>();
    const landed: Parameters<ConversationPicker["offer"]>[] = [];
    for (const { page, rows: own, removed } of batch) {
      const sourceIds = [...own.map(({ sourceId }) => sourceId), ...removed];
      if (sourceIds.length === 0) continue;
      const held = await this.#target.readHeld(sourceIds, this.#signal);
      const expected = this.#target.asKept(own, held);
      const followed = await followSource(
        this.#target,
        { rows: own, expected, removed, held },
        this.#follow,
        this.#signal,
      );
      this.changes.push(...followed.changes);
      // Moderators and readers may have changed what an earlier run imported.
      const differences = compareHeld(own, expected, followed.held, {
        maxDepth: this.#target.maxDepth,
      }).filter(({ comment }) => !this.#imported.has(comment));
      if (differences.length > 0) errors.set(page.pageId, notVerified(page.pageId, differences));
      else landed.push([page, own, followed.held]);
    }
    for (const one of landed) this.#conversations.offer(...one);
    return errors;
  }

  async #importFollowing(batch: readonly ReadPage[], rows: readonly CommentRow[]): Promise<void> {
    const threads = new Map(batch.map(({ page }) => [page.pageId, threadsOf(page)]));
    const once = async () => {
      const { findings } = await this.#target.importRows(rows, this.#signal, { threads });
      this.findings.push(...findings);
    };
    try {
      await once();
    } catch (error) {
      if (!(error instanceof MovedPagesError)) throw error;
      const { findings } = await this.#target.followPages(rows, this.#signal);
      this.findings.push(...findings);
      await once();
    }
  }
}

function refusal(row: CommentRow | undefined, error: unknown): MigrationError {
  const { message, remedy } = failureOf(error);
  const parameters = { comment: row?.sourceId ?? "", page: row?.pageId ?? "", reason: message };
  return migrationMessages.error(
    "import-would-be-refused",
    { ...parameters, advice: remedy ?? "Change the target's tables, then run it again." },
    { cause: error },
  );
}
