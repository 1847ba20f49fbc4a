import type { LoadedConfig } from "../config/config.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { Host } from "./host.ts";

/**
 * Makes sure that the host can do what the settings ask for.
 * @throws MigrationError `mode-of-workflows`, `report-without-artifacts`, `pull-request-of-workflows`
 */
export function requireAbilities(
  { migration: { mode }, replace }: Pick<LoadedConfig, "migration" | "replace">,
  { telling, readShardReports, propose }: Pick<Host, "telling" | "readShardReports" | "propose">,
): void {
  if ((mode === "plan" || mode === "report") && telling.plan === undefined) {
    throw modeOfWorkflows(mode);
  }
  if (mode === "report" && readShardReports === undefined) throw reportWithoutArtifacts();
  if (replace.to === "pull-request" && propose === undefined) throw pullRequestOfWorkflows();
}

function modeOfWorkflows(mode: string): MigrationError {
  return new MigrationError(
    "mode-of-workflows",
    `The mode ${mode} divides a workflow's work among its jobs, which a program does not have.`,
    { remedy: "Leave shard out to move all pages, or give it such as 2/4 for the second of four." },
  );
}

function reportWithoutArtifacts(): MigrationError {
  return new MigrationError(
    "report-without-artifacts",
    "The reports of shards are put together from the artifacts of a workflow run, which a terminal does not have.",
    { remedy: "Use mode: report in a workflow." },
  );
}

function pullRequestOfWorkflows(): MigrationError {
  return new MigrationError(
    "pull-request-of-workflows",
    "A pull request is made by the action, in a workflow; a program changes the files of its checkout.",
    { remedy: "Set replace to working-tree." },
  );
}
