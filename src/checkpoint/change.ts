import { z } from "zod";
import {
  bookmarkSchema,
  type CheckpointState,
  commentIdSchema,
  reportedStatisticsSchema,
  sequenceSchema,
  timestampSchema,
} from "./state.ts";

const changeSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("start"), total_pages: z.int().nonnegative() }),
  z.object({
    type: z.literal("page-complete"),
    page_id: z.string(),
    /** Source id and comment id of each comment. */
    comments: z.array(z.tuple([z.string(), commentIdSchema])),
    threads: z.string().exactOptional(),
    /** Source ids of comments that are in the target no more. */
    removed: z.array(z.string()).exactOptional(),
  }),
  z.object({
    type: z.literal("page-failed"),
    page_id: z.string(),
    error: z.string(),
    code: z.string(),
  }),
  z.object({ type: z.literal("id-mapping"), source_id: z.string(), comment_id: commentIdSchema }),
  z.object({ type: z.literal("statistics"), statistics: reportedStatisticsSchema }),
  z.object({ type: z.literal("bookmark"), bookmark: bookmarkSchema }),
  z.object({ type: z.literal("done") }),
]);

/** Something that the checkpoint remembers from now on. */
export type Change = z.infer<typeof changeSchema>;

/** A change with its place in the order of changes and its time. */
export const changeRecordSchema = z.object({
  sequence: sequenceSchema,
  at: timestampSchema,
  change: changeSchema,
});

/** See {@link changeRecordSchema}. */
export type ChangeRecord = z.infer<typeof changeRecordSchema>;

/** Puts a change into the state, in time proportional to the change, not to the state. */
export function applyChange(state: CheckpointState, { sequence, at, change }: ChangeRecord): void {
  state.sequence = sequence;
  state.last_updated = at;
  switch (change.type) {
    case "start":
      if (state.status === "done") state.pass += 1;
      state.status = "running";
      state.statistics.total_pages = change.total_pages;
      break;
    case "page-complete": {
      const before = state.completed_pages[change.page_id]?.comments ?? 0;
      // The original tool's files can state fewer comments in all than on a page.
      state.statistics.comments_imported = Math.max(
        change.comments.length,
        state.statistics.comments_imported + change.comments.length - before,
      );
      state.completed_pages[change.page_id] = {
        comments: change.comments.length,
        completed_at: at,
        ...(change.threads === undefined ? {} : { threads: change.threads }),
        ...(state.pass === 0 ? {} : { pass: state.pass }),
      };
      delete state.failed_pages[change.page_id];
      for (const [sourceId, commentId] of change.comments)
        state.id_mapping.set(sourceId, commentId);
      for (const sourceId of change.removed ?? []) state.id_mapping.delete(sourceId);
      break;
    }
    case "page-failed":
      state.failed_pages[change.page_id] = {
        error: change.error,
        code: change.code,
        attempts: (state.failed_pages[change.page_id]?.attempts ?? 0) + 1,
        last_attempt: at,
      };
      break;
    case "id-mapping":
      state.id_mapping.set(change.source_id, change.comment_id);
      break;
    case "statistics":
      Object.assign(state.statistics, change.statistics);
      break;
    case "bookmark":
      state.bookmark ??= change.bookmark;
      break;
    case "done":
      state.status = "done";
      // What the next pass writes is undone from a later state, with fewer readers' comments lost.
      delete state.bookmark;
      break;
  }
}
