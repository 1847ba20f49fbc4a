import { z } from "zod";
import type { CommentId } from "../comment/comment-row.ts";
import { type Fingerprint, fingerprintSchema } from "./fingerprint.ts";

/** The version of the files that this program writes. */
export const checkpointVersion = "2.0";

const count = z.int().nonnegative();

/** A point in time, ISO 8601 in UTC. */
export const timestampSchema = z.iso.datetime();

/** How often the checkpoint has changed. */
export const sequenceSchema = count;

/** See {@link CommentId}. */
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

/** The statistics that are told to the checkpoint; it counts the others itself. */
export const reportedStatisticsSchema = z.object({
  comments_extracted: count.exactOptional(),
  comments_failed: count.exactOptional(),
});

/** See {@link reportedStatisticsSchema}. */
export type ReportedStatistics = Readonly<z.infer<typeof reportedStatisticsSchema>>;

/**
 * Event id → comment id, checked in one pass and not copied: a schema for each of a million
 * entries would take more time and memory than reading the file.
 */
export const idMappingSchema = z.custom<Record<string, CommentId>>(isIdMapping).transform(asRecord);

/** What the migration remembers: the content of the checkpoint file, under its field names. */
export const checkpointSchema = z.object({
  version: z.literal(checkpointVersion),
  fingerprint: fingerprintSchema,
  status: z.enum(["running", "done"]),
  /** Grows by one with each recorded change. */
  sequence: sequenceSchema,
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
  /** By page id; `comments` is the number of the page's comments. */
  completed_pages: z
    .record(z.string(), z.object({ comments: count, completed_at: timestampSchema }))
    .transform(asRecord),
  id_mapping: idMappingSchema,
});

/** See {@link checkpointSchema}. Only `applyChange` changes it. */
export type CheckpointState = z.infer<typeof checkpointSchema>;

/** The state before the first page. */
export function newState(fingerprint: Fingerprint, startedAt: Date): CheckpointState {
  return {
    version: checkpointVersion,
    fingerprint,
    status: "running",
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
    id_mapping: asRecord({}),
  };
}

/**
 * Of two candidates for the same migration, the one that knows more: the higher sequence, whatever
 * the clocks say; at the same sequence the one that is done, else the first.
 */
export function newest<T extends Pick<CheckpointState, "sequence" | "status">>(a: T, b: T): T {
  if (a.sequence !== b.sequence) return a.sequence > b.sequence ? a : b;
  return b.status === "done" && a.status !== "done" ? b : a;
}

/** Takes the prototype off, so that a key such as `constructor` is found only if it was put there. */
export function asRecord<T extends object>(record: T): T {
  Object.setPrototypeOf(record, null);
  return record;
}

function isIdMapping(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const eventId of Object.keys(value)) {
    const id = value[eventId];
    if (typeof id !== "number" && typeof id !== "string") return false;
  }
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
