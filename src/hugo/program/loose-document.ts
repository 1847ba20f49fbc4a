import { FAILSAFE_SCHEMA, loadAll } from "js-yaml";
import { parse as parseToml } from "smol-toml";

/**
 * What a TOML, YAML or JSON file holds, by its name; undefined where it is malformed. All values of
 * YAML stay text: `0.120` as a number would be `0.12`.
 */
export function readLoosely(file: string, text: string): unknown {
  try {
    if (/\.json$/i.test(file)) return JSON.parse(text);
    if (/\.toml$/i.test(file)) return parseToml(text);
    return loadAll(text, { schema: FAILSAFE_SCHEMA })[0];
  } catch {
    return undefined;
  }
}

/** The value below these keys, in upper or lower case as Hugo takes them. */
export function valueAt(document: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((table, key) => {
    if (typeof table !== "object" || table === null) return undefined;
    return Object.entries(table).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  }, document);
}

/** All texts below keys of this name, wherever they stand, in the order of the document. */
export function textsBelow(document: unknown, key: string): readonly string[] {
  const found: string[] = [];
  // An alias of YAML is the same object again, and a few lines can have billions of them.
  const seen = new Set<object>();
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [name, inner] of Object.entries(value)) {
      if (name === key && typeof inner === "string") found.push(inner);
      visit(inner);
    }
  };
  visit(document);
  return found;
}
