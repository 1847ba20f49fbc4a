import {
  numberColumn,
  textColumn,
  timeColumn,
  wordColumn,
} from "../../d1/schema/column-affinities.ts";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { ExpectedColumn, TargetSchema } from "../../d1/schema/target-schema.ts";
import { sqlName, sqlText } from "../../d1/sql/sql-literal.ts";
import {
  type AddedColumn,
  addedColumns,
  type ClassicColumn,
  type ClassicMap,
  classicColumns,
  classicNames,
  optionalColumns,
  type TimeFormat,
} from "../../domain/classic-map.ts";
import type { Reaction } from "../../domain/comment.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import type { KeptComment } from "../../domain/kept-comment.ts";
import { numberOfReactions, showableReactions } from "../../domain/reactions.ts";
import { isoOfSqliteTime, sqliteTime } from "../../domain/sqlite-time.ts";

/**
 * The table of a small comment system, as very many are made by hand: one row a comment, numbered,
 * with its page's address. It is created where it is missing.
 *
 * | column | |
 * | --- | --- |
 * | `id` | INTEGER PRIMARY KEY AUTOINCREMENT |
 * | `page_id` | the page's address on its site, percent-encoded: Hugo's `.RelPermalink` |
 * | `parent_id` | `id` of the comment that is answered, or NULL |
 * | `author_name`, `content` | as readers saw them; content is plain text |
 * | `created_at` | ISO 8601 in UTC with milliseconds |
 * | `ip_address` | `migrated` |
 * | `content_hash` | SHA-256 over page id, author and content, as 64 hex digits |
 *
 * The map renames columns, skips some, and adds columns: with a fixed value, or
 *
 * | added column | |
 * | --- | --- |
 * | `reactions` | JSON text `{"👍":3,"🎉":1}`, the most frequent first; NULL where there are none |
 * | `is_owner` | 1 where the owner of the site wrote it, else 0 |
 * | `email_hash` | SHA-256 of the author's address in 64 hex digits, or the hash that was given; NULL where none is known |
 * | `author_url` | the author's own http(s) address; NULL where none is known |
 */
export function classicSchema(map: ClassicMap = classicNames): TargetSchema {
  const { columns: names, time, fixed } = map;
  const table = sqlName(map.table);
  const name = (column: ClassicColumn) => sqlName(names.get(column) ?? column);
  const [id, page, parent] = [name("id"), name("page_id"), name("parent_id")];
  const isThere = `SELECT 1 FROM ${table} c WHERE c.${id} = p.comment_id AND c.${page} = p.page_id AND c.${name("created_at")} IS p.created_at`;
  const hasParents = names.has("parent_id");
  const newHash = names.has("content_hash") ? `, ${name("content_hash")} = m.digest` : "";
  const added = addedColumns.filter((column) => names.has(column));
  const written: readonly (readonly [column: string, value: string])[] = [
    ...(
      [
        ["id", "l.comment_id"],
        ["page_id", "l.page_id"],
        ["parent_id", parentId(isThere)],
        ["author_name", "j.value ->> 2"],
        ["content", "j.value ->> 3"],
        ["created_at", "l.created_at"],
        ["ip_address", "'migrated'"],
        ["content_hash", "l.digest"],
      ] as const
    ).flatMap(([column, value]) => (names.has(column) ? [[name(column), value] as const] : [])),
    ...added.map((column, index) => [name(column), `j.value ->> ${4 + index}`] as const),
    ...[...fixed].map(([column, value]) => [sqlName(column), sqlText(value)] as const),
  ];
  return {
    name: "classic",
    tables: [{ name: map.table, columns: expectedColumns(map) }],
    create: createTable(map),
    setUp: `Change these columns of ${map.table}, map them with the input schema-map if they have other names, or rename the table and run it again so that a suitable one is created. Nothing was written.`,
    ids: {
      // The ledger has an AUTOINCREMENT key too, so the table sqlite_sequence is always there.
      highest: `max(
    coalesce((SELECT max(${id}) FROM ${table}), 0),
    coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = ${sqlText(map.table)} COLLATE NOCASE), 0))`,
    },
    ...(hasParents ? {} : { maxDepth: 1 }),
    comments: {
      table,
      id,
      createdAt: name("created_at"),
      ...(hasParents ? { parentId: parent } : {}),
    },
    columnMap: columnMapText(map),
    schemaMap: { time, createdAt: names.get("created_at") ?? "created_at" },
    values: (row) => [
      row.authorName,
      row.content,
      ...added.map((column) => addedValues[column](row)),
    ],
    withoutPlace: ({ reactions, author }) => ({
      reactions:
        numberOfReactions(reactions) -
        (names.has("reactions") ? numberOfReactions(showableReactions(reactions)) : 0),
      isOwner: author?.isOwner === true && !names.has("is_owner"),
    }),
    createdAt: (row) => timeValue(row.createdAt, time),
    write: [
      `INSERT INTO ${table} (${written.map(([column]) => column).join(", ")})
SELECT ${written.map(([, value]) => value).join(",\n  ")}
${batchRows}`,
    ],
    edit: [
      `UPDATE ${table} AS c SET ${name("author_name")} = m.author, ${name("content")} = m.content${newHash}
FROM (SELECT l.comment_id AS id, l.created_at, l.digest, j.value ->> 2 AS author,
  j.value ->> 3 AS content ${batchRows}) m
WHERE c.${id} = m.id AND c.${name("created_at")} IS m.created_at`,
    ],
    emptied: {
      content: "[removed]",
      write: [
        `UPDATE ${table} AS c SET ${name("content")} = '[removed]'${newHash}
FROM ${emptiedRows} m WHERE c.${id} = m.id AND c.${name("created_at")} IS m.created_at`,
      ],
    },
    move: [
      `UPDATE ${table} AS c SET ${page} = m.page${newHash}
FROM ${movedRows} m WHERE c.${id} = m.id AND c.${name("created_at")} IS m.created_at`,
    ],
    pageName: (pageId) => pageId,
    read: {
      page: `c.${page}`,
      author: `c.${name("author_name")}`,
      content: `c.${name("content")}`,
      createdAt: `c.${name("created_at")}`,
    },
    timeOf: (value) => timeOf(value, time),
    kept: (row) => kept(row, time),
    ...(names.has("ip_address") ? { isImported: `c.${name("ip_address")} = 'migrated'` } : {}),
    tidy: [],
  };
}

