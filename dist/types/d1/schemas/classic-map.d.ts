/** The columns of the classic table, by what they hold. */
export declare const classicColumns: readonly ["id", "page_id", "parent_id", "author_name", "content", "created_at", "ip_address", "content_hash"];
/** What a column of the classic table holds. */
export type ClassicColumn = (typeof classicColumns)[number];
/** Those that a table may lack. */
export declare const optionalColumns: readonly ["parent_id", "ip_address", "content_hash"];
/** How times are written: ISO 8601 text, or milliseconds or seconds since 1970. */
export declare const timeFormats: readonly ["iso", "ms", "s"];
/** How a hand-made comment table names things. */
export interface ClassicMap {
    readonly table: string;
    /** Names by what the column holds; a column that is left out is not there. */
    readonly columns: ReadonlyMap<ClassicColumn, string>;
    readonly time: (typeof timeFormats)[number];
    /** Values that every moved comment gets, by column. */
    readonly fixed: ReadonlyMap<string, string>;
}
/** The names of the classic schema itself. */
export declare const classicNames: ClassicMap;
