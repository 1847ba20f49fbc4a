import type { ApiFault } from "../parts/d1/cloudflare-api.ts";
import { type Comparison, compareByEvent } from "./compare.ts";
import type { Undisturbed } from "./kill-and-resume.ts";
import type { Migrations, RunOptions } from "./migrations.ts";

const busy = { code: 971, message: "Please wait and consider throttling your request speed" };
const internal = { code: 7500, message: "internal error" };

/** All that D1 and the way to it do wrong for a while; what comes after the commit is the worst. */
export const d1Faults: Readonly<Record<string, ApiFault>> = {
  "too many requests (429)": {
    kind: "refused",
    status: 429,
    headers: { "Retry-After": "1" },
    error: busy,
  },
  "failure (500)": { kind: "refused", status: 500, error: internal },
  "web page (502)": { kind: "refused", status: 502 },
  "answer lost after the commit": { kind: "lost" },
  "answer cut after the commit": { kind: "cut" },
  "answer too short after the commit": { kind: "torn" },
};

/** Something that goes wrong in a run in which nothing is repeated. */
export type FaultPoint =
  | { readonly fault: string; readonly request: number }
  | { readonly diskFullFromWrite: number };

/** What became of a migration after a run with a fault and one without. */
export interface FaultOutcome extends Comparison {
  /** Whether the first run failed by it: where a batch fails, its pages may go well one by one. */
  readonly disturbed: boolean;
  readonly complete: boolean;
  /** What the second run wrote. */
  readonly output: string;
}

/** Runs a migration with the fault, and then without. */
export async function faultAndResume(
  migrations: Migrations,
  undisturbed: Undisturbed,
  point: FaultPoint,
): Promise<FaultOutcome> {
  await using migration = await migrations.begin();
  const first = await migration.run(optionsFor(point));
  const second = await migration.run();
  return {
    ...compareByEvent(undisturbed.rows, await migration.rows()),
    disturbed: first.exitCode === 1,
    complete: second.exitCode === 0,
    output: second.output,
  };
}

function optionsFor(point: FaultPoint): RunOptions {
  if ("diskFullFromWrite" in point) {
    return { env: { DISK_FULL_AT: String(point.diskFullFromWrite) } };
  }
  const none = Array.from({ length: point.request }, () => undefined);
  return { faults: [...none, d1Faults[point.fault]] };
}
