import type { Architecture } from "./architecture.ts";
import { architecture } from "./architecture-table.ts";
import { replaceMarked } from "./replace-marked.ts";

const ground = "ground";

/** The text of docs/architecture.md with the diagram of the parts. */
export function withDiagram(document: string): string {
  return replaceMarked(document, "parts", `\n\`\`\`mermaid\n${diagramOf(architecture)}\n\`\`\`\n`);
}

/**
 * The parts as a Mermaid flowchart: the ground floor as one, and of the arrows those that don't
 * follow from others.
 */
export function diagramOf(table: Architecture): string {
  const parts = Object.entries(table);
  const nodes = parts
    .filter(([, { isGround }]) => !isGround)
    .map(([name, { holds }]) => node(name, `${folder(name)}<br>${holds}`));
  const below = parts.filter(([, { isGround }]) => isGround).map(([name]) => folder(name));
  const floor = node(
    ground,
    `${below.join(" ")}<br>settings, types and tools that know nobody above`,
  );
  const imports = new Map(
    parts.flatMap(([name, { isGround, mayImport }]) =>
      isGround ? [] : [[name, new Set(mayImport.map((to) => (table[to]?.isGround ? ground : to)))]],
    ),
  );
  const arrows = [...imports].map(
    ([name, targets]) => `${id(name)} --> ${withoutImplied(targets, imports).map(id).join(" & ")}`,
  );
  return ["flowchart TD", ...[...nodes, floor, ...arrows].map((line) => `  ${line}`)].join("\n");
}

/** Those of the targets that no other target leads to. */
function withoutImplied(
  targets: ReadonlySet<string>,
  imports: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const implied = new Set<string>();
  const waiting = [...targets].flatMap((target) => [...(imports.get(target) ?? [])]);
  for (const target of waiting) {
    if (implied.has(target)) continue;
    implied.add(target);
    waiting.push(...(imports.get(target) ?? []));
  }
  return [...targets].filter((target) => !implied.has(target));
}

function node(name: string, label: string): string {
  return `${id(name)}["${label}"]`;
}

/** Mermaid takes marks in a name for parts of an arrow. */
function id(name: string): string {
  return name.replace(/\W/g, "");
}

function folder(name: string): string {
  return name.endsWith(".ts") ? name : `${name}/`;
}
