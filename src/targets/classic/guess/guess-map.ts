import {
  type HidingColumn,
  hidingColumns,
  saysHidden,
  valueThatShows,
} from "../../../d1/hazards/hidden-by-default.ts";
import { formOfDefault } from "../../../d1/hazards/time-form.ts";
import type { FoundColumn } from "../../../d1/schema/found-column.ts";
import type { DatabaseTable } from "../../../d1/schema/found-table.ts";
import { affinityOf, columnProblems } from "../../../d1/schema/schema-check.ts";
import type { Affinity } from "../../../d1/schema/target-schema.ts";
import type { Row } from "../../../d1/transport/transport.ts";
import {
  type ClassicColumn,
  type ClassicMap,
  classicNames,
  optionalColumns,
  type TimeFormat,
} from "../../../domain/classic-map.ts";
import { expectedColumns } from "../table/expected-columns.ts";
import { columnsNamed } from "./column-words.ts";
import { type MapPair, mapText } from "./map-text.ts";
import { idFormOf, pageFormOf, type Reading, rootMarkOf, timeFormOf } from "./sampled-values.ts";

/** A map that a table might have, by what its columns look like. */
export interface MapGuess {
  readonly map: ClassicMap;
  /** The map as the setting takes it; empty where the table has the usual names. */
  readonly text: string;
  /** The reasons of the pairs. */
  readonly why: string;
  /** What keeps the table from taking comments with the map; empty where nothing does. */
  readonly missing: readonly string[];
  /** What nobody can tell from the table. */
  readonly unsure: readonly string[];
}

const text: readonly Affinity[] = ["TEXT", "BLOB"];
const word: readonly Affinity[] = [...text, "NUMERIC"];
const number: readonly Affinity[] = ["INTEGER", "NUMERIC", "BLOB"];
const any: readonly Affinity[] = [...word, ...number, "REAL"];

/**
 * Guesses what the columns of a table hold: by its keys, the columns' names and types, and the rows that
 * are there. It is meant to be read by a person: nothing is written by it.
 * @param rows some of the table's, as an object each
 */
export function guessMap(table: DatabaseTable, rows: readonly Row[]): MapGuess {
  return new Guess(table, rows).result();
}

class Guess {
  readonly #table: DatabaseTable;
  readonly #rows: readonly Row[];
  readonly #names = new Map<ClassicColumn, string>();
  readonly #fixed = new Map<string, string>();
  readonly #pairs: MapPair[] = [];
  readonly #missing: string[] = [];
  readonly #unsure: string[] = [];
  #noParent = classicNames.noParent;

  constructor(table: DatabaseTable, rows: readonly Row[]) {
    this.#table = table;
    this.#rows = rows;
    if (table.name !== classicNames.table) this.#pair("table", table.name, "the table's name");
  }

