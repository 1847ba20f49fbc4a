/** A value that only a build of the site could tell. */
export const unknown: unique symbol = Symbol("unknown");

/** A value in a template; null is Go's nil. */
export type Value =
  | typeof unknown
  | null
  | boolean
  | number
  | string
  | Markup
  | readonly Value[]
  | Dict
  | HugoObject
  | Method;

/** What a function or method of a template does with its arguments. */
type Method = (args: readonly Value[]) => Value;

/** Something with fields and methods: a page, a site, a file. */
export interface HugoObject {
  /** Unknown where there is no such field, as far as this program knows. */
  field(name: string): Value;
}

/** A text that is printed as it is: trusted HTML or JavaScript. */
export class Markup {
  readonly text: string;
  readonly type: "html" | "js";

  constructor(text: string, type: "html" | "js") {
    this.text = text;
    this.type = type;
  }
}

/** A map. The keys of parameters are in lower case, and are asked for in any case. */
export class Dict {
  readonly entries: ReadonlyMap<string, Value>;
  readonly isParams: boolean;

  constructor(entries: Iterable<readonly [string, Value]>, isParams = false) {
    this.entries = new Map(entries);
    this.isParams = isParams;
  }

  get(key: string): Value {
    return this.entries.get(this.isParams ? key.toLowerCase() : key) ?? null;
  }
}

/** What front matter or configuration holds, as templates see it. */
export function toValue(raw: unknown): Value {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === "string" || typeof raw === "boolean" || typeof raw === "number") return raw;
  if (typeof raw === "bigint") return Number(raw);
  if (Array.isArray(raw)) return raw.map(toValue);
  if (raw instanceof Date) return unknown;
  return typeof raw === "object" ? paramsOf(raw) : unknown;
}

/** A table of parameters. */
export function paramsOf(raw: object): Dict {
  return new Dict(
    Object.entries(raw).map(([key, inner]) => [key.toLowerCase(), toValue(inner)]),
    true,
  );
}

/** Source: https://gohugo.io/functions/go-template/if/ */
export function truthOf(value: Value): boolean | typeof unknown {
  if (value === unknown) return unknown;
  if (value === null) return false;
  if (value instanceof Dict) return value.entries.size > 0;
  if (value instanceof Markup) return value.text !== "";
  if (isList(value)) return value.length > 0;
  return typeof value === "object" || typeof value === "function" || Boolean(value);
}

/** As Go prints it, with nothing for nil; unknown where that can't be told. */
export function textOf(value: Value): string | typeof unknown {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Markup) return value.text;
  if (isList(value)) {
    const items = value.map(textOf);
    return items.includes(unknown) ? unknown : `[${items.map(String).join(" ")}]`;
  }
  return unknown;
}

/** The items of a list; any other value as the only one. */
export function itemsOrSelf(value: Value): readonly Value[] {
  return isList(value) ? value : [value];
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A field or key of a value. */
export function fieldOf(value: Value, name: string): Value {
  if (value === unknown || value === null) return value;
  if (value instanceof Dict) return value.get(name);
  if (typeof value === "object" && "field" in value) return value.field(name);
  return unknown;
}

/** An object with these fields; each is worked out when it is asked for. */
export function objectWith(fields: Readonly<Record<string, () => Value>>): HugoObject {
  return {
    field: (name) => (Object.hasOwn(fields, name) ? (fields[name]?.() ?? null) : unknown),
  };
}
