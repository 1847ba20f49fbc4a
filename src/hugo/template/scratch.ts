import {
  Dict,
  type HugoObject,
  isList,
  itemsOrSelf,
  objectWith,
  textOf,
  unknown,
  type Value,
} from "./value.ts";

/**
 * Values that templates keep with a page. What is kept where nobody knows whether that happens is
 * unknown from then on.
 * Source: https://gohugo.io/methods/page/store/
 */
export function scratch(unsure: { readonly depth: number }): HugoObject {
  const values = new Map<string, Value>();
  const keep = (key: Value, value: (name: string) => Value): Value => {
    const name = textOf(key);
    if (name === unknown) values.clear();
    else values.set(name, unsure.depth > 0 ? unknown : value(name));
    return "";
  };
  const kept = (name: string) => values.get(name) ?? null;
  return objectWith({
    Set:
      () =>
      ([key = null, value = null]) =>
        keep(key, () => value),
    Get:
      () =>
      ([key = null]) => {
        const name = textOf(key);
        return name === unknown ? unknown : kept(name);
      },
    Add:
      () =>
      ([key = null, value = null]) =>
        keep(key, (name) => sum(kept(name), value)),
    Delete:
      () =>
      ([key = null]) =>
        keep(key, () => null),
    SetInMap:
      () =>
      ([key = null, inner = null, value = null]) =>
        keep(key, (name) => withEntry(kept(name), inner, value)),
    Values: () => () => new Dict(values),
  });
}

/** Source: https://gohugo.io/methods/page/scratch/#add */
function sum(kept: Value, more: Value): Value {
  if (kept === null) return more;
  if (isList(kept)) return kept.concat(itemsOrSelf(more));
  if (typeof kept === "number" && typeof more === "number") return kept + more;
  return typeof kept === "string" && typeof more === "string" ? kept + more : unknown;
}

function withEntry(kept: Value, key: Value, value: Value): Value {
  const name = textOf(key);
  const base = kept instanceof Dict ? [...kept.entries] : [];
  return name === unknown ? unknown : new Dict([...base, [name, value]]);
}
