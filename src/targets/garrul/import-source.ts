/** What Garrul's rows that a migration made are marked by, in `import_source`. */
export const importSource = "comment-migration";
