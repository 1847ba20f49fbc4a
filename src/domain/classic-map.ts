/** The columns of the classic table, by what they hold. */
export const classicColumns = [
  "id",
  "page_id",
  "parent_id",
  "author_name",
  "content",
  "created_at",
  "ip_address",
  "content_hash",
] as const;

/** Columns that a map can add to those of the classic table. */
export const addedColumns = [
  "reactions",
  "is_owner",
  "email_hash",
  "author_url",
  "content_html",
  "email",
  "email_md5",
  "updated_at",
] as const;

/** What a column that a map adds holds. */
export type AddedColumn = (typeof addedColumns)[number];

/** What a column of the classic table holds. */
export type ClassicColumn = (typeof classicColumns)[number] | AddedColumn;

/** Those that a table may lack. */
export const optionalColumns = ["parent_id", "ip_address", "content_hash"] as const;

/**
 * How times are written, all in UTC: ISO 8601 text with milliseconds, SQLite's own text
 * `YYYY-MM-DD HH:MM:SS`, or milliseconds or seconds since 1970.
 */
export const timeFormats = ["iso", "sqlite", "ms", "s"] as const;

/** One of {@link timeFormats}. */
export type TimeFormat = (typeof timeFormats)[number];

/**
 * How comments are numbered: by whole numbers that continue from the highest, or by texts that follow
 * from the comment: a UUID, 32 hex digits, or a ULID, which sorts by time.
 */
export const idForms = ["number", "uuid", "hex", "ulid"] as const;

/** One of {@link idForms}. */
export type IdForm = (typeof idForms)[number];

/** What `parent_id` has in a comment that answers none: NULL, the number 0, or an empty text. */
export const rootMarks = ["null", "0", "empty"] as const;

/** One of {@link rootMarks}. */
export type RootMark = (typeof rootMarks)[number];

/**
 * How pages are named: by their path as Hugo has it (`/posts/a%20b/`), the path without a slash at its
 * end, or at both, its last segment, or the whole address; all but the last percent-decoded, too.
 */
export const pageForms = [
  "path",
  "path-decoded",
  "bare-path",
  "bare-path-decoded",
  "trimmed",
  "trimmed-decoded",
  "slug",
  "slug-decoded",
  "address",
] as const;

/** One of {@link pageForms}. */
export type PageForm = (typeof pageForms)[number];

/** How a hand-made comment table names things. */
export interface ClassicMap {
  readonly table: string;
  /** Names by what the column holds; a column that is not listed is not there. */
  readonly columns: ReadonlyMap<ClassicColumn, string>;
  readonly time: TimeFormat;
  readonly ids: IdForm;
  readonly pageForm: PageForm;
  readonly noParent: RootMark;
  /** Values that every moved comment gets, by column. */
  readonly fixed: ReadonlyMap<string, string>;
}

/** The names of the classic schema itself. */
export const classicNames: ClassicMap = {
  table: "comments",
  columns: new Map<ClassicColumn, string>(classicColumns.map((column) => [column, column])),
  time: "iso",
  ids: "number",
  pageForm: "path",
  noParent: "null",
  fixed: new Map(),
};