  result(): MapGuess {
    const id = this.#id();
    const page = this.#take("page_id", text);
    const parent = this.#parent(id?.form ?? "number");
    this.#take("author_name", text);
    this.#content();
    const created = this.#take("created_at", any);
    const time = created === undefined ? undefined : timeFormOf(created, this.#rows);
    const pageForm = page === undefined ? undefined : pageFormOf(page, this.#rows);
    this.#formPairs({ id, pageForm, time });
    this.#optional("ip_address", word);
    this.#optional("content_hash", text);
    if (parent === undefined) this.#absent("parent_id");
    this.#added(time);
    this.#page(page);
    const map: ClassicMap = {
      table: this.#table.name,
      columns: this.#columns(),
      time: time?.form ?? classicNames.time,
      ids: id?.form ?? classicNames.ids,
      pageForm: pageForm?.form ?? classicNames.pageForm,
      noParent: this.#noParent,
      fixed: this.#fixed,
    };
    this.#shown(map);
    this.#filled(map);
    const expected = { name: map.table, columns: expectedColumns(map) };
    return {
      map,
      text: mapText(this.#pairs),
      why: [...Map.groupBy(this.#pairs, ({ why }) => why)]
        .map(([why, pairs]) => `${pairs.map(({ key }) => key).join(", ")}: ${why}`)
        .join("; "),
      missing: [
        ...new Set([
          ...this.#missing,
          ...this.#unusableNames(map),
          ...columnProblems(expected, this.#table.columns),
        ]),
      ],
      unsure: this.#unsure,
    };
  }

  /** A `-` stands for no column. */
  #unusableNames({ table, columns, fixed }: ClassicMap): readonly string[] {
    return [table, ...columns.values(), ...fixed.keys()]
      .filter((name) => name === "-" || /[\p{Cc}\p{Cs}]/u.test(name) || name.trim() === "")
      .map((name) => `the name ${JSON.stringify(name)} can't be in a schema-map: rename it`);
  }

  /** A table lacks nothing only where each of these is found. */
  #columns(): ReadonlyMap<ClassicColumn, string> {
    const columns = new Map(this.#names);
    for (const [column, name] of classicNames.columns) {
      const isOptional = optionalColumns.some((one) => one === column);
      if (!columns.has(column) && !isOptional) columns.set(column, name);
    }
    return columns;
  }

  #id(): Reading<ClassicMap["ids"]> | undefined {
    const keys = this.#table.columns.filter(({ keyPosition }) => keyPosition > 0);
    const [key, ...others] = keys;
    if (key === undefined || others.length > 0) {
      this.#missing.push(
        `${this.#table.name} needs a primary key of one column, by which comments are known`,
      );
      return undefined;
    }
    this.#name("id", key, "it is the primary key");
    return idFormOf(key, this.#rows);
  }

  #parent(ids: ClassicMap["ids"]): FoundColumn | undefined {
    const own = this.#table.references.find(({ table }) => isSame(table, this.#table.name));
    const byKey = this.#free().find(({ name }) => own !== undefined && isSame(name, own.column));
    const [byName] = this.#named("parent_id", ids === "number" ? number : text);
    const found = byKey ?? byName;
    if (found === undefined) return undefined;
    const root = rootMarkOf(found, this.#rows);
    const hasNone = this.#rows.some((row) => row[found.name] === 0 || row[found.name] === "");
    if (byKey !== undefined && !hasNone) {
      // The key refuses any other sign, also one that is the column's default.
      if (found.isNotNull) {
        this.#missing.push(
          `column ${found.name} refers to the table itself and is NOT NULL, so that no comment can be without a parent`,
        );
      }
    } else if (root !== undefined) {
      this.#noParent = root.form;
      if (root.form !== "null") this.#pair("no_parent", root.form, root.why);
    }
    this.#name(
      "parent_id",
      found,
      byKey === undefined ? "the column's name" : "it refers to the table itself",
    );
    return found;
  }

  #content(): void {
    const content = this.#take("content", text, { isNeeded: false });
    const [html] = this.#named("content_html", text);
    if (content !== undefined && html !== undefined)
      this.#name("content_html", html, "the column's name");
    if (content !== undefined) return;
    if (html === undefined) {
      this.#missing.push("no column looks like the text of comments (content)");
      return;
    }
    this.#name("content", html, "the column's name");
    this.#unsure.push(
      `${html.name} seems to have HTML: set content-format to html, or readers see plain text without lines`,
    );
  }

  #added(time: Reading<TimeFormat> | undefined): void {
    for (const column of ["email", "email_md5"] as const) {
      this.#take(column, text, { isNeeded: false });
    }
    for (const column of ["email_hash", "author_url", "reactions"] as const) {
      const [found] = this.#named(column, text);
      if (found !== undefined && !found.isNotNull) this.#name(column, found, "the column's name");
    }
    const [owner] = this.#named("is_owner", number);
    if (owner !== undefined) this.#name("is_owner", owner, "the column's name");
    const [updated] = this.#named("updated_at", any);
    if (updated === undefined) return;
    // By its default it would have the time of the import, as if everybody had edited.
    const isDefault = formOfDefault(updated.defaultValue) !== undefined;
    const isSameForm = timeFormOf(updated, this.#rows).form === time?.form;
    if (mustBeFilled(updated) || (isDefault && isSameForm)) {
      this.#name("updated_at", updated, "the column's name");
    }
  }

