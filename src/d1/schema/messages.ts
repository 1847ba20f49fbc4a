import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about a table that does not fit. */
export const schemaMessages = defineMessages({
  "schema-mismatch/columns": {
    severity: "error",
    message: ({ table, problems }: { table: string; problems: string }) =>
      `The existing table ${table} can't store the comments: ${problems}.`,
    // The comment system's own, or the ledger's.
    remedy: ({ setUpInstructions }: { setUpInstructions: string }) => setUpInstructions,
  },
  "schema-mismatch/guessed": {
    severity: "error",
    message: ({ table, problems }: { table: string; problems: string }) =>
      `The existing table ${table} can't store the comments: ${problems}.`,
    remedy: (p: Record<"whose" | "map" | "why" | "open", string>) =>
      `By its columns, the table ${p.whose} would take them with this schema-map:\n${p.map}\nCheck each pair before you set it – ${p.why}.${p.open} Nothing was written.`,
  },
  "schema-mismatch/half-guessed": {
    severity: "error",
    message: ({ table, problems }: { table: string; problems: string }) =>
      `The existing table ${table} can't store the comments: ${problems}.`,
    remedy: (p: Record<"whose" | "map" | "why" | "missing" | "open", string>) =>
      `This is what a schema-map for the table ${p.whose} could be, as far as its columns tell:\n${p.map}\nThe reasons – ${p.why}. Still to be solved: ${p.missing}.${p.open} Nothing was written.`,
  },
});
