import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported when an import is tried on a copy of the target's tables. */
export const rehearsalMessages = defineMessages({
  "constraint-refuses/foreign-key": {
    severity: "error",
    message: (p: Record<"table" | "columns" | "parent" | "keys" | "value", string>) =>
      `A foreign key refuses it: ${p.columns} of the table ${p.table} refers to ${p.parent} (${p.keys}), which has no ${p.value}.`,
    remedy: ({ parent, keys }: Record<"parent" | "keys", string>) =>
      `First fill the table ${parent}, so that each ${keys} that the comments refer to is there; or drop the foreign key for the migration.`,
  },
  "constraint-refuses/check": {
    severity: "error",
    message: ({ words }: Record<"words", string>) => `The database reports: ${words}.`,
    remedy:
      "Drop or relax this CHECK constraint for the migration, or shorten or delete the comment at the source.",
  },
  "constraint-refuses/unique": {
    severity: "error",
    message: ({ words }: Record<"words", string>) => `The database reports: ${words}.`,
    remedy:
      "Another comment has the same values: drop this UNIQUE constraint or index for the migration, or delete one of the two comments.",
  },
  "constraint-refuses/unique-and-optional": {
    severity: "error",
    message: ({ words }: Record<"words", string>) => `The database reports: ${words}.`,
    remedy: ({ column, without }: Record<"column" | "without", string>) =>
      `Another comment has the same values. Set ${without} in schema-map, so that ${column} stays empty; or drop this UNIQUE constraint or index for the migration, or delete one of the two comments.`,
  },
  "constraint-refuses/trigger": {
    severity: "error",
    message: ({ trigger, words }: Record<"trigger" | "words", string>) =>
      `The trigger ${trigger} refuses it: ${words}.`,
    remedy: ({ trigger }: Record<"trigger", string>) =>
      `Drop or change the trigger ${trigger} for the migration.`,
  },
  "constraint-refuses/other": {
    severity: "error",
    message: ({ words }: Record<"words", string>) => `The database reports: ${words}.`,
    remedy: "Change the target's tables or triggers so that they accept the comment.",
  },
  "not-rehearsed/object": {
    severity: "warning",
    message: ({ type, name, reason }: Record<"type" | "name" | "reason", string>) =>
      `The dry run couldn't rebuild the ${type} ${name} in memory (${reason}); whether it accepts the comments is unknown.`,
    remedy: ({ type, name }: Record<"type" | "name", string>) =>
      `Check yourself that the ${type} ${name} accepts the comments.`,
  },
  "not-rehearsed/large-table": {
    severity: "warning",
    message: ({ table, rows }: { table: string; rows: number }) =>
      `The table ${table} has more than ${rows} rows: the dry run tried the import beside those rows only that name the pages being moved, and without foreign keys.`,
    remedy: ({ table }: Record<"table", string>) =>
      `Check yourself whether UNIQUE constraints and foreign keys that concern ${table} accept the comments.`,
  },
  "not-rehearsed/failed": {
    severity: "warning",
    message: ({ reason }: Record<"reason", string>) =>
      `The dry run couldn't rebuild the target's tables in memory, so the import was not tried: ${reason}`,
    remedy:
      "Check yourself that constraints and triggers of the target's tables accept the comments.",
  },
  "not-rehearsed/too-large": {
    severity: "warning",
    message: ({ table, rows }: { table: string; rows: number }) =>
      `The import was not tried in the dry run, because more than ${rows} rows of the table ${table} concern the pages being moved.`,
    remedy:
      "Check yourself that constraints and triggers of the target's tables accept the comments.",
  },
});
