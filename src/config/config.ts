import type { ContentFormat } from "../domain/content-format.ts";
import type { Finding } from "../domain/finding.ts";
import type { GivenSettings } from "./completed-source.ts";
import type { Settings } from "./settings.ts";
import type { SourceConfig } from "./source-kinds.ts";

/**
 * The configuration of a run, checked, with absolute paths: the sections of the table of settings, before the
 * site was read, whose pages may say what is still missing of the source.
 */
export interface LoadedConfig extends Settings, GivenSettings {
  readonly target: Omit<Settings["target"], "contentFormat"> & {
    readonly contentFormat: ContentFormat;
    /** In the site's folder, as the user gave it. */
    readonly archiveAsGiven: string | undefined;
  };
  readonly replace: Omit<Settings["replace"], "to" | "replaceWith"> & {
    readonly to: Exclude<Settings["replace"]["to"], "show">;
    /** The changes are shown, and not made. */
    readonly showsOnly: boolean;
    /** Undefined where nothing is known that shows the new comments. */
    readonly replaceWith: string | undefined;
  };
  readonly media: Settings["media"] & {
    /** In the site's folder, as the user gave it. */
    readonly folderAsGiven: string;
  };
  readonly migration: Omit<Settings["migration"], "mode"> & {
    /** A dry run of one of them is the mode with `dryRun`. */
    readonly mode: Exclude<Settings["migration"]["mode"], "dry-run" | "rollback-dry-run">;
    /** Nothing is written. */
    readonly dryRun: boolean;
    /** As the user gave it: the Actions cache knows the file by this string. */
    readonly checkpointFileAsGiven: string;
  };
  /** What must never be seen in a log. */
  readonly secrets: readonly string[];
  /** What is usable but unwise. */
  readonly findings: readonly Finding[];
}

/** The whole configuration of a run, with a source that is completely known. */
export interface Config extends LoadedConfig {
  readonly source: SourceConfig;
}

/** Where the database is, however it is reached. */
export function placeOfDatabase({ mode }: Settings["cloudflare"]): "remote" | "local" {
  return mode === "local" ? "local" : "remote";
}

/** Whether a run keeps a checkpoint: only one that moves comments has something to resume from. */
export function keepsCheckpoint({ migration }: Pick<LoadedConfig, "migration">): boolean {
  return migration.mode === "migrate" && !migration.dryRun;
}

/** Whether only failures are reported while a run goes on. */
export function isQuiet({ level }: Config["logging"]): boolean {
  return level === "error" || level === "warn";
}
