import { z } from "zod";
import { toIdMapping } from "./id-mapping.ts";
import { asRecord, type CheckpointState, checkpointVersion, timestampSchema } from "./state.ts";

/** The state of an original tool's checkpoint, which doesn't say whose migration it is. */
export type LegacyState = Omit<CheckpointState, "fingerprint">;

const amount = z.int().nonnegative().catch(0);
const time = z.coerce
  .date()
  .transform((date) => date.toISOString())
  .pipe(timestampSchema)
  .optional()
  .catch(undefined);
const text = z.string().optional().catch(undefined);

const page = z.looseObject({
  comments: amount.optional(),
  completed_at: time,
  error: text,
  code: text,
  attempts: z.int().positive().optional().catch(undefined),
  last_attempt: time,
});
type LegacyPage = z.infer<typeof page>;

const listedPage = z.union([
  z.string().transform((id): readonly [string, LegacyPage] => [id, {}]),
  page
    .extend({ page_id: z.string() })
    .transform((listed): readonly [string, LegacyPage] => [listed.page_id, listed]),
]);
const mappedPage = z.union([page, z.string().transform((error): LegacyPage => ({ error }))]);
const pages = z
  .union([
    z.array(listedPage),
    z.record(z.string(), mappedPage.catch({})).transform((map) => Object.entries(map)),
  ])
  .default([]);

/**
 * Version "1.0". A list of pages is an array of page ids, an array of objects with `page_id`, or an
 * object by page id. Absent or odd details get a default; the pages and ids themselves must be
 * readable. The fields that only later versions have must be absent: with them the file is a
 * damaged later one.
 */
const legacySchema = z.looseObject({
  version: z.literal("1.0"),
  started_at: time,
  last_updated: time,
  completed_pages: pages,
  failed_pages: pages,
  statistics: z
    .looseObject({
      total_pages: amount,
      comments_extracted: amount,
      comments_imported: amount,
      comments_failed: amount,
    })
    .optional()
    .catch(undefined),
  id_mapping: z.unknown().default({}),
  fingerprint: z.undefined().optional(),
  sequence: z.undefined().optional(),
  checksum: z.undefined().optional(),
});

/**
 * Reads the JSON value of a version "1.0" checkpoint; undefined if it isn't one.
 * A time that the file doesn't contain becomes the start of the Unix epoch, a number of comments 0.
 */
export function parseLegacy(json: unknown): LegacyState | undefined {
  const parsed = legacySchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { started_at, completed_pages, failed_pages, statistics } = parsed.data;
  const idMapping = toIdMapping(parsed.data.id_mapping);
  if (idMapping === undefined) return undefined;
  const startedAt = started_at ?? new Date(0).toISOString();
  const lastUpdated = parsed.data.last_updated ?? startedAt;
  const completed = Object.fromEntries(
    completed_pages.map(([pageId, { comments, completed_at }]) => [
      pageId,
      { comments: comments ?? 0, completed_at: completed_at ?? lastUpdated },
    ]),
  );
  const failed = Object.fromEntries(
    failed_pages
      .filter(([pageId]) => !Object.hasOwn(completed, pageId))
      .map(([pageId, { error, code, attempts, last_attempt }]) => [
        pageId,
        {
          error: error ?? "The reason was not recorded.",
          code: code ?? "unknown",
          attempts: attempts ?? 1,
          last_attempt: last_attempt ?? lastUpdated,
        },
      ]),
  );
  return {
    version: checkpointVersion,
    status: "running",
    generation: 0,
    pass: 0,
    sequence: 0,
    started_at: startedAt,
    last_updated: lastUpdated,
    statistics: {
      total_pages: statistics?.total_pages ?? 0,
      comments_extracted: statistics?.comments_extracted ?? 0,
      comments_imported: statistics?.comments_imported ?? 0,
      comments_failed: statistics?.comments_failed ?? 0,
    },
    failed_pages: asRecord(failed),
    completed_pages: asRecord(completed),
    id_mapping: idMapping,
  };
}
