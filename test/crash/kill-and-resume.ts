import { existsSync } from "node:fs";
import { cp, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Comparison, compare } from "./compare.ts";
import { type DatabaseRows, type Migrations, rememberedIn } from "./migrations.ts";

/** Where a run is killed: at a boundary of its own, or when D1 has committed and not yet answered. */
export type KillPoint =
  | { readonly boundary: number; readonly label: string }
  | { readonly committedRequest: number };

/** What of the killed run's checkpoint the next run finds. */
export const resumptions = [
  "with the checkpoint",
  "with an older checkpoint",
  "without a checkpoint",
] as const;

/** See {@link resumptions}. */
export type Resumption = (typeof resumptions)[number];

/** An undisturbed migration. */
export interface Undisturbed {
  readonly rows: DatabaseRows;
  readonly remembered: Awaited<ReturnType<typeof rememberedIn>>;
  /** All points at which such a run can be killed. */
  readonly killPoints: readonly KillPoint[];
}

/** What became of a migration that was killed and resumed. */
export interface Outcome extends Comparison {
  /** False when the run was over before the point: with requests at once, no two runs are alike. */
  readonly killed: boolean;
  /** Whether the resumed run said that all is well, and its checkpoint is the undisturbed one's. */
  readonly complete: boolean;
  /** What the resumed run wrote. */
  readonly output: string;
}

/** Runs a migration to its end, and learns where it can be killed. */
export async function runUndisturbed(migrations: Migrations): Promise<Undisturbed> {
  await using migration = await migrations.begin();
  const trace = join(dirname(migration.checkpoint), "trace");
  const { exitCode, output, requests } = await migration.run({ env: { CRASH_TRACE: trace } });
  if (exitCode !== 0) throw new Error(`the undisturbed migration failed: ${output}`);
  const labels = (await readFile(trace, "utf8")).trimEnd().split("\n");
  return {
    rows: await migration.rows(),
    remembered: await rememberedIn(migration.checkpoint),
    killPoints: [
      ...labels.map((label, index) => ({ boundary: index + 1, label })),
      ...requests.map((_, index) => ({ committedRequest: index })),
    ],
  };
}

/** Kills a run at the point, and starts it again. */
export async function killAndResume(
  migrations: Migrations,
  undisturbed: Undisturbed,
  point: KillPoint,
  resumption: Resumption,
): Promise<Outcome> {
  await using migration = await migrations.begin();
  const { checkpoint } = migration;
  const older = `${checkpoint}-older`;
  const copied = { CRASH_FROM: checkpoint, CRASH_TO: older };
  const { signal } =
    "boundary" in point
      ? await migration.run({
          env: {
            ...copied,
            CRASH_AT: String(point.boundary),
            CRASH_COPY_AT: String(Math.ceil((point.boundary * 2) / 3)),
          },
        })
      : await migration.run({
          env: { ...copied, CRASH_COPY_AT: String(40 + 10 * point.committedRequest) },
          killWhenDone: point.committedRequest,
        });
  if (resumption !== "with the checkpoint") await rm(checkpoint, { recursive: true, force: true });
  if (resumption === "with an older checkpoint" && existsSync(older)) {
    await cp(older, checkpoint, { recursive: true });
  }
  const { exitCode, output } = await migration.run();
  const remembered = exitCode === 0 ? await rememberedIn(checkpoint) : undefined;
  const { rows } = undisturbed;
  return {
    ...compare(rows, await migration.rows()),
    killed: signal === "SIGKILL",
    complete: pagesAndIds(remembered, rows) === pagesAndIds(undisturbed.remembered, rows),
    output,
  };
}

/** Whether nothing is wrong with an outcome. */
export function isGood({ lost, duplicated, same, complete }: Outcome): boolean {
  return lost === 0 && duplicated === 0 && same && complete;
}

/**
 * In one order: what the database knew is remembered in the order of import. Ids of comments that went
 * since may be remembered from an older checkpoint.
 */
function pagesAndIds(
  remembered: Undisturbed["remembered"] | undefined,
  { ledger }: DatabaseRows,
): string {
  if (remembered === undefined) return "nothing";
  const { completed_pages, id_mapping, ...rest } = remembered;
  const comments = Object.entries(completed_pages).map(([page, value]) => [page, value.comments]);
  const there = new Set(ledger.map((entry) => entry["source_id"]));
  const ids = Object.entries(id_mapping).filter(([sourceId]) => there.has(sourceId));
  return JSON.stringify({ ...rest, comments: comments.sort(), ids: ids.sort() });
}
