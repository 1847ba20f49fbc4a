import { readTokenStatus } from "../d1/api/token-status.ts";
import type { D1CommentTarget } from "../d1/comment-target.ts";
import { MigrationError } from "../domain/migration-error.ts";
import { systems } from "../targets/systems.ts";
import type { Check } from "./check.ts";
import { checks } from "./check-texts.ts";
import type { Job } from "./run-job.ts";

/** What is asked of a target. */
export type CheckedTarget = Pick<D1CommentTarget, "prepare" | "findHazards">;

type Database = Pick<Job["config"], "cloudflare" | "target">;

/** Whether the token is good, the database can be asked with it, and its tables fit; nothing is written. */
export async function databaseChecks(
  { cloudflare, target: system }: Database,
  target: CheckedTarget,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const token = await tokenCheck(cloudflare, signal);
  const there = checks.check("database-ok", { database: cloudflare.databaseName });
  try {
    await target.prepare({ readOnly: true }, signal);
    const hazards = await target.findHazards(signal);
    const found = hazards.map((finding) =>
      checks.explain(finding.severity === "error" ? "tables-misfit" : "tables-hazard", finding),
    );
    const fit = checks.check("tables-ok", { system: systems[system.schema].title });
    const isFit = found.every(({ state }) => state !== "problem");
    return [token, there, ...(isFit ? [fit] : []), ...found];
  } catch (error) {
    signal.throwIfAborted();
    return isOfTables(error)
      ? [token, there, checks.failed("tables-misfit", error)]
      : [token, checks.failed("database-failed", error)];
  }
}

/** Whether the database answered, and what is in it does not fit. */
function isOfTables(error: unknown): boolean {
  return error instanceof MigrationError && /^(?:schema|ledger)-/.test(error.code);
}

async function tokenCheck(cloudflare: Database["cloudflare"], signal: AbortSignal): Promise<Check> {
  const status = await readTokenStatus(cloudflare, signal);
  switch (status.is) {
    case "active":
      return status.expires === undefined
        ? checks.check("token-active", {})
        : checks.check("token-expires", { date: status.expires.slice(0, 10) });
    case "disabled":
    case "expired":
      return checks.check("token-inactive", { status: status.is });
    case "refused":
      return checks.check("token-refused", { reason: status.reason });
    case "not-checked":
      return checks.check("token-not-checked", { reason: status.reason });
    case "local":
      return checks.check("token-not-needed", {});
    case "of-wrangler":
      return checks.check("token-of-wrangler", {});
  }
}
