import { isAbsolute, resolve } from "node:path";
import type { AddressOrigin } from "../domain/address-origin.ts";
import type { ClassicMap } from "../domain/classic-map.ts";
import type { SchemaName } from "../domain/comment-system.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import type { Finding } from "../domain/finding.ts";
import type { ReaderReplies } from "../domain/undone.ts";
import type { Shard } from "../shard/shard.ts";
import type { ConfigSources } from "./config-sources.ts";
import type { Settings } from "./settings.ts";

/** Everything that a run is told, checked, with absolute paths. */
export interface Config {
  readonly matrix: {
    readonly homeserverUrl: string;
    readonly homeserverUrlFrom: AddressOrigin;
    readonly serverName: string;
    /**
     * Those whose comments are moved; a page that tells the widget none belongs to the first. None
     * only where no page is to be read.
     */
    readonly siteNames: readonly string[];
    readonly accessToken: string | undefined;
    readonly user: string | undefined;
    readonly password: string | undefined;
    readonly ignoredSenders: readonly string[] | undefined;
  };
  readonly cloudflare: {
    readonly mode: "local" | "remote";
    readonly transport: "auto" | "api" | "wrangler";
    readonly databaseName: string;
    readonly databaseId: string | undefined;
    readonly apiToken: string | undefined;
    readonly accountId: string | undefined;
    readonly apiBase: string | undefined;
    readonly persistTo: string | undefined;
    readonly wranglerPath: string | undefined;
    readonly wranglerCwd: string;
  };
  readonly target: {
    readonly schema: SchemaName;
    readonly contentFormat: ContentFormat;
    readonly schemaMap: ClassicMap | undefined;
    /** Address of the new comment system's public API. */
    readonly apiBase: string | undefined;
    readonly readerReplies: ReaderReplies;
    /** Absolute; undefined where no archive is wanted. */
    readonly archive: string | undefined;
    /** In the site's folder, as the user gave it. */
    readonly archiveAsGiven: string | undefined;
  };
  readonly hugo: {
    readonly siteDir: string;
    readonly contentDir: string | undefined;
    readonly baseUrl: string | undefined;
    readonly hugoPath: string;
    /** `auto`, `none` or a version such as `0.152.2`; undefined: as the host has it. */
    readonly hugoVersion: string | undefined;
    readonly discover: "auto" | "content" | "rendered";
    /** Absolute. */
    readonly publicDir: string | undefined;
    readonly shortcodes: readonly string[] | undefined;
    readonly duplicateSections: "error" | "oldest" | "newest" | "default-language";
  };
  readonly migration: {
    readonly mode: "migrate" | "plan" | "report" | "verify" | "rollback";
    readonly shards: number;
    readonly shard: Shard | undefined;
    readonly dryRun: boolean;
    readonly concurrency: number;
    readonly batchSize: number;
    readonly delayBetweenBatches: number;
    readonly oversizedContent: "fail" | "truncate";
    readonly maxRetries: number;
    readonly checkpointFile: string;
    /** As the user gave it: the Actions cache knows the file by this string. */
    readonly checkpointFileAsGiven: string;
    /** In seconds. */
    readonly checkpointInterval: number;
    readonly stateKey: string;
    readonly resume: "auto" | "never" | "required";
    /** Leave the checkpoint behind, once in a workflow run. */
    readonly reset: boolean;
    /** In minutes. */
    readonly timeBudget: number | undefined;
    readonly reportDir: string;
    readonly failOn: "failed-pages" | "nothing";
  };
  readonly replace: {
    readonly to: "none" | "working-tree" | "pull-request";
    /** See `parseReplacementTemplate`. */
    readonly replaceWith: string;
    readonly branch: string;
  };
  readonly github: { readonly token: string | undefined };
  readonly logging: { readonly level: "error" | "warn" | "info" | "debug" };
  /** What is usable but unwise. */
  readonly findings: readonly Finding[];
}

/** Cactus's public homeserver. Source: https://cactus.chat/docs/getting-started/quick-start/ */
export const publicHomeserver = {
  url: "https://matrix.cactus.chat:8448",
  serverName: "cactus.chat",
} as const;

/** The configuration before the site was read, whose pages may say what is still missing. */
export interface LoadedConfig extends Omit<Config, "matrix"> {
  readonly matrix: {
    readonly homeserverUrl: string | undefined;
    /** The setting's place, such as `input homeserver-url`; undefined where it wasn't given. */
    readonly homeserverUrlWhere: string | undefined;
    readonly serverName: string | undefined;
    readonly siteNames: readonly string[] | undefined;
    readonly accessToken: string | undefined;
    readonly user: string | undefined;
    readonly password: string | undefined;
    readonly ignoredSenders: readonly string[] | undefined;
  };
  readonly inputsAre: ConfigSources["inputsAre"];
}