const addedValues: Readonly<Record<AddedColumn, (row: CommentRow) => string | number | null>> = {
  reactions: ({ reactions }) => reactionsText(showableReactions(reactions)),
  is_owner: ({ author }) => (author?.isOwner === true ? 1 : 0),
  email_hash: ({ author }) => author?.emailHash ?? null,
  author_url: ({ author }) => author?.url ?? null,
};

/** JSON in the order of the reactions: an object of JavaScript would put keys such as "1" first. */
function reactionsText(reactions: readonly Reaction[]): string | null {
  if (reactions.length === 0) return null;
  const pairs = reactions.map(({ key, count }) => `${JSON.stringify(key)}:${count}`);
  return `{${pairs.join(",")}}`;
}

/** What a map changes, in a form that two maps share only when they write the same. */
function columnMapText({ columns, time, fixed }: ClassicMap): string {
  const renamed = [
    ...classicColumns.filter((column) => columns.get(column) !== column),
    ...addedColumns.filter((column) => columns.has(column)),
  ].map((column) => `${column}=${columns.get(column) ?? "-"}`);
  const values = [...fixed].map(([column, value]) => `fixed.${column}=${value}`).sort();
  return [...renamed, ...(time === "iso" ? [] : [`time=${time}`]), ...values].join(", ");
}

function expectedColumns({ table, columns, time, fixed }: ClassicMap): readonly ExpectedColumn[] {
  const isText = time === "iso" || time === "sqlite";
  const all: readonly (ExpectedColumn & { readonly name: ClassicColumn })[] = [
    {
      name: "id",
      affinities: ["INTEGER"],
      declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
      primaryKey: true,
    },
    { name: "page_id", affinities: textColumn, declaration: "TEXT NOT NULL" },
    {
      name: "parent_id",
      affinities: numberColumn,
      declaration: `INTEGER REFERENCES ${table} (${columns.get("id") ?? "id"})`,
    },
    { name: "author_name", affinities: textColumn, declaration: "TEXT NOT NULL" },
    { name: "content", affinities: textColumn, declaration: "TEXT NOT NULL" },
    {
      name: "created_at",
      affinities: isText ? wordColumn : timeColumn,
      declaration: isText ? "TEXT NOT NULL" : "INTEGER NOT NULL",
    },
    { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
    { name: "content_hash", affinities: textColumn, declaration: "TEXT" },
    { name: "reactions", affinities: textColumn, declaration: "TEXT" },
    { name: "is_owner", affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" },
    { name: "email_hash", affinities: textColumn, declaration: "TEXT" },
    { name: "author_url", affinities: textColumn, declaration: "TEXT" },
  ];
  const named = all.flatMap((column) => {
    const name = columns.get(column.name);
    const isOptional = optionalColumns.some((one) => one === column.name);
    const withoutIt = isOptional ? { withoutIt: `${column.name}=-` } : {};
    return name === undefined ? [] : [{ ...column, name, ...withoutIt }];
  });
  const anyAffinity = [...textColumn, ...timeColumn];
  return [
    ...named,
    ...[...fixed.keys()].map((name) => ({ name, affinities: anyAffinity, declaration: "TEXT" })),
  ];
}

function createTable(map: ClassicMap): readonly string[] {
  const table = sqlName(map.table);
  const columns = expectedColumns(map).map(
    ({ name, declaration }) => `${sqlName(name)} ${declaration}`,
  );
  const [page, time] = (["page_id", "created_at"] as const).map((column) =>
    sqlName(map.columns.get(column) ?? column),
  );
  const parent = map.columns.get("parent_id");
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (\n  ${columns.join(",\n  ")}\n)`,
    `CREATE INDEX IF NOT EXISTS ${sqlName(`${map.table}_page`)} ON ${table} (${page}, ${time})`,
    // Without it, each deletion would look through all comments for replies.
    ...(parent === undefined
      ? []
      : [
          `CREATE INDEX IF NOT EXISTS ${sqlName(`${map.table}_parent`)} ON ${table} (${sqlName(parent)})`,
        ]),
  ];
}

function timeValue(createdAt: string, time: TimeFormat): string | number {
  if (time === "iso") return createdAt;
  if (time === "sqlite") return sqliteTime(createdAt);
  const milliseconds = Date.parse(createdAt);
  return time === "ms" ? milliseconds : Math.floor(milliseconds / 1000);
}

function timeOf(value: unknown, time: TimeFormat): string {
  if (typeof value !== "number" || time === "iso" || time === "sqlite")
    return isoOfSqliteTime(String(value));
  const date = new Date(time === "ms" ? value : value * 1000);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
}

function kept(row: CommentRow, time: TimeFormat): KeptComment {
  const { sourceId, pageId, parentSourceId, authorName, content, createdAt } = row;
  return {
    sourceId,
    page: pageId,
    parentSourceId,
    authorName,
    content,
    createdAt: timeOf(timeValue(createdAt, time), time),
  };
}
