import { z } from "zod";
import { resultMeta } from "../transport/meter.ts";

/** Which local database the process opens; paths are absolute. */
export const databaseToOpen = z.object({
  /** Folder of the wrangler package. */
  wrangler: z.string(),
  databaseName: z.string(),
  /** Names the database where wrangler's configuration doesn't. */
  databaseId: z.string(),
  /** Folder of the local databases; wrangler's own by default. */
  persistTo: z.string().optional(),
});

/** See {@link databaseToOpen}. */
export type DatabaseToOpen = z.infer<typeof databaseToOpen>;

/** A transaction that the process is asked to run. */
export const transaction = z
  .array(z.object({ sql: z.string(), params: z.array(z.string()).readonly() }))
  .readonly();

/** What each statement of a transaction gave. */
export const results = z.array(
  z.object({
    results: z.array(z.record(z.string(), z.unknown())),
    meta: resultMeta,
  }),
);
