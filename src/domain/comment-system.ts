/** The comment systems that comments can be moved to. */
export const schemaNames = [
  "classic",
  "garrul",
  "cwd",
  "waline",
  "twikoo",
  "twikoo-api-worker",
] as const;

/** Name of a comment system. */
export type SchemaName = (typeof schemaNames)[number];
