import { hash } from "node:crypto";
import { emptiedRows } from "../../d1/schema/emptied-rows.ts";
import { highestId } from "../../d1/schema/highest-id.ts";
import { movedRows } from "../../d1/schema/moved-rows.ts";
import { batchRows, parentId } from "../../d1/schema/parent-id.ts";
import type { TargetSchema } from "../../d1/schema/target-schema.ts";
import { ledgerTable } from "../../d1/sql/ledger-table.ts";
import { raise, sqlName, sqlText } from "../../d1/sql/sql-literal.ts";
import {
  type AddedColumn,
  addedColumns,
  type ClassicColumn,
  type ClassicMap,
  classicNames,
  type TimeFormat,
} from "../../domain/classic-map.ts";
import type { Reaction } from "../../domain/comment.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { KeptComment } from "../../domain/kept-comment.ts";
import { plainTextHtml } from "../../domain/plain-text-html.ts";
import { numberOfReactions, showableReactions } from "../../domain/reactions.ts";
import { isoOfSqliteTime, sqliteTime } from "../../domain/sqlite-time.ts";
import { columnMapText } from "./column-map-text.ts";
import { textId } from "./comment-id.ts";
import { contradictions } from "./guess/contradictions.ts";
import { guessMap } from "./guess/guess-map.ts";
import { likeliestTable } from "./guess/likeliest-table.ts";
import { guessInWords } from "./guess/sentences.ts";
import { classicMessages } from "./messages.ts";
import { pageKey } from "./page-key.ts";
import { createTable, expectedColumns } from "./table/expected-columns.ts";
import { textOfHtml } from "./text-of-html.ts";

/** What a hand-made table is written with, beside its names. */
interface ClassicOptions {
  /** The origin of the site's pages; undefined where it is not known. */
  readonly origin?: string | undefined;
  /** How comments are written; `text` if omitted. */
  readonly contentFormat?: ContentFormat | undefined;
}

// Whoever empties a comment by hand writes anything; this is what an import does.
const removed = "[removed]";

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
 * | `content_html` | the text as HTML; where comments are written as HTML, that HTML, and `content` has its text |
 * | `email` | the author's address where `authors` gives it, else empty |
 * | `email_md5` | MD5 of that address in lower case, as Gravatar had it, in 32 hex digits; else empty |
 * | `updated_at` | the same time as `created_at`: an import changes nothing |
 *
 * With the map's `ids`, ids are texts that follow from the comment; with `page_form`, `page_id` has the
 * page's address in another form; with `no_parent`, top-level comments have 0 or an empty text for NULL.
 * @throws MigrationError `page-form-without-origin`, `html-column-of-markdown`
 */
