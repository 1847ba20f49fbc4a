import type { TimeFormat } from "../../domain/classic-map.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import type { SchemaName } from "../../domain/comment-system.ts";
import type { Finding } from "../../domain/finding.ts";
import type { KeptComment } from "../../domain/kept-comment.ts";
import type { WithoutPlace } from "../../domain/ports.ts";
import type { Row } from "../transport/transport.ts";
import type { FoundColumn } from "./found-column.ts";
import type { DatabaseTable } from "./found-table.ts";

/** What a column must be like; `affinities` by https://sqlite.org/datatype3.html#determination_of_column_affinity */
export interface ExpectedColumn {
  readonly name: string;
  readonly affinities: readonly Affinity[];
  /** The declaration that fits, for the message that asks for it. */
  readonly declaration: string;
  readonly primaryKey?: boolean;
  /** The change to the schema-map by which nothing is written to it, where it need not be there. */
  readonly withoutIt?: string;
  /** Whether comments can lack a value for it, so that NULL is written. */
  readonly mayBeNull?: true;
}

/** How SQLite converts what is stored in a column. */
export type Affinity = "INTEGER" | "TEXT" | "BLOB" | "REAL" | "NUMERIC";

/** A table and those of its columns that are written or read. */
export interface ExpectedTable {
  readonly name: string;
  readonly columns: readonly ExpectedColumn[];
}

/** A schema-map that is only printed, as parts of a message. */
export interface GuessInWords {
  /** The table that it is for. */
  readonly whose: string;
  /** As the setting takes it. */
  readonly map: string;
  /** The reason of each pair. */
  readonly why: string;
  /** What keeps the table from taking comments with it; empty where nothing does. */
  readonly missing: string;
  /** A sentence of what nobody can tell from the table, with a blank before it; or empty. */
  readonly open: string;
}

/** The database of a comment system: how comments are written to it, read from it and deleted. */
export interface TargetSchema {
  readonly name: SchemaName;
  /** The tables that must be there, that of the comments first. */
  readonly tables: readonly [ExpectedTable, ...ExpectedTable[]];
  /** Names of further tables that must be there, and that are only read. */
  readonly readTables?: readonly string[];
  /** Statements that create all tables; empty where the comment system makes them itself. */
  readonly create: readonly string[];
  /** What the user does when a table or column is missing that is not created here. */
  readonly setUp: string;
  /** Levels that a thread may have, 1 for comments without replies; any number by default. */
  readonly maxDepth?: number;
  /** Comments of a page that its public API returns, the oldest first; any number by default. */
  readonly mostOfPage?: number;
  readonly ids: NumberedIds | DerivedIds;
  /** SQL of the comments' table and of columns in it. */
  readonly comments: {
    readonly table: string;
    readonly id: string;
    /** Undefined where the target has no replies. */
    readonly parentId?: string;
    /** SQL of what stands in `parentId` where a comment answers none; `NULL` by default. */
    readonly noParent?: string;
    /** Where each reply also names the first comment of its thread. */
    readonly threadId?: string;
    readonly createdAt: string;
    /**
     * SQL condition: the row `row` is the comment of the ledger entry `entry`, at whatever time. By
     * default its id tells; a table without an index of ids needs another way to it.
     */
    readonly lookUp?: (row: string, entry: string) => string;
  };
  /** Where two comments of a page can't have the same time; undefined where they can. */
  readonly uniqueTimes?: UniqueTimes;
  /** How a hand-made table names its columns, for the ledger; empty where it names them as usual. */
  readonly columnMap: string;
  /** What the user's schema-map says; undefined for the database of a known comment system. */
  readonly schemaMap?: {
    readonly time: TimeFormat;
    /** The name of the column that has the time. */
    readonly createdAt: string;
    /** Values that every moved comment gets, by column. */
    readonly fixed: ReadonlyMap<string, string>;
    /** The table that looks most like one of comments; undefined where none does. */
    likeliest(tables: readonly DatabaseTable[]): DatabaseTable | undefined;
    /** The map that a table might have, by what its columns and some of its rows look like. */
    guess(table: DatabaseTable, rows: readonly Row[]): GuessInWords;
    /** What of the map is otherwise than in the comments' table and some of its rows. */
    contradictions(columns: readonly FoundColumn[], rows: readonly Row[]): readonly Finding[];
  };
  /** What a person should know of the comments' table as it is; nothing by default. */
  readonly hazards?: (columns: readonly FoundColumn[]) => readonly Finding[];
  /** The values of a row that the ledger does not hold. */
  values(row: CommentRow): readonly unknown[];
  /**
   * Statements that write the comments which the ledger claimed in this batch. `?1` is a JSON array
   * of `[source, source id, ...]` with what `values` gave, `?2` the batch id. With `uniqueTimes` they
   * make the transaction fail with `timeTaken` where a page has the time of a comment already.
   */
  readonly write: readonly string[];
  /** What is written for some comments after them; undefined where that is nothing. */
  readonly attached?: Attached;
  /** What of a row is not written. */
  withoutPlace(row: CommentRow): WithoutPlace;
  /**
   * Statements that write author and text of the comments anew that have got the batch id `?2`. `?1`
   * is what it is for `write`.
   */
  readonly edit: readonly string[];
  /** How a comment is emptied whose place has to stay. */
  readonly emptied: EmptiedComments;
  /**
   * Statements that put moved comments under the address that their page has now: those of
   * `movedRows`, which says what `?1` and `?2` are.
   */
  readonly move: readonly string[];
  /** The target's own name of a page. */
  pageName(pageId: string): string;
  /** What the site has to do so that readers see the comments of a page; undefined where that is nothing. */
  findingOf?(pageId: string): Finding | undefined;
  /** How comments are read: `c` is the comments' table. */
  readonly read: ReadExpressions;
  /** The time of a row as it is stored. */
  createdAt(row: CommentRow): string | number;
  /** The time that the value of `read.createdAt` means, in the form of {@link KeptComment}. */
  timeOf(createdAt: unknown): string;
  /**
   * What the target keeps of a row.
   * @throws MigrationError where it can't hold it so that readers see it
   */
  kept(row: CommentRow): KeptComment;
  /** SQL condition on `c` for comments that an import wrote; undefined where nothing distinguishes them. */
  readonly isImported?: string;
  /**
   * Statements that come before comments are deleted.
   * @param going SQL of the ledger's entries of those, as a table
   */
  beforeRemoval?(going: string): readonly string[];
  /**
   * Statements for after comments were deleted, whose entries are still there: they delete what an
   * import added for them, and follow what else depended on them.
   */
  readonly tidy: readonly string[];
  /** Statements that follow where readers' replies to deleted comments became top-level comments. */
  readonly tidyReplies?: readonly string[];
}

