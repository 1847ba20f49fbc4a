import { parseSync, Visitor } from "oxc-parser";
import { z } from "zod";

/** A part of a declaration. */
interface Member {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly docstring: string;
}

/** What a file of declarations declares. */
export interface Declaration {
  readonly name: string;
  readonly docstring: string;
  /** What its members are: properties, properties of alternatives with a `mode`, alternatives, or parameters. */
  readonly kind: "object" | "modes" | "alternatives" | "function" | "alias";
  readonly members: readonly Member[];
  /** What it extends, returns or stands for; empty for nothing. */
  readonly type: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What a file of declarations declares, by name, and what of it is exported.
 * @throws Error where it can't be parsed
 */
export function readDeclarations(text: string): {
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly exported: readonly string[];
} {
  const { program, comments, errors } = parseSync("index.d.ts", text, { lang: "dts" });
  const [error] = errors;
  if (error !== undefined) throw new Error(`the library's types: ${error.message}`);
  const declared = new Map<string, Declaration>();
  const exported: string[] = [];

  /** The code of a node in one line, without comments. */
  function source({ start, end }: Span): string {
    const inside = comments.filter((one) => one.start >= start && one.end <= end);
    let at = start;
    let code = "";
    for (const one of inside) {
      code += text.slice(at, one.start);
      at = one.end;
    }
    return `${code}${text.slice(at, end)}`
      .replaceAll(/\breadonly (?=\w+\??:)/g, "")
      .replaceAll(/\s+/g, " ")
      .trim()
      .replace(/^\((.*)\)$/, "$1");
  }

  /** The docstring that stands right before a node. */
  function docstringOf({ start }: Span): string {
    const before = comments.findLast((one) => one.end <= start);
    if (before === undefined || before.type !== "Block") return "";
    if (!/^[\s|(]*$/.test(text.slice(before.end, start))) return "";
    return before.value
      .replace(/^\*/, "")
      .split("\n")
      .map((line) => line.replace(/^\s*\* ?/, "").trim())
      .join("\n")
      .trim();
  }

  function memberOf(member: Span): readonly Member[] {
    const property = propertySchema.safeParse(member).data;
    if (property === undefined) return [];
    const { key, optional, typeAnnotation } = property;
    const type = typeAnnotation ? source(typeAnnotation.typeAnnotation) : methodType(member, key);
    return [{ name: source(key), type, isOptional: optional, docstring: docstringOf(member) }];
  }

  function methodType(member: Span, key: Span): string {
    return source({ start: key.end, end: member.end }).replace(/;$/, "").replace("): ", ") => ");
  }

  function add(name: string, node: Span, rest: Omit<Declaration, "name" | "docstring">): void {
    declared.set(name, { name, docstring: docstringOf(node), ...rest });
  }

  new Visitor({
    TSInterfaceDeclaration(node) {
      const members = node.body.body.flatMap(memberOf);
      add(node.id.name, node, {
        kind: "object",
        members,
        type: node.extends.map(source).join(", "),
      });
    },
    ClassDeclaration(node) {
      const members = node.body.body
        .filter((member) => member.type === "PropertyDefinition")
        .flatMap(memberOf);
      const type = node.superClass === null ? "" : source(node.superClass);
      add(node.id?.name ?? "", node, { kind: "object", members, type });
    },
    TSTypeAliasDeclaration({ id, typeAnnotation, start, end }) {
      const node = { start, end };
      const type = source(typeAnnotation);
      if (typeAnnotation.type === "TSTypeLiteral") {
        const members = typeAnnotation.members.flatMap(memberOf);
        add(id.name, node, { kind: "object", members, type: "" });
      } else if (typeAnnotation.type === "TSUnionType") {
        const { types } = typeAnnotation;
        const objects = types.flatMap((one) => (one.type === "TSTypeLiteral" ? [one] : []));
        if (objects.length === types.length) {
          const members = byMode(objects.map((one) => one.members.flatMap(memberOf)));
          add(id.name, node, { kind: "modes", members, type: "" });
        } else if (types.every((one) => one.type === "TSLiteralType")) {
          add(id.name, node, { kind: "alias", members: [], type });
        } else {
          const members = types.map((one) => ({
            name: "",
            type: source(one),
            isOptional: false,
            docstring: docstringOf(one),
          }));
          add(id.name, node, { kind: "alternatives", members, type: "" });
        }
      } else add(id.name, node, { kind: "alias", members: [], type });
    },
    TSDeclareFunction(node) {
      const members = node.params.flatMap((parameter) => {
        const { data } = parameterSchema.safeParse(parameter);
        if (data === undefined) return [];
        const type = source(data.typeAnnotation.typeAnnotation);
        return [{ name: data.name, type, isOptional: data.optional, docstring: "" }];
      });
      const type = node.returnType == null ? "" : source(node.returnType.typeAnnotation);
      add(node.id?.name ?? "", node, { kind: "function", members, type });
    },
    ExportSpecifier({ local }) {
      if ("name" in local) exported.push(local.name);
    },
  }).visit(program);
  return { declared, exported };
}

const span = z.object({ start: z.number(), end: z.number() });
const annotation = z.object({ typeAnnotation: span });
const propertySchema = z.object({
  key: span,
  optional: z.boolean().default(false),
  typeAnnotation: annotation.nullish(),
});
const parameterSchema = z.object({
  name: z.string(),
  optional: z.boolean().default(false),
  typeAnnotation: annotation,
});

/** The properties of alternatives that differ by their `mode`, each once, with the modes that have it. */
function byMode(alternatives: readonly (readonly Member[])[]): readonly Member[] {
  const all = alternatives.map((members) => ({
    mode: members.find(({ name }) => name === "mode")?.type.replaceAll('"', "") ?? "",
    members,
  }));
  const modes = new Set(all.map(({ mode }) => mode));
  const same = Map.groupBy(
    all.flatMap(({ mode, members }) => members.map((member) => ({ mode, member }))),
    ({ member }) => JSON.stringify(member),
  );
  const rows = [...same.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const having = new Set(some.map(({ mode }) => mode));
    const isOfAll = having.size === modes.size || first.member.name === "mode";
    const prefix = isOfAll ? "" : `With \`mode\` ${[...having].join(", ")}. `;
    return [{ ...first.member, docstring: `${prefix}${first.member.docstring}`.trim() }];
  });
  const order = [...new Set(rows.map(({ name }) => name))];
  return rows.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
