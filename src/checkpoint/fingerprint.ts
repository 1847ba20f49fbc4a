import { z } from "zod";

/** What makes two runs the same migration. */
export const fingerprintSchema = z.object({
  /** The homeserver's name in room aliases; its address may change meanwhile. */
  server_name: z.string(),
  /** Cactus's site name. */
  site_name: z.string(),
  /** Where the target database is, and its name: `remote comments`. */
  database: z.string(),
  /** Name of the target's table layout, and the content's format where it isn't text. */
  schema: z.string(),
});

/** See {@link fingerprintSchema}. */
export type Fingerprint = Readonly<z.infer<typeof fingerprintSchema>>;

/** Whether both stand for the same migration. */
export function sameMigration(a: Fingerprint, b: Fingerprint): boolean {
  return fingerprintSchema.keyof().options.every((part) => a[part] === b[part]);
}

/** In words: `site "blog" of cactus.chat to database "remote comments" (schema "classic")`. */
export function describeMigration(fingerprint: Fingerprint): string {
  const { server_name, site_name, database, schema } = fingerprint;
  return `site "${site_name}" of ${server_name} to database "${database}" (schema "${schema}")`;
}
