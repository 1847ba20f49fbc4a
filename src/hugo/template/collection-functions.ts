import { html, known, named, ofNumbers, ofTexts } from "./function-table.ts";
import {
  Dict,
  fieldOf,
  isList,
  itemsOrSelf,
  Markup,
  paramsOf,
  textOf,
  truthOf,
  unknown,
  type Value,
} from "./value.ts";

/** Source: https://gohugo.io/functions/collections/, …/compare/, …/math/, …/cast/, …/encoding/ */
export const collectionFunctions = named([
  ["compare.Default default", ([fallback = null, value = null]) => withDefault(fallback, value)],
  [
    "compare.Conditional cond",
    ([condition = null, one = null, other = null]) => {
      const truth = truthOf(condition);
      return truth === unknown ? unknown : truth ? one : other;
    },
  ],
  [
    "not",
    ([value = null]) => {
      const truth = truthOf(value);
      return truth === unknown ? unknown : !truth;
    },
  ],
  ["compare.Eq eq", ([value = null, ...others]) => anyEqual(value, others)],
  [
    "compare.Ne ne",
    ([value = null, ...others]) => {
      const equal = anyEqual(value, others);
      return equal === unknown ? unknown : !equal;
    },
  ],
  ["compare.Lt lt", known((one = null, other = null) => compare(one, other, (order) => order < 0))],
  [
    "compare.Le le",
    known((one = null, other = null) => compare(one, other, (order) => order <= 0)),
  ],
  ["compare.Gt gt", known((one = null, other = null) => compare(one, other, (order) => order > 0))],
  [
    "compare.Ge ge",
    known((one = null, other = null) => compare(one, other, (order) => order >= 0)),
  ],
  ["collections.Index index", ([value = null, ...keys]) => indexOf(value, keys)],
  ["collections.IsSet isset isSet", known(isSet)],
  ["collections.In in", known(isIn)],
  ["collections.Dictionary dict", (args) => toDict(args)],
  ["collections.Slice slice", (args) => [...args]],
  [
    "collections.Append append",
    (args) => {
      const list = args.at(-1) ?? null;
      return isList(list) ? [...list, ...args.slice(0, -1)] : unknown;
    },
  ],
  ["collections.Merge merge", known(mergeAll)],
  ["collections.First first", known((count = null, list = null) => part(list, 0, count))],
  ["collections.After after", known((count = null, list = null) => part(list, count, null))],
  [
    "collections.Last last",
    known((count = null, list = null) =>
      isList(list) && typeof count === "number"
        ? list.slice(Math.max(0, list.length - count))
        : unknown,
    ),
  ],
  ["collections.Reverse", known((list = null) => (isList(list) ? list.toReversed() : unknown))],
  ["collections.Uniq uniq", known((list = null) => (isList(list) ? [...new Set(list)] : unknown))],
  ["collections.Seq seq", ofNumbersList],
  ["len", known(lengthOf)],
  ["math.Add add", ofNumbers((...numbers) => numbers.reduce((one, other) => one + other))],
  ["math.Sub sub", ofNumbers((...numbers) => numbers.reduce((one, other) => one - other))],
  ["math.Mul mul", ofNumbers((...numbers) => numbers.reduce((one, other) => one * other))],
  ["math.Mod mod", ofNumbers((one = 0, other = 0) => one % other)],
  ["cast.ToInt int", ofNumbers((number = 0) => Math.trunc(number))],
  ["cast.ToFloat float", ofNumbers((number = 0) => number)],
  ["reflect.IsMap", known((value = null) => value instanceof Dict)],
  ["reflect.IsSlice", known((value = null) => isList(value))],
  ["encoding.Jsonify jsonify", known(jsonify)],
  ["transform.Unmarshal unmarshal", ofTexts(parseJson)],
]);

function withDefault(fallback: Value, value: Value): Value {
  if (value === unknown) return unknown;
  // A switch that is off is a value of its own.
  return typeof value === "boolean" || truthOf(value) === true ? value : fallback;
}

function plain(value: Value): Value {
  return value instanceof Markup ? value.text : value;
}

function anyEqual(value: Value, others: readonly Value[]): boolean | typeof unknown {
  let result: boolean | typeof unknown = false;
  for (const other of others) {
    const equal = isEqual(plain(value), plain(other));
    if (equal === true) return true;
    if (equal === unknown) result = unknown;
  }
  return result;
}

function isEqual(one: Value, other: Value): boolean | typeof unknown {
  if (one === unknown || other === unknown) return unknown;
  if (one === null || other === null) return one === other;
  const areObjects = typeof one === "object" || typeof other === "object";
  return areObjects ? (one === other ? true : unknown) : one === other;
}

