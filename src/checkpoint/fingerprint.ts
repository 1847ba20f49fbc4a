import { z } from "zod";

/** What makes two runs the same migration. */
export const fingerprintSchema = z.object({
  /** The kind of the source and where it is, `cactus:cactus.chat`; not an address that may change. */
  source: z.string(),
  /** The name of the site there, or the names. */
  site: z.string(),
  /** Where the target database is, and its name: `remote comments`. */
  database: z.string(),
  /** Name of the target's table layout, and the content's format where it isn't text. */
  schema: z.string(),
});

/** See {@link fingerprintSchema}. */
export type Fingerprint = Readonly<z.infer<typeof fingerprintSchema>>;

/** Whether both are of the same migration. */
export function sameMigration(a: Fingerprint, b: Fingerprint): boolean {
  return fingerprintSchema.keyof().options.every((part) => a[part] === b[part]);
}

/** In words: `site "blog" of cactus:cactus.chat to database "remote comments" (schema "classic")`. */
export function describeMigration(fingerprint: Fingerprint): string {
  const { source, site, database, schema } = fingerprint;
  return `site "${site}" of ${source} to database "${database}" (schema "${schema}")`;
}
