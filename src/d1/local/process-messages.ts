import { z } from "zod";

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
export const transaction = z.object({
  id: z.number(),
  statements: z
    .array(z.object({ sql: z.string(), params: z.array(z.string()).readonly() }))
    .readonly(),
});

/** See {@link transaction}. */
export type Transaction = z.infer<typeof transaction>;

/** What each statement of a transaction gave. */
const results = z.array(
  z.object({
    results: z.array(z.record(z.string(), z.unknown())),
    meta: z.object({ rows_written: z.number() }),
  }),
);

/** See {@link results}. */
export type Results = z.infer<typeof results>;

/** What the process tells: the database is open, a transaction's results, or D1's words for its failure. */
export const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open") }),
  z.object({ kind: z.literal("results"), id: z.number(), results }),
  z.object({ kind: z.literal("failure"), id: z.number(), words: z.string() }),
]);

/** See {@link answer}. */
export type Answer = z.infer<typeof answer>;
