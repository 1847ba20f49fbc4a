import type { Report } from "../../src/report/report.ts";
import { readReport } from "../parts/runner/report-file.ts";
import {
  type ActionResult,
  type ActionRun,
  type RunningAction,
  startAction,
} from "../parts/runner/runner.ts";
import { actionDir } from "./migration-site.ts";

/** A run of this action on a runner. */
export type MigrationRun = Omit<ActionRun, "action">;

/** What a run of this action did. */
export interface MigrationResult extends ActionResult {
  /** Its report, which keeps to the published schema; undefined where it left none. */
  readonly report: Report | undefined;
}

/** Runs this action. It throws where the report that it leaves breaks the published schema. */
export async function runMigration(run: MigrationRun): Promise<MigrationResult> {
  return (await startMigration(run)).result;
}

/** Starts this action; its result is as of {@link runMigration}. */
export async function startMigration(
  run: MigrationRun,
): Promise<RunningAction & { readonly result: Promise<MigrationResult> }> {
  const running = await startAction({ action: actionDir, ...run });
  return { ...running, result: running.result.then(withReport) };
}

async function withReport(result: ActionResult): Promise<MigrationResult> {
  const file = result.main.outputs["report-path"];
  return { ...result, report: file ? await readReport(file) : undefined };
}

/** The settings of a migration into a remote database, by input; no Hugo is fetched for it. */
export function remoteSettings(
  homeserver: { readonly baseUrl: string; readonly serverName: string },
  account: { readonly accountId: string; readonly apiToken: string; readonly databaseName: string },
  api: { readonly baseUrl: string },
): Record<string, string> {
  return {
    "site-name": "example-blog",
    "homeserver-url": homeserver.baseUrl,
    "server-name": homeserver.serverName,
    "hugo-version": "none",
    "database-name": account.databaseName,
    "cloudflare-api-token": account.apiToken,
    "cloudflare-account-id": account.accountId,
    "cloudflare-api-base": api.baseUrl,
  };
}
