/** The comment systems that comments can be moved to. */
export const schemaNames = [
  "classic",
  "garrul",
  "cwd",
  "waline",
  "twikoo",
  "twikoo-api-worker",
  "momo",
  "comment-kit",
] as const;

/** Name of a comment system. */
export type SchemaName = (typeof schemaNames)[number];
