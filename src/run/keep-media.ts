import { join } from "node:path";
import type { Config } from "../config/config.ts";
import type { Finding } from "../domain/finding.ts";
import type { MediaStore } from "../domain/media.ts";
import type { MediaRecords } from "../domain/media-records.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { SiteScan } from "../domain/page.ts";
import type { CommentSource } from "../domain/ports.ts";
import { createFolderStore } from "../media/folder-store.ts";
import { keepingMedia, type MediaKeepingSource } from "../media/keep-media.ts";
import type { MigrationOutcome } from "../migration/outcome.ts";
import { createR2Store } from "../r2/r2-store.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { runMessages } from "./messages.ts";
import { noSiteFiles, type SiteFiles } from "./site-files.ts";

/** The settings, and where the site is. */
interface Job {
  readonly config: Pick<Config, "cloudflare" | "media" | "migration" | "replace" | "target">;
  readonly scan: Pick<SiteScan, "origin" | "basePath">;
  /** Undefined where the run is about all pages. */
  readonly part?: unknown;
}

/** What media is kept with. */
interface KeepingParts {
  readonly source: CommentSource;
  readonly records: MediaRecords;
  readonly onRetry: OnRetry;
  /** For a program that is run. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The source with its media kept where the settings say; undefined where it stays where it is. */
export function keepMedia(job: Job, parts: KeepingParts): MediaSource | undefined {
  const { source, records } = parts;
  const { media, migration } = job.config;
  if (media.to === "link" || migration.mode === "rollback") return undefined;
  const store = storeOf(job, parts);
  const keeping = keepingMedia(source, {
    store,
    records,
    concurrency: migration.concurrency,
    mostBytes: media.limit * 1024 * 1024,
    readOnly: migration.dryRun || migration.mode === "verify",
  });
  return Object.assign(keeping, { store, records });
}

/** A source that keeps its media, with what it keeps it in. */
type MediaSource = MediaKeepingSource & {
  readonly store: MediaStore;
  readonly records: MediaRecords;
};

/** Plain text has no links of its own, and a path alone leads nowhere. */
function storeOf(
  { config: { cloudflare, media, migration, target }, scan: { origin, basePath } }: Job,
  { onRetry, env }: KeepingParts,
): MediaStore {
  if (media.to === "r2") {
    const { bucket = "", url: mediaUrl = "" } = media;
    const { maxRetries } = migration;
    return createR2Store({ ...cloudflare, bucket, mediaUrl, maxRetries, onRetry, env });
  }
  const path = media.folderAsGiven.split("/").slice(1).map(encodeURIComponent).join("/");
  const site = target.contentFormat === "text" ? (origin ?? "") : "";
  return createFolderStore({ folder: media.folder, address: `${site}${basePath}/${path}` });
}

/** What is left to be done for the media of a run's comments. */
interface FinishedMedia {
  readonly findings: readonly Finding[];
  readonly files: SiteFiles["media"];
}

const { media: noFiles } = noSiteFiles;

/** Brings the store to what its records say, once the pages are done, and reports what it lacks. */
export async function finishMedia(
  { config: { media, migration, replace }, part }: Job,
  keeping: MediaSource | undefined,
  { stoppedBy, pages }: Pick<MigrationOutcome, "pages" | "stoppedBy">,
  signal: AbortSignal,
): Promise<FinishedMedia> {
  if (keeping === undefined || stoppedBy !== undefined || signal.aborted) {
    return { findings: [], files: noFiles };
  }
  const unfetched = keeping.unfetched();
  if (migration.dryRun) {
    const toFetch = runMessages.finding("media-to-fetch", { files: unfetched });
    return { findings: unfetched === 0 ? [] : [toFetch], files: noFiles };
  }
  try {
    const isWhole = migration.shard === undefined && part === undefined && pages.every(wasReadNow);
    const unused =
      migration.mode === "migrate" && isWhole ? await keeping.forgetUnshown(signal) : [];
    const left = unused.length === 0 ? [] : [unusedFiles(media, unused)];
    if (migration.mode === "migrate") await keeping.completeStore(signal);
    if (media.to !== "repository") return { findings: left, files: noFiles };
    const { there, missing } = await filesIn(keeping, signal);
    const given = { files: missing.length, folder: media.folderAsGiven };
    // Whether the branch of a pull request has them is known when it is proposed.
    const lacks = replace.to === "working-tree" && missing.length > 0;
    const pathOf = (name: string) => join(media.folder, name);
    return {
      findings: [...left, ...(lacks ? [runMessages.finding("media-not-in-folder", given)] : [])],
      files: { there: there.map(pathOf), missing: missing.map(pathOf) },
    };
  } catch (error) {
    if (signal.aborted) return { findings: [], files: noFiles };
    if (!(error instanceof MigrationError)) throw error;
    const { code, message, remedy = "" } = error;
    return { findings: [{ severity: "error", code, message, remedy }], files: noFiles };
  }
}

function wasReadNow({ state }: MigrationOutcome["pages"][number]): boolean {
  return state === "completed" || state === "without-conversation";
}

/** The files that a run has put into an R2 bucket, or a dry run would; null without a bucket. */
export function filesForBucket(
  { config: { media, migration } }: Pick<Job, "config">,
  keeping: MediaSource | undefined,
): { readonly files: number; readonly bytes: number | null } | null {
  if (media.to !== "r2" || keeping === undefined) return null;
  return migration.dryRun ? { files: keeping.unfetched(), bytes: null } : keeping.stored();
}

const mostNamed = 5;

/** Nobody deletes what the site may show elsewhere, but whoever removed a comment wants its picture gone. */
function unusedFiles(media: Config["media"], names: readonly string[]): Finding {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  const files = { files: names.length, names: `${names.slice(0, mostNamed).join(", ")}${more}` };
  return media.to === "r2"
    ? runMessages.finding("media-unused/r2", { ...files, bucket: media.bucket ?? "" })
    : runMessages.finding("media-unused/repository", { ...files, folder: media.folderAsGiven });
}

async function filesIn({ records, store }: MediaSource, signal: AbortSignal) {
  const sizes = new Map((await records.read(signal)).map(({ name, bytes }) => [name, bytes]));
  const there: string[] = [];
  for (const [name, bytes] of sizes) if (await store.has(name, bytes, signal)) there.push(name);
  const isThere = new Set(there);
  const missing = [...sizes.keys()].filter((name) => !isThere.has(name));
  return { there: there.toSorted(), missing: missing.toSorted() };
}

/** What a rollback leaves of the media that migrations kept. */
export async function mediaLeft(
  records: MediaRecords,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const files = new Set((await records.read(signal)).map(({ name }) => name)).size;
  return files === 0 ? [] : [runMessages.finding("media-left", { files })];
}
