import { type SettingName, settingInfo, settingNames } from "../config/settings.ts";
import type { Asked } from "./command-line.ts";

/**
 * What says how a run is made, or what it does beside moving comments, and what a rollback refuses: it is about
 * all pages.
 */
const ofTheRun: ReadonlySet<string> = new Set<SettingName>([
  "mode",
  "shards",
  "shard",
  "pages",
  "exclude",
  "since",
  "until",
  "limit",
  "checkpoint-interval",
  "resume",
  "replace",
  "baseline",
  "pull-request-comment",
  "on-failure",
  "fail-on",
  "log-level",
]);

/**
 * The command that removes what a migration with these flags has moved. Secrets are left out: whoever
 * runs it has them.
 */
export function rollbackCommand({
  configFile,
  inputs,
}: Pick<Asked, "configFile" | "inputs">): string {
  const flags = settingNames.flatMap((setting) => {
    const value = inputs[setting];
    if (value === undefined || !isForRollback(setting)) return [];
    return [`--${setting}`, inShell(value)];
  });
  const file = configFile === undefined ? [] : ["--config-file", inShell(configFile)];
  return ["hugo-comment-migration", "rollback", ...file, ...flags].join(" ");
}

function isForRollback(setting: SettingName): boolean {
  const { secret, personal } = settingInfo(setting);
  return !secret && !personal && !ofTheRun.has(setting);
}

/** A value as a shell takes it for one word. */
function inShell(value: string): string {
  return /^[\w.,:/@=+-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