/** Times, in ms since 1970, of which each page has every one once. */
export interface UniqueTimes {
  /** SQL of the column in the comments' table that has the page's name. */
  readonly page: string;
  /** The names under which the comments of a page are, that page's own among them. */
  namesOf(page: string): readonly string[];
}

/** What is written for some comments after all of a batch are, such as rows of their reactions. */
export interface Attached {
  /** The values of each, after `[source, source id]`; none for most rows. */
  values(row: CommentRow): readonly (readonly unknown[])[];
  /** Statements as those of `write`, after them; `?1` has an element for each that `values` gave. */
  readonly write: readonly string[];
}

/** Ids that continue from the highest one. */
interface NumberedIds {
  /** SQL expression of the highest id that the table ever assigned. */
  readonly highest: string;
}

/** Ids that follow from the comment, so that the same comment always gets the same one. */
interface DerivedIds {
  of(row: CommentRow): string;
}

/** The place of a removed comment, in the comment system's own way where it has one. */
interface EmptiedComments {
  /** What `read.content` returns of it. */
  readonly content: string;
  /** Statements that empty those of `emptiedRows`, which says what the parameters are. */
  readonly write: readonly string[];
}

/** SQL expressions of what is shown beside a comment; undefined where the target has no place for it. */
interface DetailExpressions {
  /** JSON text of an object with the number of each reaction. */
  readonly reactions?: string;
  /** 1 where the owner of the site wrote it. */
  readonly isOwner?: string;
  /** The author's own address. */
  readonly url?: string;
}

/** SQL expressions that return a comment as readers see it. */
interface ReadExpressions {
  readonly page: string;
  readonly author: string;
  readonly content: string;
  readonly createdAt: string;
  /** The HTML that readers are shown, where the target keeps it beside what it is rendered from. */
  readonly html?: string;
  /** The text in a second form, where the target has two; undefined where it has one. */
  readonly copy?: {
    readonly sql: string;
    /** What it should be for what `content` returns. */
    of(content: string): string;
  };
  /** Condition: a moved comment is shown, as it was when it was written; always by default. */
  readonly isShown?: string;
  /** Condition: the comment is of this site, where a database can hold several; always by default. */
  readonly isOfSite?: string;
  /** What the target's own columns say of a comment beside its text. */
  readonly details?: DetailExpressions;
  /** Further tables that the expressions need, as joins. */
  readonly joins?: string;
}
