/** How comments can be written to the database. */
export const contentFormats = ["text", "html", "markdown"] as const;

/** One of {@link contentFormats}. */
export type ContentFormat = (typeof contentFormats)[number];
