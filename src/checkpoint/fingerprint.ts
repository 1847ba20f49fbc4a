import { z } from "zod";

/** What makes two runs the same migration. */
export const fingerprintSchema = z.object({
  /** Base URL of the homeserver. */
  homeserver: z.string(),
  server_name: z.string(),
  /** Cactus's site name. */
  site_name: z.string(),
  /** Name or id of the target database. */
  database: z.string(),
  /** Name of the target's table layout. */
  schema: z.string(),
});

/** See {@link fingerprintSchema}. */
export type Fingerprint = Readonly<z.infer<typeof fingerprintSchema>>;

/** Whether both stand for the same migration. */
export function sameMigration(a: Fingerprint, b: Fingerprint): boolean {
  return fingerprintSchema.keyof().options.every((part) => a[part] === b[part]);
}

/** A migration in words: `site "blog" of cactus.chat (https://…) to database "comments" (schema "default")`. */
export function describeMigration(fingerprint: Fingerprint): string {
  const { homeserver, server_name, site_name, database, schema } = fingerprint;
  return `site "${site_name}" of ${server_name} (${homeserver}) to database "${database}" (schema "${schema}")`;
}
