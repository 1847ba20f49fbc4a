import type { LoadedConfig } from "../config/config.ts";
import type { Host } from "./host.ts";
import { runMessages } from "./messages.ts";

/**
 * Makes sure that the host can do what the settings ask for.
 * @throws MigrationError `mode-of-workflows`, `report-without-artifacts`, `pull-request-of-workflows`
 */
export function requireAbilities(
  { migration: { mode }, replace }: Pick<LoadedConfig, "migration" | "replace">,
  { telling, readShardReports, propose }: Pick<Host, "telling" | "readShardReports" | "propose">,
): void {
  if ((mode === "plan" || mode === "report") && telling.plan === undefined) {
    throw runMessages.error("mode-of-workflows", { mode });
  }
  if (mode === "report" && readShardReports === undefined) {
    throw runMessages.error("report-without-artifacts", {});
  }
  if (replace.to === "pull-request" && propose === undefined) {
    throw runMessages.error("pull-request-of-workflows", {});
  }
}
