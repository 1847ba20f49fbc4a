import type { AnyNode, CallExpression, ObjectExpression } from "acorn";
import { ancestor } from "acorn-walk";
import { parseScript } from "../../script/parse-script.ts";
import { type Placed, propertyName, type Script } from "../../script/script-scopes.ts";

/** What a script makes a widget of. */
export type MadeWidget =
  | {
      /** A script tag, by the names of its attributes without `data-`. */
      readonly kind: "giscus" | "utterances";
      /** Offset in the script's code. */
      readonly start: number;
      readonly attributes: ReadonlyMap<string, Placed>;
    }
  | { readonly kind: "gitalk"; readonly start: number; readonly options: Placed };

/** A script, and the widgets that it makes. */
export interface ScriptOfPage {
  readonly script: Script;
  readonly made: readonly MadeWidget[];
}

/** Reads a script; undefined where it has an error. */
export function readScript(code: string): ScriptOfPage | undefined {
  return parseScript(code, (script) => ({ script, made: madeWidgets(script) }));
}

interface Tag {
  readonly start: number;
  readonly attributes: Map<string, Placed>;
}

/**
 * Tags by `setAttribute`, `dataset`, properties, or an object of their attributes; calls of gitalk, or an
 * object of its options: themes have such objects in a page's configuration, for a script that all share.
 */
function madeWidgets(script: Script): readonly MadeWidget[] {
  const tags = new Map<string, Tag>();
  const literals: Tag[] = [];
  const calls: MadeWidget[] = [];
  const give = (element: AnyNode, name: string, node: AnyNode, path: readonly AnyNode[]) => {
    const owner = script.code.slice(element.start, element.end);
    const tag = tags.get(owner) ?? { start: element.start, attributes: new Map<string, Placed>() };
    tags.set(owner, tag);
    tag.attributes.set(plainName(name), { node, path: [...path], script });
  };
  ancestor(script.program, {
    CallExpression({ callee, arguments: [name, value] }: CallExpression, _: unknown, path) {
      if (callee.type !== "MemberExpression" || propertyName(callee) !== "setAttribute") return;
      if (name?.type !== "Literal" || typeof name.value !== "string" || !value) return;
      give(callee.object, name.value, value, path);
    },
    AssignmentExpression({ left, right }, _, path) {
      if (left.type !== "MemberExpression") return;
      const name = propertyName(left);
      if (name === undefined) return;
      const { object } = left;
      if (object.type === "MemberExpression" && propertyName(object) === "dataset") {
        give(object.object, `data-${kebab(name)}`, right, path);
      } else if (name === "src") give(object, name, right, path);
    },
    ObjectExpression(node, _, path) {
      const { start } = node;
      const attributes = attributesIn(node, path, script);
      const has = (...names: readonly string[]) => names.every((name) => attributes.has(name));
      if (has("repo", "repo-id") || has("repo", "issue-term")) literals.push({ start, attributes });
      const parent = path.at(-2);
      const isGitalk = has("repo", "owner", "client-id") && parent?.type !== "NewExpression";
      if (isGitalk)
        calls.push({ kind: "gitalk", start, options: { node, path: [...path], script } });
    },
    NewExpression({ callee, arguments: [given], start }, _, path) {
      const isGitalk =
        (callee.type === "Identifier" && callee.name === "Gitalk") ||
        (callee.type === "MemberExpression" && propertyName(callee) === "Gitalk");
      if (!isGitalk || given === undefined) return;
      calls.push({ kind: "gitalk", start, options: { node: given, path: [...path], script } });
    },
  });
  const made = [...tags.values(), ...literals].flatMap((tag): MadeWidget[] => {
    const kind = kindOf(tag.attributes);
    return kind === undefined ? [] : [{ kind, ...tag }];
  });
  return [...made, ...calls].sort((a, b) => a.start - b.start);
}

/** The properties of an object by the names of attributes: `repoId` and `data-repo-id` are one. */
function attributesIn(
  { properties }: ObjectExpression,
  path: readonly AnyNode[],
  script: Script,
): Map<string, Placed> {
  const attributes = new Map<string, Placed>();
  for (const property of properties) {
    if (property.type !== "Property" || property.computed) continue;
    const { key, value } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : null;
    if (typeof name !== "string") continue;
    const placed = { node: value, path: [...path], script };
    attributes.set(plainName(kebab(name.replace(/ID$/, "Id"))), placed);
  }
  return attributes;
}

function kindOf(attributes: ReadonlyMap<string, Placed>): "giscus" | "utterances" | undefined {
  if (!attributes.has("repo")) return undefined;
  if (attributes.has("issue-term") || attributes.has("issue-number")) return "utterances";
  const isGiscus = ["repo-id", "category-id", "category", "mapping"].some((name) =>
    attributes.has(name),
  );
  return isGiscus ? "giscus" : undefined;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/^data-/, "");
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
