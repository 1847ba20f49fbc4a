/** How comments are written to the database. */
export type ContentFormat = "text" | "html" | "markdown";
