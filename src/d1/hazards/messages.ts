import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about a table before comments are written to it. */
export const hazardMessages = defineMessages({
  "hidden-by-default": {
    severity: "warning",
    message: ({ column, table, value }: Record<"column" | "table" | "value", string>) =>
      `Moved comments get the default of the column ${column} of ${table}, which is ${value}: with it your comment system may hide them.`,
    remedy: ({ column, shown, found }: Record<"column" | "shown" | "found", string>) =>
      `Add fixed.${column}=${shown} to schema-map, or the value with which your comment system shows a comment${found}.`,
  },
  "other-comment-table": {
    severity: "warning",
    message: ({ table, whose }: Record<"table" | "whose", string>) =>
      `The database had no table ${table}, so the comments go into a new one; but its table ${whose} looks like one of comments.`,
    remedy: (p: Record<"whose" | "map" | "why" | "missing" | "open", string>) =>
      `If your comment system uses ${p.whose}, set schema-map before anything is moved. By its columns it would be: ${p.map} – check each pair: ${p.why}.${p.missing === "" ? "" : ` Still to be solved: ${p.missing}.`}${p.open}`,
  },
  "other-time-form/rows": {
    severity: "warning",
    message: (p: Record<"column" | "table" | "theirs" | "ours", string>) =>
      `The column ${p.column} of ${p.table} has times like ${p.theirs}, but moved comments would get times like ${p.ours}: together they are sorted wrongly.`,
    remedy: ({ time }: Record<"time", string>) => `Add time=${time} to schema-map.`,
  },
  "other-time-form/default": {
    severity: "warning",
    message: (p: Record<"column" | "table" | "theirs" | "ours", string>) =>
      `By its default, the column ${p.column} of ${p.table} gets times like ${p.theirs}, but moved comments would get times like ${p.ours}: together they are sorted wrongly.`,
    remedy: ({ time }: Record<"time", string>) =>
      `Add time=${time} to schema-map, unless your comment system sets the time itself.`,
  },
  "ids-too-large": {
    severity: "error",
    message: ({ table, id, limit }: Record<"table" | "id" | "limit", string>) =>
      `The table ${table} has reached the id ${id}. The ids of moved comments continue from there, and D1 can't return ids past ${limit} exactly.`,
    remedy: ({ table, limit }: Record<"table" | "limit", string>) =>
      `Give the comments of ${table} with ids near or past ${limit} smaller ones, and set the table's entry in sqlite_sequence, where it has one, to the highest id. No comment was written.`,
  },
});
