import { defineMessages } from "../../../domain/message-catalogue.ts";

/** What is reported about a schema-map that says something else than the comments that are there. */
export const mapMessages = defineMessages({
  "other-page-form": {
    severity: "warning",
    message: (p: Record<"column" | "table" | "theirs" | "ours", string>) =>
      `The column ${p.column} of ${p.table} names pages in a form like ${p.theirs}, but moved comments would be under names like ${p.ours}: your comment system would not find them.`,
    remedy: ({ form }: Record<"form", string>) => `Add page_form=${form} to schema-map.`,
  },
  "unknown-page-form": {
    severity: "warning",
    message: (p: Record<"column" | "table" | "theirs", string>) =>
      `The column ${p.column} of ${p.table} has ${p.theirs} for names of pages, which no page_form makes: your comment system would not find moved comments.`,
    remedy:
      "Let your comment system name pages in one of the forms of page_form, also in the comments that are there.",
  },
  "other-root-mark": {
    severity: "warning",
    message: (p: Record<"column" | "table" | "theirs" | "ours", string>) =>
      `In the column ${p.column} of ${p.table}, top-level comments have ${p.theirs}, but moved ones would have ${p.ours}: your comment system may not show them.`,
    remedy: ({ mark }: Record<"mark", string>) => `Add no_parent=${mark} to schema-map.`,
  },
});