/** Source: https://gohugo.io/functions/compare/lt/ */
function compare(one: Value, other: Value, test: (order: number) => boolean): Value {
  const left = plain(one);
  const right = plain(other);
  const leftNumber = orderNumber(left);
  const rightNumber = orderNumber(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return test(leftNumber - rightNumber);
  if (typeof left !== "string" || typeof right !== "string") return unknown;
  return test(left === right ? 0 : left < right ? -1 : 1);
}

/** Lists are compared by their length. */
function orderNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (isList(value)) return value.length;
  return value === null ? 0 : undefined;
}

function indexOf(value: Value, keys: readonly Value[]): Value {
  let inner: Value = value;
  for (const key of keys.flatMap(itemsOrSelf)) {
    if (inner === unknown || key === unknown) return unknown;
    if (inner === null) return null;
    if (isList(inner)) {
      inner = typeof key === "number" ? (inner[key] ?? null) : unknown;
    } else if (inner instanceof Dict) inner = inner.get(String(textOf(key)));
    else inner = typeof inner === "object" ? fieldOf(inner, String(textOf(key))) : unknown;
  }
  return inner;
}

function isSet(value: Value = null, key: Value = null): Value {
  if (isList(value)) return typeof key === "number" ? key >= 0 && key < value.length : unknown;
  if (value === null) return false;
  // Hugo looks for the very name here: one with capitals is never among parameters.
  return value instanceof Dict ? value.entries.has(String(textOf(key))) : unknown;
}

function isIn(value: Value = null, wanted: Value = null): Value {
  if (value === null) return false;
  if (isList(value)) return anyEqual(wanted, value);
  const text = textOf(value);
  const part = textOf(wanted);
  return text === unknown || part === unknown ? unknown : text.includes(part);
}

function toDict(args: readonly Value[]): Value {
  const entries: (readonly [string, Value])[] = [];
  for (let at = 0; at + 1 < args.length; at += 2) {
    const key = textOf(args[at] ?? null);
    if (key === unknown) return unknown;
    entries.push([key, args[at + 1] ?? null]);
  }
  return new Dict(entries);
}

/** Source: https://gohugo.io/functions/collections/merge/ */
function mergeAll(...args: readonly Value[]): Value {
  let merged: Dict | null = null;
  for (const value of args) {
    if (value === null) continue;
    if (!(value instanceof Dict)) return unknown;
    merged = merged === null ? value : mergeTwo(merged, value);
  }
  return merged;
}

function mergeTwo(base: Dict, over: Dict): Dict {
  const entries = new Map(base.entries);
  for (const [name, value] of over.entries) {
    const same = [...entries.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
    const key = same ?? name;
    const old: Value = entries.get(key) ?? null;
    entries.set(key, old instanceof Dict && value instanceof Dict ? mergeTwo(old, value) : value);
  }
  return new Dict(entries, base.isParams);
}

function part(list: Value, from: Value, count: Value): Value {
  if (!isList(list) || typeof from !== "number") return unknown;
  return typeof count === "number" ? list.slice(from, from + count) : list.slice(from);
}

function lengthOf(value: Value = null): Value {
  if (value === null) return 0;
  if (isList(value)) return value.length;
  if (value instanceof Dict) return value.entries.size;
  const text = plain(value);
  return typeof text === "string" ? Buffer.byteLength(text) : unknown;
}

function ofNumbersList(args: readonly Value[]): Value {
  const numbers = args.map((value) => (typeof value === "number" ? value : Number.NaN));
  const [first = 0, second, third] = numbers;
  if (numbers.some(Number.isNaN)) return unknown;
  const from = second === undefined ? Math.sign(first) || 1 : first;
  const to = third ?? second ?? first;
  const step = third === undefined ? Math.sign(to - from) || 1 : (second ?? 1);
  const length = Math.floor((to - from) / step) + 1;
  if (!Number.isFinite(length) || length > 10_000) return unknown;
  return Array.from({ length: Math.max(0, length) }, (_, index) => from + index * step);
}

function jsonify(...args: readonly Value[]): Value {
  const value = args.at(-1) ?? null;
  const raw = args.length > 1 ? unknown : toJson(value);
  return raw === unknown ? unknown : html(JSON.stringify(raw));
}

function toJson(value: Value): unknown {
  if (isList(value)) {
    const items = value.map(toJson);
    return items.includes(unknown) ? unknown : items;
  }
  if (value instanceof Dict) {
    const entries = [...value.entries].map(([key, inner]) => [key, toJson(inner)] as const);
    if (entries.some(([, inner]) => inner === unknown)) return unknown;
    return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
  return value instanceof Markup ? value.text : unknown;
}

function parseJson(text = ""): Value {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? paramsOf(parsed)
      : unknown;
  } catch {
    return unknown;
  }
}
