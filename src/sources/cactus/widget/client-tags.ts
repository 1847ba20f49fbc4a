import type { AnyNode, CallExpression, MemberExpression } from "acorn";
import { ancestor } from "acorn-walk";
import { dataName } from "../../script/element-value.ts";
import { type Placed, propertyName, type Script } from "../../script/script-scopes.ts";

/** A script tag that a script makes for the client. */
export interface ClientTag {
  /** Offset in the script's code. */
  readonly start: number;
  /** The tag's `data-` attributes by their names in camel case, as in `dataset`. */
  readonly data: ReadonlyMap<string, Placed | "unknown">;
}

/** The tags that a script gives a comment section: by `setAttribute` or through `dataset`. */
export function clientTags(script: Script): readonly ClientTag[] {
  const tags = new Map<string, { start: number; data: Map<string, Placed | "unknown"> }>();
  const give = (element: AnyNode, name: string, node: AnyNode, path: readonly AnyNode[]) => {
    const owner = script.code.slice(element.start, element.end);
    const tag = tags.get(owner) ?? { start: element.start, data: new Map() };
    tags.set(owner, tag);
    tag.data.set(name, tag.data.has(name) ? "unknown" : { node, path: [...path], script });
  };
  ancestor(script.program, {
    CallExpression({ callee, arguments: [name, value] }: CallExpression, _: unknown, path) {
      if (callee.type !== "MemberExpression" || propertyName(callee) !== "setAttribute") return;
      if (name?.type !== "Literal" || typeof name.value !== "string" || !value) return;
      if (!/^data-/i.test(name.value)) return;
      give(callee.object, dataName(name.value.slice("data-".length)), value, path);
    },
    AssignmentExpression({ left, right }, _, path) {
      if (left.type !== "MemberExpression" || !isDataset(left.object)) return;
      const name = propertyName(left);
      if (name !== undefined) give(left.object.object, name, right, path);
    },
  });
  return [...tags.values()].filter(({ data }) => data.has("commentSectionId"));
}

function isDataset(node: AnyNode): node is MemberExpression {
  return node.type === "MemberExpression" && propertyName(node) === "dataset";
}
