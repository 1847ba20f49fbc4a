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
export const addedColumns = ["reactions", "is_owner", "email_hash", "author_url"] as const;

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

/** How a hand-made comment table names things. */
export interface ClassicMap {
  readonly table: string;
  /** Names by what the column holds; a column that is not listed is not there. */
  readonly columns: ReadonlyMap<ClassicColumn, string>;
  readonly time: TimeFormat;
  /** Values that every moved comment gets, by column. */
  readonly fixed: ReadonlyMap<string, string>;
}

/** The names of the classic schema itself. */
export const classicNames: ClassicMap = {
  table: "comments",
  columns: new Map<ClassicColumn, string>(classicColumns.map((column) => [column, column])),
  time: "iso",
  fixed: new Map(),
};
