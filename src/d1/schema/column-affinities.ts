/** Columns that keep any text as it is. */
export const textColumn = ["TEXT", "BLOB"] as const;

/** Columns that keep a text which never looks like a number as it is; DATETIME is one. */
export const wordColumn = [...textColumn, "NUMERIC"] as const;

/** Columns that keep a whole number as it is. */
export const numberColumn = ["INTEGER", "NUMERIC", "BLOB"] as const;

/** Columns that hold a whole number, given as one, in whatever form. */
export const timeColumn = [...numberColumn, "REAL"] as const;