  #page(page: FoundColumn | undefined): void {
    const key = this.#table.references.find(({ column }) => page && isSame(column, page.name));
    if (key !== undefined) {
      this.#unsure.push(
        `whether the pages are there: ${key.column} refers to the table ${key.table}, which is not filled`,
      );
    }
  }

  /** Columns that would hide comments by their default. */
  #shown(map: ClassicMap): void {
    const expected = { name: map.table, columns: expectedColumns(map) };
    for (const hiding of hidingColumns(expected, this.#table.columns)) {
      const value = valueThatShows(hiding, this.#stringsOf(hiding));
      const byDefault = hiding.value === null ? "NULL" : `'${hiding.value}'`;
      this.#fix(hiding.column, value, `its default ${byDefault} may hide comments`);
    }
  }

  /** What has to be in a row, and comments have no value for. */
  #filled(map: ClassicMap): void {
    const filled = new Set(
      expectedColumns({ ...map, fixed: this.#fixed }).map(({ name }) => name.toLowerCase()),
    );
    const keys = new Set(this.#table.references.map(({ column }) => column.toLowerCase()));
    for (const column of this.#table.columns) {
      if (filled.has(column.name.toLowerCase()) || !mustBeFilled(column)) continue;
      const values = new Set(this.#stringsOf({ column: column.name }));
      const [only, ...others] = values;
      const isOfAll = this.#rows.length > 1 && others.length === 0;
      if (isOfAll && only !== undefined && namesAll.test(column.name) && printable.test(only)) {
        this.#fix(column.name, only, "all comments there have it");
      } else if (keys.has(column.name.toLowerCase())) {
        this.#missing.push(
          `column ${column.name} is NOT NULL and refers to another table, of which comments know nothing`,
        );
      } else if (saysHidden(column.name) && affinityOf(column.type) !== "TEXT") {
        this.#fix(column.name, "0", "it is NOT NULL, and comments are to be seen");
      } else if (affinityOf(column.type) === "TEXT" && values.size === 0) {
        this.#fix(column.name, "", "it is NOT NULL, and comments have nothing for it");
      } else if (/likes?|votes?|ups?|downs?|count|score|depth|level|stars?/i.test(column.name)) {
        this.#fix(column.name, "0", "it is NOT NULL, and comments have nothing for it");
      } else if (affinityOf(column.type) === "TEXT") {
        this.#fix(column.name, "", "it is NOT NULL, and comments have nothing for it");
        this.#unsure.push(`what ${column.name} is for`);
      }
    }
  }

  #stringsOf({ column }: Pick<HidingColumn, "column">): readonly string[] {
    const counts = Map.groupBy(
      this.#rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined),
      String,
    );
    return [...counts].sort(([, a], [, b]) => b.length - a.length).map(([value]) => value);
  }

  #formPairs(forms: {
    readonly id: Reading<string> | undefined;
    readonly pageForm: Reading<string> | undefined;
    readonly time: Reading<string> | undefined;
  }): void {
    const readings = [
      ["ids", forms.id, classicNames.ids],
      ["page_form", forms.pageForm, classicNames.pageForm],
      ["time", forms.time, classicNames.time],
    ] as const;
    for (const [key, reading, usual] of readings) {
      if (reading === undefined) continue;
      if (reading.form !== usual) this.#pair(key, reading.form, reading.why);
      if (reading.unsure !== undefined) this.#unsure.push(reading.unsure);
    }
  }

  #optional(column: "ip_address" | "content_hash", affinities: readonly Affinity[]): void {
    const [found] = this.#named(column, affinities);
    if (found === undefined) this.#absent(column);
    else if (this.#refusesEqual(found)) {
      this.#pair(column, "-", `${found.name} is UNIQUE, and of two equal comments one is refused`);
    } else this.#name(column, found, "the column's name");
  }

  /** Whether equal values are refused, and any number of rows can be without one. */
  #refusesEqual({ name, isNotNull, defaultValue }: FoundColumn): boolean {
    const isUnique = this.#table.uniqueColumns.some((one) => isSame(one, name));
    return isUnique && !isNotNull && defaultValue === null;
  }

  #absent(column: (typeof optionalColumns)[number]): void {
    this.#pair(column, "-", "no such column");
  }

  #take(
    column: Exclude<ClassicColumn, "id">,
    affinities: readonly Affinity[],
    { isNeeded = true } = {},
  ): FoundColumn | undefined {
    const [found] = this.#named(column, affinities);
    if (found !== undefined) this.#name(column, found, "the column's name");
    else if (isNeeded) {
      const [other] = this.#named(column, any);
      this.#missing.push(
        other === undefined
          ? `no column looks like ${meanings[column] ?? column} (${column})`
          : `${other.name} looks like ${meanings[column] ?? column} (${column}), but its type is ${other.type || "none"}`,
      );
    }
    return found;
  }

  #named(
    column: Exclude<ClassicColumn, "id">,
    affinities: readonly Affinity[],
  ): readonly FoundColumn[] {
    return columnsNamed(column, this.#table.name, this.#free()).filter((one) =>
      affinities.includes(affinityOf(one.type)),
    );
  }

  #free(): readonly FoundColumn[] {
    const taken = new Set(this.#names.values());
    return this.#table.columns.filter(({ name, isGenerated }) => !taken.has(name) && !isGenerated);
  }

  #name(column: ClassicColumn, { name }: FoundColumn, why: string): void {
    this.#names.set(column, name);
    if (classicNames.columns.get(column) !== name) this.#pair(column, name, why);
  }

  #fix(column: string, value: string, why: string): void {
    this.#fixed.set(column, value);
    this.#pair(`fixed.${column}`, value, why);
  }

  #pair(key: string, value: string, why: string): void {
    this.#pairs.push({ key, value, why });
  }
}

const meanings: Readonly<Partial<Record<ClassicColumn, string>>> = {
  page_id: "the page of a comment",
  author_name: "the author's name",
  created_at: "the time of a comment",
};

/** What all comments of a site have in common; anything else may be a reader's own. */
const namesAll = /site|tenant|project|app|lang|locale|type|kind|source|platform|domain|namespace/i;
const printable = /^[\w.-]{1,40}$/;

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

function mustBeFilled({ isNotNull, defaultValue, isGenerated }: FoundColumn): boolean {
  return isNotNull && defaultValue === null && !isGenerated;
}
