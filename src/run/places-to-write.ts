import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { LoadedConfig } from "../config/config.ts";
import { linksOut } from "../files/links-out.ts";
import { runMessages } from "./messages.ts";

/**
 * Makes sure that what a run writes stays in the repository: a symbolic link that somebody committed
 * must not turn a report into a file of the runner.
 * @param root absolute; a place that the user names outside of it is the user's own choice
 * @throws MigrationError `link-out-of-repository`
 */
export async function requirePlacesInside(
  { migration, target }: Pick<LoadedConfig, "migration" | "target">,
  root: string,
): Promise<void> {
  const { checkpointFile, reportDir } = migration;
  const places = [
    ["checkpoint-file", await filesBeside(checkpointFile)],
    ["report-dir", await withEntries(reportDir)],
    ["archive", target.archive === undefined ? [] : await withEntries(target.archive)],
  ] as const;
  for (const [input, paths] of places) {
    for (const path of paths) {
      if (await linksOut(path, root)) {
        throw runMessages.error("link-out-of-repository", { path, input });
      }
    }
  }
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
