import { z } from "zod";
import type { MigrationError } from "../domain/migration-error.ts";
import {
  createLedger,
  expectedLedger,
  readWritings,
  targetName,
  type Writing,
} from "./ledger/entries.ts";
import {
  hasFormerPages,
  isFormerLedger,
  readingFormer,
  rebuildLedger,
  takeOverPages,
} from "./ledger/former-ledger.ts";
import { createMedia, expectedMedia, hasKeptMedia } from "./ledger/media-records.ts";
import type { Owner } from "./ledger/owner.ts";
import { createPages, expectedPages } from "./ledger/page-records.ts";
import { d1Messages } from "./messages.ts";
import { parseTables, readTables } from "./schema/database-tables.ts";
import type { FoundColumn } from "./schema/found-column.ts";
import type { DatabaseTable } from "./schema/found-table.ts";
import { mismatch } from "./schema/propose-map.ts";
import { checkColumns, columnProblems, parseColumns, readColumns } from "./schema/schema-check.ts";
import type { ExpectedTable, TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { type Statement, statement } from "./sql/statement.ts";
import type { Runner } from "./transport/runner.ts";
import { D1Error, type Row } from "./transport/transport.ts";

/** In which form the ledger is. */
export type LedgerForm =
  | { readonly is: "absent" }
  | { readonly is: "current" }
  /** That of a release before 1.0, perhaps older than the page records. */
  | { readonly is: "former"; readonly hasPages: boolean };

/** The tables once they are prepared. */
interface PreparedTables {
  readonly form: LedgerForm;
  /** The columns that the comments' table had already; empty where it was missing. */
  readonly columns: readonly FoundColumn[];
  /** All tables that were there, but for this program's own; none where only known ones matter. */
  readonly others: readonly DatabaseTable[];
}

/** What is about to be written, and whose. */
interface Preparation {
  readonly writing: Writing;
  readonly owner: Owner;
  /** Whether records of media are needed; undefined where it does not matter. */
  readonly keepsMedia: boolean | undefined;
  /** Whether nothing is written: neither tables are made nor the ledger is brought into its form. */
  readonly readOnly: boolean;
}

/**
 * Compares the tables with what is needed, and creates those that are missing and can be created
 * here, unless `readOnly`; a ledger of an earlier form is brought into the present one. Nothing is
 * written before all of them fit.
 * @throws MigrationError `schema-mismatch`, `schema-missing`, `ledger-without-comments`,
 * `ledger-of-another-schema`, `ledger-of-another-content-format`, `ledger-of-another-column-map`,
 * `ledger-with-kept-media`
 */
export async function prepareTables(
  run: Runner,
  { writing, owner, keepsMedia, readOnly }: Preparation,
  signal: AbortSignal,
): Promise<PreparedTables> {
  const { schema } = writing;
  const { columnsOf, form, others } = await inspect(run, schema, signal);
  const isMissing = (name: string) => columnsOf(name).length === 0;
  const missing = namesOf(schema).filter(isMissing);
  const own = ownTables(form, keepsMedia === true);
  for (const table of own.filter(({ name }) => !isMissing(name))) {
    checkColumns(table, columnsOf(table.name), notOurs(table.name));
  }
  const hasPages = !isMissing(expectedPages.name);
  const hasMedia = !isMissing(expectedMedia.name);
  const state =
    form.is === "absent"
      ? undefined
      : await readState(run, { form, hasPages, hasMedia, owner }, signal);
  if (state !== undefined) {
    checkWritings(state.writings, writing);
    checkMedia(state, keepsMedia);
  }
  if (missing.length > 0 && schema.create.length === 0) throw schemaMissing(schema, missing);
  const [comments] = schema.tables;
  if (state !== undefined && missing.includes(comments.name)) {
    throw ledgerWithoutComments(comments.name);
  }
  for (const table of schema.tables) {
    if (isMissing(table.name)) continue;
    const problems = columnProblems(table, parseColumns(columnsOf(table.name)));
    if (problems.length > 0) {
      throw await mismatch(run, schema, { table: table.name, problems }, others, signal);
    }
  }
  const columns = parseColumns(columnsOf(comments.name));
  if (readOnly) return { form, columns, others };
  const create = [
    ...(missing.length > 0 ? schema.create : []),
    ...(form.is === "absent" ? createLedger : []),
    ...(form.is !== "former" && !hasPages ? createPages : []),
    ...(keepsMedia === true && !hasMedia ? createMedia : []),
  ].map((sql) => statement(sql));
  if (create.length > 0) await run(() => create, signal);
  if (form.is === "former") await bringIntoForm(run, form.hasPages, owner, signal);
  else if (state?.hasFormerPages) await run(() => takeOverPages(owner), signal);
  return { form: { is: "current" }, columns, others };
}

/** Brings a ledger of the former form into the present one, and assigns the owner what is its own. */
export async function bringIntoForm(
  run: Runner,
  hasPages: boolean,
  owner: Owner,
  signal: AbortSignal,
): Promise<void> {
  try {
    await run(() => [...rebuildLedger(hasPages), ...takeOverPages(owner)], signal);
  } catch (error) {
    // Another run may have been faster: then the old columns no longer exist.
    if (!(error instanceof D1Error) || error.transient) throw error;
    const [columns = []] = await run(() => [statement(readColumns(ledgerTable))], signal);
    if (isFormerLedger(columns)) throw error;
    await run(() => takeOverPages(owner), signal);
  }
}

async function inspect(run: Runner, schema: TargetSchema, signal: AbortSignal) {
  const own = [expectedLedger, expectedPages, expectedMedia].map(({ name }) => name);
  const tables = [...namesOf(schema), ...own];
  const columns = tables.map((name) => statement(readColumns(name)));
  const all = schema.schemaMap === undefined ? [] : readTables;
  const found = await run(() => [...columns, ...all], signal);
  const columnsOf = (name: string): readonly Row[] => found[tables.indexOf(name)] ?? [];
  const others = parseTables(found.slice(columns.length));
  return { columnsOf, form: formOf(columnsOf), others };
}

/** The tables that must be there for a schema. */
function namesOf({ tables, readTables = [] }: TargetSchema): readonly string[] {
  return [...tables.map(({ name }) => name), ...readTables];
}

/** Those that have to be as this version has them. */
function ownTables({ is }: LedgerForm, keepsMedia: boolean): readonly ExpectedTable[] {
  const ledger = is === "former" ? [] : [expectedLedger, expectedPages];
  return keepsMedia ? [...ledger, expectedMedia] : ledger;
}

function formOf(columnsOf: (table: string) => readonly Row[]): LedgerForm {
  const columns = columnsOf(ledgerTable);
  if (columns.length === 0) return { is: "absent" };
  if (!isFormerLedger(columns)) return { is: "current" };
  return { is: "former", hasPages: columnsOf(expectedPages.name).length > 0 };
}

const writingsOf = z.array(
  z.object({
    target: z.string(),
    content_format: z.string().nullable(),
    column_map: z.string().nullable(),
  }),
);
const formerPagesOf = z.array(z.object({ has_former: z.number() }));
const keptMediaOf = z.array(z.object({ has_kept: z.number() }));

interface ReadState {
  readonly form: LedgerForm;
  readonly hasPages: boolean;
  readonly hasMedia: boolean;
  readonly owner: Owner;
}

async function readState(
  run: Runner,
  { form, hasPages, hasMedia, owner }: ReadState,
  signal: AbortSignal,
) {
  const inForm = (one: Statement) =>
    form.is === "former" ? readingFormer(one, form.hasPages, owner) : one;
  const statements = [
    inForm(readWritings(owner)),
    hasPages ? inForm(hasFormerPages(owner)) : statement("SELECT 0 AS has_former"),
    hasMedia ? hasKeptMedia(owner) : statement("SELECT 0 AS has_kept"),
  ];
  const [writings = [], former = [], kept = []] = await run(() => statements, signal);
  return {
    writings: writingsOf.parse(writings),
    hasFormerPages: formerPagesOf.parse(former).some((row) => row.has_former === 1),
    hasKeptMedia: keptMediaOf.parse(kept).some((row) => row.has_kept === 1),
  };
}

function notOurs(table: string): string {
  return `Rename or delete the table ${table} if it is not this program's. Nothing was written.`;
}

/** Whether what the owner has in the target was written as it would be written now. */
function checkWritings(
  writings: z.infer<typeof writingsOf>,
  { schema, contentFormat }: Writing,
): void {
  const own = targetName(schema);
  for (const { target, content_format, column_map } of writings) {
    if (target !== own) {
      throw d1Messages.error("ledger-of-another-schema", { before: target, now: own });
    }
    if (content_format !== null && content_format !== contentFormat) {
      throw d1Messages.error("ledger-of-another-content-format", {
        before: content_format,
        now: contentFormat,
      });
    }
    if (column_map !== null && column_map !== schema.columnMap) {
      throw d1Messages.error("ledger-of-another-column-map", {
        before: withMap(column_map),
        now: withMap(schema.columnMap),
      });
    }
  }
}

/** Texts with the homeserver's addresses would take the place of those that name copies. */
function checkMedia(
  { writings, hasKeptMedia: hasKept }: Awaited<ReturnType<typeof readState>>,
  keepsMedia: boolean | undefined,
): void {
  if (keepsMedia === false && hasKept && writings.length > 0) {
    throw d1Messages.error("ledger-with-kept-media", {});
  }
}

function withMap(columnMap: string): string {
  return columnMap === "" ? "with the usual columns" : `with the columns ${columnMap}`;
}

function schemaMissing(schema: TargetSchema, missing: readonly string[]): MigrationError {
  const { name, setUp } = schema;
  const [table, ...others] = missing;
  return table !== undefined && others.length === 0
    ? d1Messages.error("schema-missing/table", { table, schema: name, setUp })
    : d1Messages.error("schema-missing/tables", {
        tables: missing.join(", "),
        schema: name,
        setUp,
      });
}

function ledgerWithoutComments(table: string): MigrationError {
  return d1Messages.error("ledger-without-comments", { ledger: ledgerTable, table });
}
