import { globSync, readFileSync } from "node:fs";
import { posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { architecture, type Part } from "./architecture-table.ts";
import { readImports, type SourceFile } from "./imports.ts";

// Checks who imports whom in src, and exits with 1 where the rules of docs/architecture.md are broken.

/** A broken rule. */
export interface Refusal {
  readonly rule:
    | "circle of files"
    | "circle of folders"
    | "unknown part"
    | "forbidden part"
    | "hidden import"
    | "@actions"
    | "process.env";
  /** Says which file does what. */
  readonly message: string;
}

/** The parts by name, from the hosts down. */
export type Architecture = Readonly<Record<string, Part>>;

const knowActions = ["action"];
const readTheEnvironment = ["action", "cli"];

/** Where files break the rules, or nothing. */
export function refusalsOf(
  files: readonly SourceFile[],
  table: Architecture = architecture,
): readonly Refusal[] {
  const arrows = files.flatMap(arrowsOf);
  return [
    ...circles(arrows, "circle of files", (file) => file),
    ...circles(arrows, "circle of folders", posix.dirname),
    ...files.flatMap((file) => unknownPart(file, table)),
    ...arrows.flatMap((arrow) => forbiddenPart(arrow, table)),
    ...files.flatMap(hiddenImport),
    ...files.flatMap(actionsImport),
    ...files.flatMap(environmentRead),
  ];
}

/** One file imports another. */
interface Arrow {
  readonly from: string;
  readonly to: string;
}

function arrowsOf({ file, imports }: SourceFile): readonly Arrow[] {
  return imports
    .filter((name) => name !== null)
    .filter((name) => name.startsWith("."))
    .map((name) => ({ from: file, to: posix.join(posix.dirname(file), name) }));
}

/** Each import that lies on a circle, with the shortest way back from what it imports. */
function circles(
  arrows: readonly Arrow[],
  rule: Refusal["rule"],
  placeOf: (file: string) => string,
): readonly Refusal[] {
  const next = new Map<string, Set<string>>();
  const crossing = arrows
    .map((arrow) => ({ ...arrow, start: placeOf(arrow.from), end: placeOf(arrow.to) }))
    .filter(({ start, end }) => start !== end || rule === "circle of files");
  for (const { start, end } of crossing) next.set(start, (next.get(start) ?? new Set()).add(end));
  return crossing.flatMap(({ from, to, start, end }) => {
    const back = shortestWay(end, start, next);
    if (back === undefined) return [];
    return [{ rule, message: `${from} imports ${to}: ${[start, ...back].join(" → ")}` }];
  });
}

/** The places from one to another, both included. */
function shortestWay(
  start: string,
  end: string,
  next: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const ways: (readonly [string, ...string[]])[] = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const [last] = way;
    if (last === end) return way.toReversed();
    for (const place of next.get(last) ?? []) {
      if (seen.has(place)) continue;
      seen.add(place);
      ways.push([place, ...way]);
    }
  }
  return undefined;
}

/** The folder directly below src, or the file there. */
function partOf(file: string): string {
  return file.split("/")[1] ?? "";
}

function unknownPart({ file }: SourceFile, table: Architecture): readonly Refusal[] {
  if (Object.hasOwn(table, partOf(file))) return [];
  return [{ rule: "unknown part", message: `${file} is of no part that the table names` }];
}

function forbiddenPart({ from, to }: Arrow, table: Architecture): readonly Refusal[] {
  const [part, imported] = [partOf(from), partOf(to)];
  if (part === imported || table[part]?.mayImport.some((name) => name === imported)) return [];
  const message = `${from} imports ${to}: ${part} may not know ${imported}`;
  return [{ rule: "forbidden part", message }];
}

function hiddenImport({ file, imports }: SourceFile): readonly Refusal[] {
  if (!imports.includes(null)) return [];
  return [{ rule: "hidden import", message: `${file} imports what only a run tells` }];
}

function actionsImport({ file, imports }: SourceFile): readonly Refusal[] {
  if (knowActions.includes(partOf(file))) return [];
  return imports
    .filter((name) => name !== null)
    .filter((name) => name.startsWith("@actions/"))
    .map((name) => ({
      rule: "@actions",
      message: `${file} imports ${name}: only ${knowActions.join(" and ")} may`,
    }));
}

function environmentRead({ file, readsEnvironment }: SourceFile): readonly Refusal[] {
  if (!readsEnvironment || readTheEnvironment.includes(partOf(file))) return [];
  const message = `${file} reads process.env: only ${readTheEnvironment.join(" and ")} may`;
  return [{ rule: "process.env", message }];
}

/** The files of src. */
export function readSource(root: string): readonly SourceFile[] {
  return globSync("src/**/*.ts", { cwd: root })
    .map((file) => file.split(sep).join("/"))
    .toSorted()
    .map((file) => readImports(file, readFileSync(posix.join(root, file), "utf8")));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const refusals = refusalsOf(readSource(fileURLToPath(new URL("../", import.meta.url))));
  for (const { rule, message } of refusals) console.error(`${rule}: ${message}`);
  process.exitCode = refusals.length === 0 ? 0 : 1;
}