/** Settings in which nothing is missing that only the user can say. */
interface SufficientSettings {
  readonly settings: Settings;
  readonly databaseName: string;
  readonly homeserverUrlWhere: string | undefined;
  readonly findings: readonly Finding[];
}

/** Arranges settings by what uses them, and makes paths absolute from `cwd`. */
export function toConfig(
  { settings, databaseName, homeserverUrlWhere, findings }: SufficientSettings,
  { cwd, inputsAre }: Pick<ConfigSources, "cwd" | "inputsAre">,
): LoadedConfig {
  return {
    inputsAre,
    matrix: {
      homeserverUrl: settings["homeserver-url"],
      homeserverUrlWhere,
      serverName: settings["server-name"],
      siteNames: settings["site-name"],
      accessToken: settings["access-token"],
      user: settings["matrix-user"],
      password: settings["matrix-password"],
      ignoredSenders: settings["ignore-senders"],
    },
    cloudflare: {
      mode: settings["d1-mode"],
      transport: settings["d1-transport"],
      databaseName,
      databaseId: settings["database-id"],
      apiToken: settings["cloudflare-api-token"],
      accountId: settings["cloudflare-account-id"],
      apiBase: settings["cloudflare-api-base"],
      persistTo: optionalPath(cwd, settings["persist-to"]),
      wranglerPath: commandPath(cwd, settings["wrangler-path"]),
      wranglerCwd: resolve(cwd, settings["wrangler-cwd"]),
    },
    target: {
      schema: settings["target-schema"],
      contentFormat: settings["content-format"],
      schemaMap: settings["schema-map"],
      apiBase: settings["api-base"],
      readerReplies: settings["reader-replies"],
      archive: optionalPath(resolve(cwd, settings["site-dir"]), settings.archive),
      archiveAsGiven: settings.archive,
    },
    hugo: {
      siteDir: resolve(cwd, settings["site-dir"]),
      contentDir: settings["content-dir"],
      baseUrl: settings["base-url"],
      hugoPath: commandPath(cwd, settings["hugo-path"]) ?? "hugo",
      hugoVersion: settings["hugo-version"],
      discover: settings.discover,
      publicDir: optionalPath(cwd, settings["public-dir"]),
      shortcodes: settings.shortcodes,
      duplicateSections: settings["duplicate-sections"],
    },
    migration: {
      mode: settings.mode === "dry-run" ? "migrate" : settings.mode,
      shards: settings.shards,
      shard: settings.shard,
      dryRun: settings["dry-run"] || settings.mode === "dry-run",
      concurrency: settings.concurrency,
      batchSize: settings["batch-size"],
      delayBetweenBatches: settings["delay-between-batches"],
      oversizedContent: settings["oversized-content"],
      maxRetries: settings["max-retries"],
      checkpointFile: resolve(cwd, settings["checkpoint-file"]),
      checkpointFileAsGiven: settings["checkpoint-file"],
      checkpointInterval: settings["checkpoint-interval"],
      stateKey: settings["state-key"],
      resume: settings.resume,
      reset: settings.reset,
      timeBudget: settings["time-budget"],
      reportDir: resolve(cwd, settings["report-dir"]),
      failOn: settings["fail-on"],
    },
    replace: {
      to: settings.replace,
      replaceWith: settings["replace-with"],
      branch: settings["replace-branch"],
    },
    github: { token: settings["github-token"] },
    logging: { level: settings["log-level"] },
    findings,
  };
}

/** Whether a run keeps a checkpoint: only one that moves comments has something to go on from. */
export function keepsCheckpoint({ migration }: Pick<LoadedConfig, "migration">): boolean {
  return migration.mode === "migrate" && !migration.dryRun;
}

/** Whether only what went wrong is told while a run goes on. */
export function isQuiet({ level }: Config["logging"]): boolean {
  return level === "error" || level === "warn";
}

/** What must never be seen in a log. */
export function secretsOf({
  matrix,
  cloudflare,
  github,
}: Pick<LoadedConfig, "cloudflare" | "github"> & {
  readonly matrix: Pick<LoadedConfig["matrix"], "accessToken" | "password">;
}): readonly string[] {
  return [matrix.accessToken, matrix.password, cloudflare.apiToken, github.token].filter(
    (secret) => secret !== undefined,
  );
}

function optionalPath(cwd: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(cwd, path);
}

/** A bare name is looked up on the PATH; anything with a slash is a path. */
function commandPath(cwd: string, command: string | undefined): string | undefined {
  if (command === undefined || isAbsolute(command) || !/[\\/]/.test(command)) return command;
  return resolve(cwd, command);
}
