import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { inspectSnapshot } from "../../checkpoint/snapshot.ts";
import { jsonOf } from "../../domain/json-of.ts";
import type { MigrationError } from "../../domain/migration-error.ts";
import { mergeReports, type ShardReport } from "../../report/merge-reports.ts";
import type { Report, ShardCheckpoint } from "../../report/report.ts";
import { reportSchema } from "../../report/report-schema.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { isOurArtifact } from "./checkpoint-key.ts";
import { storeMessages } from "./messages.ts";
import { refusalText } from "./store-result.ts";

/**
 * The reports and checkpoints of this run's shards, put together: the newest of each shard, whatever
 * its attempt.
 * @throws MigrationError `no-shard-reports`, `reports-of-several-sites`, `reports-of-several-modes`
 */
export async function readShardReports(
  artifacts: Pick<ArtifactStore, "downloadAllOfThisRun">,
): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const result = await artifacts.downloadAllOfThisRun(isOurArtifact, folder);
    if (!result.ok) throw noReports(refusalText(result));
    const files = await fastGlob("*/**/report.json", {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false,
    });
    const left = await Promise.all(files.map(readShard));
    const [first, ...others] = left.flatMap((one) => one ?? []);
    if (first === undefined)
      throw noReports("None of this run's artifacts contains a shard's report.");
    const siteOf = ({ report }: ShardReport) => JSON.stringify(report.site);
    const stranger = others.find((other) => siteOf(other) !== siteOf(first));
    if (stranger !== undefined) throw severalSites(first.report, stranger.report);
    const otherwise = others.find(({ report }) => report.mode !== first.report.mode);
    if (otherwise !== undefined) throw severalModes(first.report, otherwise.report);
    return mergeReports([first, ...others]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Undefined for what is no report of a shard: an artifact is what anybody's step in the run put there.
 * The checkpoint is somewhere in the same artifact.
 */
async function readShard(file: string): Promise<ShardReport | undefined> {
  const report = reportSchema.safeParse(jsonOf(await readFile(file, "utf8"))).data;
  if (!report?.shard) return undefined;
  const [checkpoint] = await fastGlob(
    `**/${fastGlob.escapePath(basename(report.checkpoint.file))}`,
    {
      cwd: dirname(dirname(file)),
      absolute: true,
      dot: true,
      followSymbolicLinks: false,
    },
  );
  return { report, checkpoint: checkpoint === undefined ? null : await readCheckpoint(checkpoint) };
}

async function readCheckpoint(file: string): Promise<ShardCheckpoint | null> {
  const fields = inspectSnapshot(await readFile(file));
  if (fields === undefined) return null;
  return {
    status: fields.status,
    completedPages: Object.keys(fields.completed_pages).length,
    failedPages: Object.keys(fields.failed_pages).length,
  };
}

function noReports(reason: string): MigrationError {
  return storeMessages.error("no-shard-reports", { reason });
}

function severalSites({ site: one }: Report, { site: other }: Report): MigrationError {
  return storeMessages.error("reports-of-several-sites", {
    one: `${one.siteName} to ${one.database}`,
    other: `${other.siteName} to ${other.database}`,
  });
}

function severalModes(one: Report, other: Report): MigrationError {
  return storeMessages.error("reports-of-several-modes", { one: one.mode, other: other.mode });
}
