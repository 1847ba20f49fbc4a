import { z } from "zod";

/** What D1 says of a statement that it ran, as far as we use it. */
export const resultMeta = z.object({
  rows_written: z.number(),
  rows_read: z.number().optional().catch(undefined),
  size_after: z.number().optional().catch(undefined),
});

/** See {@link resultMeta}. */
export type ResultMeta = z.infer<typeof resultMeta>;

/** Adds up what D1 says of its calls; what it doesn't say is null. */
export class Meter {
  #written: number | null = null;
  #read: number | null = null;
  #bytes: number | null = null;

  add(results: readonly { readonly meta?: ResultMeta | undefined }[]): void {
    for (const { meta } of results) {
      if (meta === undefined) continue;
      this.#written = (this.#written ?? 0) + meta.rows_written;
      if (meta.rows_read !== undefined) this.#read = (this.#read ?? 0) + meta.rows_read;
      this.#bytes = meta.size_after ?? this.#bytes;
    }
  }

  rowsWritten(): number | null {
    return this.#written;
  }

  rowsRead(): number | null {
    return this.#read;
  }

  /** Size of the database after the last call. */
  databaseBytes(): number | null {
    return this.#bytes;
  }
}
