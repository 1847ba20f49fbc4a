import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { MigrationError } from "../comment/migration-error.ts";
import { mergeReports } from "../report/merge-reports.ts";
import type { Report } from "../report/report.ts";
import { reportSchema } from "../report/report-schema.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { isOurArtifact } from "./checkpoint-key.ts";
import { refusalText } from "./store-result.ts";

/**
 * The reports of this run's shards, put together: the newest of each shard, whatever its attempt.
 * @throws MigrationError `no-shard-reports`, `reports-of-several-sites`
 */
export async function readShardReports(artifacts: ArtifactStore): Promise<Report> {
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
    const reports = await Promise.all(files.map(readReport));
    const [first, ...others] = reports
      .filter((report) => report?.shard != null)
      .flatMap((one) => one ?? []);
    if (first === undefined)
      throw noReports("None of this run's artifacts holds a shard's report.");
    const stranger = others.find(({ site }) => JSON.stringify(site) !== JSON.stringify(first.site));
    if (stranger !== undefined) throw severalSites(first, stranger);
    return mergeReports([first, ...others]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined for what is no report: an artifact is what anybody's step in the run put there. */
async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, "utf8");
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function noReports(reason: string): MigrationError {
  return new MigrationError("no-shard-reports", `There is no report of a shard. ${reason}`, {
    remedy:
      "Let this job come after the jobs that move the shards (`needs:`), in the same workflow run, with `if: always()`.",
  });
}

function severalSites(one: Report, other: Report): MigrationError {
  const [a, b] = [one, other].map(({ site }) => `${site.siteName} to ${site.database}`);
  return new MigrationError(
    "reports-of-several-sites",
    `The shards of this run belong to several migrations: ${a}, and ${b}.`,
    { remedy: "Move one site in one workflow run, or in workflows of their own." },
  );
}
