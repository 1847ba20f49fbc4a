import { stat } from "node:fs/promises";
import fastGlob from "fast-glob";
import { shownPath } from "../../files/shown-path.ts";
import type { ExportFile } from "./export-file.ts";
import { exportMessages } from "./messages.ts";

/**
 * The files that paths and patterns name, each once: in their order, and those of a pattern by their
 * names, so that dates in them count. Links are not followed.
 * @param places absolute
 * @throws MigrationError `export-missing` for one that names no file
 */
export async function findExportFiles(
  places: readonly string[],
  repositoryDir: string,
): Promise<readonly ExportFile[]> {
  const found = new Set<string>();
  for (const place of places) {
    const paths = await filesAt(place);
    if (paths.length === 0) {
      throw exportMessages.error("export-missing", { pattern: shownPath(repositoryDir, place) });
    }
    for (const path of paths) found.add(path);
  }
  return [...found].map((path) => ({ path, name: shownPath(repositoryDir, path) }));
}

async function filesAt(place: string): Promise<readonly string[]> {
  // A name may hold what stands for others in patterns.
  if ((await stat(place).catch(() => undefined))?.isFile()) return [place];
  const paths = await fastGlob(place.replaceAll("\\", "/"), {
    absolute: true,
    followSymbolicLinks: false,
    onlyFiles: true,
  });
  return paths.sort();
}
