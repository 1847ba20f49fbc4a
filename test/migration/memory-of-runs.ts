import type { CommentId, ImportedComment } from "../../src/domain/comment-row.ts";
import type { PageFailure } from "../../src/domain/page-failure.ts";
import type { MigrationMemory } from "../../src/domain/ports.ts";
import type { PreviousRun } from "../../src/domain/previous-run.ts";

/** A memory that lasts as long as the test. */
export class MemoryOfRuns implements MigrationMemory {
  earlier: PreviousRun | undefined;
  readonly completed = new Map<string, number>();
  readonly failed = new Map<string, PageFailure>();
  readonly threads = new Map<string, string>();
  done = false;

  previousRun(): PreviousRun | undefined {
    return this.earlier;
  }

  /** By source id, where an earlier tool put comments. */
  readonly mapping = new Map<string, number>();

  bookmark(): undefined {}

  async markBookmark(): Promise<void> {}

  async start(): Promise<void> {}

  getNewCommentId(sourceId: string): CommentId | undefined {
    return this.mapping.get(sourceId);
  }

  completedPage(pageId: string) {
    const comments = this.completed.get(pageId);
    return comments === undefined ? undefined : { comments, threads: this.threads.get(pageId) };
  }

  async markPageComplete(pageId: string, imported: readonly ImportedComment[]): Promise<void> {
    this.completed.set(pageId, imported.length);
    this.failed.delete(pageId);
  }

  async rebuild(imported: readonly ImportedComment[]): Promise<void> {
    for (const [pageId, comments] of Map.groupBy(imported, (comment) => comment.pageId)) {
      await this.markPageComplete(pageId, comments);
    }
  }

  async markPageFailed(pageId: string, failure: PageFailure): Promise<number> {
    this.failed.set(pageId, failure);
    return 1;
  }

  async markDone(): Promise<void> {
    this.done = true;
  }
}
