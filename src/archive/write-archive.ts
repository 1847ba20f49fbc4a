import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { makeFolder } from "../files/make-folder.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import {
  type ArchivedPage,
  archivedPage,
  archiveFileName,
  archiveText,
  withDetailsOf,
} from "./archived-page.ts";
import { archiveMessages } from "./messages.ts";

/** What a folder's archive should become. */
interface ArchiveChange {
  /** Pages whose comments are known: written, or, where a page has none, without a file. */
  readonly pages: readonly ArchivedPage[];
  /** Ids of those whose comments' details are not known now: they stay as they are in their files. */
  readonly withoutDetails?: ReadonlySet<string>;
  /** Ids of pages whose comments are not known now: their files stay as they are. */
  readonly unknown: ReadonlySet<string> | "all others";
}

/** Numbers of files, and which they are. */
interface ArchiveResult {
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  readonly paths: ArchiveFiles;
}

/** The archive's own files of pages that are known. */
export interface ArchiveFiles {
  /** As they are on the disk. */
  readonly current: readonly ArchiveFile[];
  /** Paths of those that were removed. */
  readonly removed: readonly string[];
}

/** A file of the archive. */
interface ArchiveFile {
  readonly path: string;
  /** This run did not read its comments' details: it has those of the file before, if there was one. */
  readonly isWithoutNewDetails: boolean;
}

const ownName = /^[0-9a-f]{64}\.json$/;

/**
 * Brings the archive in a folder up to date. Files of the same content are not touched, files of
 * pages that no longer exist are removed, and what this program did not write is left alone.
 * @throws MigrationError `archive-file-in-the-way`, `file-not-written`
 */
export async function writeArchive(
  folder: string,
  { pages, withoutDetails = new Set(), unknown }: ArchiveChange,
): Promise<ArchiveResult> {
  makeFolder(folder);
  const names = (await readdir(folder)).filter((name) => ownName.test(name));
  const found = new Map(
    await Promise.all(names.map(async (name) => [name, await readOwn(folder, name)] as const)),
  );
  const current: ArchiveFile[] = [];
  const texts = new Map(
    pages
      .filter(({ comments }) => comments.length > 0)
      .map((page) => {
        const name = archiveFileName(page.page);
        const isWithout = withoutDetails.has(page.page);
        const before = isWithout ? pageIn(found.get(name)?.text) : undefined;
        current.push({ path: join(folder, name), isWithoutNewDetails: isWithout });
        return [name, archiveText(before === undefined ? page : withDetailsOf(before, page))];
      }),
  );
  const foreign = [...texts.keys()].find((name) => found.has(name) && !found.get(name));
  if (foreign !== undefined) {
    throw archiveMessages.error("archive-file-in-the-way", { path: join(folder, foreign) });
  }

  const changed = [...texts].filter(([name, text]) => found.get(name)?.text !== text);
  for (const [name, text] of changed) {
    writeWholeFile(join(folder, name), text);
    // Of many files, so that a signal is heard in between.
    await setImmediate();
  }
  const known = new Set(pages.map(({ page }) => page));
  const stays = (page: string) => (unknown === "all others" ? !known.has(page) : unknown.has(page));
  const stale = [...found].filter(
    ([name, own]) => own !== undefined && !texts.has(name) && !stays(own.page),
  );
  for (const [name] of stale) await rm(join(folder, name));
  const kept = [...found.values()].filter((own) => own !== undefined && stays(own.page));
  const removed = stale.map(([name]) => join(folder, name));
  return {
    files: texts.size + kept.length,
    written: changed.length,
    removed: removed.length,
    paths: { current, removed },
  };
}

/** The text of a page's file with the details that an earlier file of the same page has. */
export function withEarlierDetails(text: string, earlierText: string): string {
  const [page, earlier] = [pageIn(text), pageIn(earlierText)];
  return page === undefined || earlier?.page !== page.page
    ? text
    : archiveText(withDetailsOf(earlier, page));
}

/** A file of the archive's own; undefined for any other of such a name. */
async function readOwn(folder: string, name: string) {
  const path = join(folder, name);
  if (!(await lstat(path)).isFile()) return undefined;
  const text = await readFile(path, "utf8");
  const page = pageOf(text);
  return page !== undefined && archiveFileName(page) === name ? { page, text } : undefined;
}

/** What a file holds; undefined where it can't be read, so that it says nothing of its comments. */
function pageIn(text: string | undefined): ArchivedPage | undefined {
  try {
    return text === undefined ? undefined : archivedPage.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function pageOf(text: string): string | undefined {
  try {
    return archivedPage.pick({ made_by: true, page: true }).parse(JSON.parse(text)).page;
  } catch {
    return undefined;
  }
}
