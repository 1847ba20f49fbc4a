import { configFileOf } from "./config-file.ts";
import type { ConfigSources } from "./config-sources.ts";
import { readSettings } from "./read-settings.ts";
import { type Settings, settingInfo, settingNames, settingsSchema } from "./settings.ts";

const { migration, github } = settingsSchema.shape;

/** What a run may write into the repository's issues and pull requests when it has ended. */
export interface Announcements {
  readonly mode: Settings["migration"]["mode"];
  readonly stateKey: string;
  /** Whether it is the job of a shard, which knows a part of the pages only. */
  readonly isPart: boolean;
  readonly pullRequestComment: boolean;
  readonly onFailure: "none" | "issue";
  readonly token: string | undefined;
  readonly maxRetries: number;
  /** What must never be written anywhere. */
  readonly secrets: readonly string[];
}

/**
 * What to announce where, also of a run whose other settings are wrong: of a config file that can't be read
 * nothing is known, but inputs and variables count.
 */
export function loadAnnouncements(sources: ConfigSources): Announcements {
  const { valueFor, given } = readSettings(sources, configFileOf(sources.file));
  const { shape } = migration;
  const secrets = settingNames
    .filter((name) => settingInfo(name).secret)
    .flatMap((name) => given.get(name)?.value ?? [])
    .filter((value) => typeof value === "string");
  return {
    mode: valueFor(shape.mode) ?? "migrate",
    stateKey: valueFor(shape.stateKey) ?? "default",
    isPart: given.has("shard"),
    pullRequestComment: valueFor(shape.pullRequestComment) ?? false,
    onFailure: valueFor(shape.onFailure) ?? "none",
    token: valueFor(github.shape.token),
    maxRetries: valueFor(shape.maxRetries) ?? 0,
    secrets: secrets.map((secret) => secret.trim()),
  };
}
