import { z } from "zod";
import { bookmarkForm } from "../domain/way-back.ts";
import { type Fingerprint, fingerprintSchema } from "./fingerprint.ts";
import type { IdMapping } from "./id-mapping.ts";

/** The version of the files that this program writes. */
export const checkpointVersion = "2.1";

const count = z.int().nonnegative();

/** Of D1's Time Travel. */
export const bookmarkSchema = z.string().regex(bookmarkForm);

/** A point in time, ISO 8601 in UTC. */
export const timestampSchema = z.iso.datetime();

/** How often the checkpoint has changed. */
export const sequenceSchema = count;

/** The target's own id of a comment. */
export const commentIdSchema = z.union([z.number(), z.string()]);

/** Numbers that grow with the migration. */
const statisticsSchema = z.object({
  total_pages: count,
  /** Read from the source. */
  comments_extracted: count,
  /** In the target, on completed pages. */
  comments_imported: count,
  /** Read, but not in the target. */
  comments_failed: count,
});

/** The statistics that the checkpoint is given; it counts the others itself. */
export const reportedStatisticsSchema = z.object({
  comments_extracted: count.exactOptional(),
  comments_failed: count.exactOptional(),
});

/** See {@link reportedStatisticsSchema}. */
export type ReportedStatistics = Readonly<z.infer<typeof reportedStatisticsSchema>>;

/** The fields of the checkpoint file, `id_mapping` and `checksum` apart. */
export const checkpointSchema = z.object({
  version: z.literal(checkpointVersion),
  fingerprint: fingerprintSchema,
  status: z.enum(["running", "done"]),
  /** Which start from the beginning it is: a higher one leaves all lower ones behind. */
  generation: count.default(0),
  /** How often all pages had been complete when a run began: each time they are all read again. */
  pass: count.default(0),
  /** Grows by one with each recorded change. */
  sequence: sequenceSchema,
  /** Of the database before the first write, until all pages are complete. */
  bookmark: bookmarkSchema.exactOptional(),
  started_at: timestampSchema,
  last_updated: timestampSchema,
  statistics: statisticsSchema,
  /** By page id. */
  failed_pages: z
    .record(
      z.string(),
      z.object({
        error: z.string(),
        code: z.string(),
        /** Runs that failed on the page. */
        attempts: count,
        last_attempt: timestampSchema,
      }),
    )
    .transform(asRecord),
  /**
   * By page id; `comments` is the number of the page's comments, `threads` where they came from,
   * `pass` the last one that completed it (0 if omitted).
   */
  completed_pages: z
    .record(
      z.string(),
      z.object({
        comments: count,
        completed_at: timestampSchema,
        threads: z.string().exactOptional(),
        pass: count.exactOptional(),
      }),
    )
    .transform(asRecord),
});

/** See {@link checkpointSchema}. */
export type CheckpointFields = z.infer<typeof checkpointSchema>;

/**
 * What the migration remembers, under the field names of the checkpoint file.
 * Only `applyChange` changes it.
 */
export interface CheckpointState extends CheckpointFields {
  id_mapping: IdMapping;
}

/** The state before the first page. */
export function newState(
  fingerprint: Fingerprint,
  startedAt: Date,
  generation = 0,
): CheckpointState {
  return {
    version: checkpointVersion,
    fingerprint,
    status: "running",
    generation,
    pass: 0,
    sequence: 0,
    started_at: startedAt.toISOString(),
    last_updated: startedAt.toISOString(),
    statistics: {
      total_pages: 0,
      comments_extracted: 0,
      comments_imported: 0,
      comments_failed: 0,
    },
    failed_pages: asRecord({}),
    completed_pages: asRecord({}),
    id_mapping: new Map(),
  };
}

/**
 * Of two candidates for the same migration, that of the later generation; in the same one, that
 * which knows more: the higher sequence, whatever the clocks say; at the same sequence the one that
 * is done, else the first.
 */
export function newest<T extends Pick<CheckpointState, "generation" | "sequence" | "status">>(
  a: T,
  b: T,
): T {
  if (a.generation !== b.generation) return a.generation > b.generation ? a : b;
  if (a.sequence !== b.sequence) return a.sequence > b.sequence ? a : b;
  return b.status === "done" && a.status !== "done" ? b : a;
}

/** Takes the prototype off, so that a key such as `constructor` is found only if it was put there. */
export function asRecord<T extends object>(record: T): T {
  Object.setPrototypeOf(record, null);
  return record;
}
