import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { keepsCheckpoint, type LoadedConfig } from "../config/config.ts";
import { linksOut } from "../files/links-out.ts";
import { writeReason } from "../files/system-error.ts";
import { firstUnwritable, unwritableFile, unwritableFolder } from "../files/try-places.ts";
import { realPlace } from "../files/write-whole-file.ts";
import { isBelow } from "../replace/repository-root.ts";
import { runMessages } from "./messages.ts";
import { previewFolderOf } from "./preview-folder.ts";
import { rootOf } from "./replace-widgets.ts";
import type { Job } from "./run-job.ts";
import { reportFilesIn } from "./write-report.ts";

type Places = Pick<LoadedConfig, "media" | "migration" | "target">;

/**
 * Makes sure that what a run writes stays in the repository: a symbolic link that somebody committed
 * must not turn a report into a file of the runner.
 * @param root absolute; a place that the user names outside of it is the user's own choice
 * @throws MigrationError `link-out-of-repository`, `place-not-writable` where a link leads to itself or
 * a file is where a folder should be
 */
export async function requirePlacesInside(
  { media, migration, target }: Places,
  root: string,
): Promise<void> {
  const { checkpointFile, reportDir } = migration;
  const places = [
    ["checkpoint-file", await filesBeside(checkpointFile)],
    ["report-dir", await withEntries(reportDir)],
    ["report-dir", migration.preview ? [previewFolderOf(reportDir)] : []],
    ["archive", target.archive === undefined ? [] : await withEntries(target.archive)],
    ["media-folder", media.to === "repository" ? await withEntries(media.folder) : []],
  ] as const;
  for (const [input, paths] of places) {
    for (const path of paths) {
      if (await leadsOut(path, root, input)) {
        throw runMessages.error("link-out-of-repository", { path, input });
      }
    }
  }
}

/**
 * Tries the places that the run will write to, so that nothing is moved which could not be remembered
 * or reported afterwards. Links were looked at before.
 * @throws MigrationError `place-not-writable`
 */
export function requireWritablePlaces({ media, migration, target }: Places): void {
  const { mode, dryRun, checkpointFile, reportDir } = migration;
  const isArchived = !dryRun && (mode === "migrate" || mode === "verify" || mode === "archive");
  const files = [
    ...(keepsCheckpoint({ migration }) ? [["checkpoint-file", checkpointFile] as const] : []),
    ...(mode === "plan" ? [] : Object.values(reportFilesIn(reportDir))).map(
      (file) => ["report-dir", file] as const,
    ),
  ];
  for (const [input, path] of files) refuse(input, path, unwritableFile(path));
  const { archive } = target;
  if (isArchived && archive !== undefined) refuse("archive", archive, unwritableFolder(archive));
  if (media.to === "repository" && mode === "migrate" && !dryRun) {
    refuse("media-folder", media.folder, unwritableFolder(media.folder));
  }
}

/**
 * Tries the folders of the content files whose shortcodes the run is to replace.
 * @param repositoryDir files outside of the site's repository are not changed
 * @throws MigrationError `place-not-writable`
 */
export async function requireWritableContent(
  { config, scan }: Pick<Job, "config" | "scan">,
  repositoryDir: string,
): Promise<void> {
  if (config.replace.to !== "working-tree" || config.replace.showsOnly) return;
  const root = realPlace(await rootOf(config.hugo.siteDir, repositoryDir));
  const folders = new Set(
    scan.places.map(({ path }) => realPlace(path)).filter((path) => isBelow(root, path)),
  );
  const found = firstUnwritable(new Set([...folders].map((path) => dirname(path))));
  if (found !== undefined) throw runMessages.error("place-not-writable/content", found);
}

async function leadsOut(path: string, root: string, input: string): Promise<boolean> {
  try {
    return await linksOut(path, root);
  } catch (error) {
    const reason = writeReason(error);
    if (reason === undefined) throw error;
    throw runMessages.error("place-not-writable", { path, input, reason }, { cause: error });
  }
}

function refuse(input: string, path: string, reason: string | undefined): void {
  if (reason !== undefined) throw runMessages.error("place-not-writable", { path, input, reason });
}

/** The file and those that begin with its name: the journal, and the snapshot before. */
async function filesBeside(file: string): Promise<readonly string[]> {
  const names = await namesIn(dirname(file));
  const beside = names.filter((name) => name.startsWith(basename(file)));
  return [file, ...beside.map((name) => join(dirname(file), name))];
}

async function withEntries(folder: string): Promise<readonly string[]> {
  return [folder, ...(await namesIn(folder)).map((name) => join(folder, name))];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