export function classicSchema(
  map: ClassicMap = classicNames,
  { origin, contentFormat = "text" }: ClassicOptions = {},
): TargetSchema {
  const { columns: names, time, fixed, ids, pageForm } = map;
  const hasHtml = names.has("content_html");
  if (pageForm === "address" && origin === undefined) {
    throw classicMessages.error("page-form-without-origin", {});
  }
  if (hasHtml && contentFormat === "markdown") {
    throw classicMessages.error("html-column-of-markdown", {});
  }
  const isHtml = hasHtml && contentFormat === "html";
  const keyOf = (pageId: string) => pageKey(pageId, pageForm, origin);
  const table = sqlName(map.table);
  const name = (column: ClassicColumn) => sqlName(names.get(column) ?? column);
  const [id, page, parent] = [name("id"), name("page_id"), name("parent_id")];
  const hasParents = names.has("parent_id");
  const newHash = names.has("content_hash") ? `, ${name("content_hash")} = m.digest` : "";
  const noParent = rootSql(map);
  const added = addedColumns.filter((column) => names.has(column));
  const isPath = pageForm === "path";
  const key = isPath ? "l.page_id" : `j.value ->> ${4 + added.length}`;
  const isThere = `SELECT 1 FROM ${table} c WHERE c.${id} = p.comment_id AND p.page_id = l.page_id AND c.${page} = ${key} AND c.${name("created_at")} IS p.created_at`;
  const html = `j.value ->> ${4 + added.indexOf("content_html")}`;
  const [newHtml, selectHtml, removedHtml] = hasHtml
    ? [
        `, ${name("content_html")} = m.html`,
        `, ${html} AS html`,
        `, ${name("content_html")} = ${sqlText(plainTextHtml(removed))}`,
      ]
    : ["", "", ""];
  const written: readonly (readonly [column: string, value: string])[] = [
    ...(
      [
        ["id", "l.comment_id"],
        ["page_id", key],
        ["parent_id", parentId(isThere, noParent)],
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
    ids:
      ids === "number"
        ? { highest: highestId(map.table, names.get("id")) }
        : { of: (row) => textId(row, ids) },
    ...(hasParents ? {} : { maxDepth: 1 }),
    comments: {
      table,
      id,
      createdAt: name("created_at"),
      ...(hasParents ? { parentId: parent } : {}),
      ...(noParent === "NULL" ? {} : { noParent }),
    },
    columnMap: columnMapText(map, origin),
    schemaMap: {
      time,
      createdAt: names.get("created_at") ?? "created_at",
      fixed,
      likeliest: likeliestTable,
      contradictions: (columns, rows) => contradictions(map, columns, rows),
      guess: (table, rows) => guessInWords(guessMap(table, rows)),
    },
    values: (row) => [
      row.authorName,
      isHtml ? textOfHtml(row.content) : row.content,
      ...added.map((column) =>
        isHtml && column === "content_html" ? row.content : addedValues[column](row, time),
      ),
      ...(isPath ? [] : [keyOf(row.pageId)]),
    ],
    withoutPlace: ({ reactions, author }) => ({
      reactions:
        numberOfReactions(reactions) -
        (names.has("reactions") ? numberOfReactions(showableReactions(reactions)) : 0),
      isOwner: author?.isOwner === true && !names.has("is_owner"),
    }),
    createdAt: (row) => timeValue(row.createdAt, time),
    write: [
      // A page that has comments already was compared when it got the first, or followed with them.
      ...othersOfName(`SELECT DISTINCT l.page_id, l.target, ${key} AS name ${batchRows}
  WHERE NOT EXISTS (SELECT 1 FROM ${ledgerTable} e WHERE e.source = l.source
    AND e.page_id = l.page_id AND e.batch_id <> ?2)`),
      `INSERT INTO ${table} (${written.map(([column]) => column).join(", ")})
SELECT ${written.map(([, value]) => value).join(",\n  ")}
${batchRows}`,
    ],
    edit: [
      `UPDATE ${table} AS c SET ${name("author_name")} = m.author, ${name("content")} = m.content${newHtml}${newHash}
FROM (SELECT l.comment_id AS id, l.created_at, l.digest, j.value ->> 2 AS author,
  j.value ->> 3 AS content${selectHtml} ${batchRows}) m
WHERE c.${id} = m.id AND c.${name("created_at")} IS m.created_at`,
    ],
    emptied: {
      content: isHtml ? plainTextHtml(removed) : removed,
      write: [
        `UPDATE ${table} AS c SET ${name("content")} = '${removed}'${removedHtml}${newHash}
FROM ${emptiedRows} m WHERE c.${id} = m.id AND c.${name("created_at")} IS m.created_at`,
      ],
    },
    move: [
      // Under another address a page may keep its name, and comments that its source has no more.
      ...othersOfName(`SELECT DISTINCT l.page_id, l.target, j.value ->> 1 AS name
  FROM json_each(?1) j JOIN ${ledgerTable} l ON l.page_id = j.value ->> 0 AND l.batch_id = ?2
  JOIN ${table} c ON c.${id} = l.comment_id AND c.${name("created_at")} IS l.created_at
  WHERE c.${page} <> j.value ->> 1`),
      `UPDATE ${table} AS c SET ${page} = m.page${newHash}
FROM ${movedRows} m WHERE c.${id} = m.id AND c.${name("created_at")} IS m.created_at`,
    ],
    pageName: keyOf,
    read: {
      page: `c.${page}`,
      author: `c.${name("author_name")}`,
      content: `c.${name(isHtml ? "content_html" : "content")}`,
      createdAt: `c.${name("created_at")}`,
      details: {
        ...(names.has("reactions") ? { reactions: `c.${name("reactions")}` } : {}),
        ...(names.has("is_owner") ? { isOwner: `c.${name("is_owner")}` } : {}),
        ...(names.has("author_url") ? { url: `c.${name("author_url")}` } : {}),
      },
      ...(hasHtml
        ? {
            copy: {
              sql: `c.${name(isHtml ? "content" : "content_html")}`,
              of: isHtml ? textOfHtml : plainTextHtml,
            },
          }
        : {}),
    },
    timeOf: (value) => timeOf(value, time),
    kept: (row) => kept(row, keyOf(row.pageId), map),
    ...(names.has("ip_address") ? { isImported: `c.${name("ip_address")} = 'migrated'` } : {}),
    tidy: [],
  };

  /** The statement that refuses a page whose name another one has: only last segments can be the same. */
  function othersOfName(named: string): readonly string[] {
    if (pageForm !== "slug" && pageForm !== "slug-decoded") return [];
    return [
      `SELECT ${raise("page-name-taken", "n.page_id || ' and ' || o.page_id")}
FROM (${named}) n
JOIN ${table} c ON c.${page} = n.name
JOIN ${ledgerTable} o ON o.target = n.target AND o.comment_id = +c.${id}
  AND o.created_at IS c.${name("created_at")}
WHERE o.page_id <> n.page_id LIMIT 1`,
    ];
  }
}

function rootSql({ noParent, ids }: ClassicMap): string {
  if (noParent === "null") return "NULL";
  if (noParent === "empty") return "''";
  return ids === "number" ? "0" : "'0'";
}

const addedValues: Readonly<
  Record<AddedColumn, (row: CommentRow, time: TimeFormat) => string | number | null>
> = {
  reactions: ({ reactions }) => reactionsText(showableReactions(reactions)),
  is_owner: ({ author }) => (author?.isOwner === true ? 1 : 0),
  email_hash: ({ author }) => author?.emailHash ?? null,
  author_url: ({ author }) => author?.url ?? null,
  content_html: ({ content }) => plainTextHtml(content),
  email: ({ author }) => author?.email ?? "",
  email_md5: ({ author }) => gravatarHash(author?.email),
  updated_at: ({ createdAt }, time) => timeValue(createdAt, time),
};

/** Source: https://docs.gravatar.com/api/avatars/hash/, which took MD5 before SHA-256. */
function gravatarHash(email: string | undefined): string {
  return email === undefined ? "" : hash("md5", email.trim().toLowerCase(), "hex");
}

/** JSON in the order of the reactions: an object of JavaScript would put keys such as "1" first. */
function reactionsText(reactions: readonly Reaction[]): string | null {
  if (reactions.length === 0) return null;
  const pairs = reactions.map(({ key, count }) => `${JSON.stringify(key)}:${count}`);
  return `{${pairs.join(",")}}`;
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

function kept(row: CommentRow, page: string, { time, pageForm }: ClassicMap): KeptComment {
  const { sourceId, pageId, parentSourceId, authorName, content, createdAt } = row;
  if (page === "")
    throw classicMessages.error("page-without-key", { page: pageId, form: pageForm });
  return {
    sourceId,
    page,
    parentSourceId,
    authorName,
    content,
    createdAt: timeOf(timeValue(createdAt, time), time),
  };
}
