import {
  numberColumn,
  textColumn,
  timeColumn,
  wordColumn,
} from "../../../d1/schema/column-affinities.ts";
import type { ExpectedColumn } from "../../../d1/schema/target-schema.ts";
import { sqlName } from "../../../d1/sql/sql-literal.ts";
import {
  type ClassicColumn,
  type ClassicMap,
  optionalColumns,
} from "../../../domain/classic-map.ts";

/** The columns that a map writes, and what they must be like. */
export function expectedColumns(map: ClassicMap): readonly ExpectedColumn[] {
  const { table, columns, time, ids, noParent, fixed } = map;
  const isText = time === "iso" || time === "sqlite";
  const timeIn = {
    affinities: isText ? wordColumn : timeColumn,
    declaration: isText ? "TEXT NOT NULL" : "INTEGER NOT NULL",
  };
  const reference = `REFERENCES ${sqlName(table)} (${sqlName(columns.get("id") ?? "id")})`;
  const all: readonly (ExpectedColumn & { readonly name: ClassicColumn })[] = [
    ids === "number"
      ? {
          name: "id",
          affinities: ["INTEGER"],
          declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
          primaryKey: true,
        }
      : {
          name: "id",
          affinities: textColumn,
          declaration: "TEXT PRIMARY KEY",
          primaryKey: true,
        },
    { name: "page_id", affinities: textColumn, declaration: "TEXT NOT NULL" },
    {
      name: "parent_id",
      affinities: ids === "number" ? numberColumn : textColumn,
      declaration: `${ids === "number" ? "INTEGER" : "TEXT"} ${noParent === "null" ? reference : "NOT NULL"}`,
      ...(noParent === "null" ? { mayBeNull: true } : {}),
    },
    { name: "author_name", affinities: textColumn, declaration: "TEXT NOT NULL" },
    { name: "content", affinities: textColumn, declaration: "TEXT NOT NULL" },
    { name: "created_at", ...timeIn },
    { name: "ip_address", affinities: wordColumn, declaration: "TEXT" },
    { name: "content_hash", affinities: textColumn, declaration: "TEXT" },
    { name: "reactions", affinities: textColumn, declaration: "TEXT", mayBeNull: true },
    { name: "is_owner", affinities: numberColumn, declaration: "INTEGER NOT NULL DEFAULT 0" },
    { name: "email_hash", affinities: textColumn, declaration: "TEXT", mayBeNull: true },
    { name: "author_url", affinities: textColumn, declaration: "TEXT", mayBeNull: true },
    { name: "content_html", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
    { name: "email", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
    { name: "updated_at", ...timeIn },
    { name: "email_md5", affinities: textColumn, declaration: "TEXT NOT NULL DEFAULT ''" },
  ];
  const named = all.flatMap((column) => {
    const name = columns.get(column.name);
    const isOptional = optionalColumns.some((one) => one === column.name);
    const without = isOptional ? { withoutIt: `${column.name}=-` } : {};
    return name === undefined ? [] : [{ ...column, name, ...without }];
  });
  const anyAffinity = [...textColumn, ...timeColumn];
  return [
    ...named,
    ...[...fixed.keys()].map((name) => ({ name, affinities: anyAffinity, declaration: "TEXT" })),
  ];
}

/** The statements that create the table, and what its rows are looked up by. */
export function createTable(map: ClassicMap): readonly string[] {
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
