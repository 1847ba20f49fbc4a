import { lstat, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { makeFolder } from "../files/make-folder.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import {
  type ArchivedDetail,
  type ArchivedPage,
  archivedPage,
  archiveFileName,
  archiveText,
  withDetailsOf,
} from "./archived-page.ts";
import { archiveMessages } from "./messages.ts";

/** What a folder's archive should become. */
interface ArchiveChange {
  /**
   * Pages whose comments are known, each once: written, or, where a page has none, without a file. Only
   * one of them is in memory, and no file is changed before the last has come.
   */
  readonly pages: Iterable<ArchivedPage> | AsyncIterable<ArchivedPage>;
  /** Details of a page's comments that are not known now: they stay as they are in its file. */
  readonly lacks?: (pageId: string) => readonly ArchivedDetail[];
  /** Ids of pages whose comments are not known now: their files stay as they are. */
  readonly unknown: ReadonlySet<string> | "all others";
  /** Whether files of pages that are gone stay: nothing but the file knows their comments. */
  readonly keepsGone?: boolean;
}

/** Numbers of files and comments, and which files they are. */
interface ArchiveResult {
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  /** Number of comments of the pages that are known. */
  readonly comments: number;
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
  /** Details that this run did not know: it has those of the file before, if there was one. */
  readonly lacks: readonly ArchivedDetail[];
}

const ownName = /^[0-9a-f]{64}\.json$/;

/**
 * Brings the archive in a folder up to date. Files of the same content are not touched, files of
 * pages that no longer exist are removed, and what this program did not write is left alone.
 * @throws MigrationError `archive-file-in-the-way`, `file-not-written`, and what `pages` throws
 */
export async function writeArchive(
  folder: string,
  { pages, lacks: lacksOf = () => [], unknown, keepsGone = false }: ArchiveChange,
): Promise<ArchiveResult> {
  makeFolder(folder);
  const found = await ownFiles(folder);
  const current = new Map<string, ArchiveFile>();
  const known = new Set<string>();
  let comments = 0;
  await using changed = stagedFiles();
  for await (const page of pages) {
    known.add(page.page);
    if (page.comments.length === 0) continue;
    const name = archiveFileName(page.page);
    const path = join(folder, name);
    if (found.has(name) && found.get(name) === undefined) {
      throw archiveMessages.error("archive-file-in-the-way", { path });
    }
    const lacks = lacksOf(page.page);
    const before = found.has(name) ? await readFile(path, "utf8") : undefined;
    const earlier = lacks.length === 0 ? undefined : pageIn(before);
    const text = archiveText(earlier === undefined ? page : withDetailsOf(earlier, page, lacks));
    if (text !== before) await changed.add(name, text);
    comments += page.comments.length;
    current.set(name, { path, lacks });
  }

  for (const name of changed.names) {
    writeWholeFile(join(folder, name), await changed.textOf(name));
    // Of many files, so that a signal is heard in between.
    await setImmediate();
  }
  const stays = ({ page, isGone }: OwnFile) =>
    (keepsGone && isGone) || (unknown === "all others" ? !known.has(page) : unknown.has(page));
  const others = [...found].flatMap(([name, own]) =>
    own === undefined || current.has(name) ? [] : [{ name, stays: stays(own) }],
  );
  const stale = others.filter((one) => !one.stays).map(({ name }) => join(folder, name));
  for (const path of stale) await rm(path);
  return {
    files: current.size + others.length - stale.length,
    written: changed.names.length,
    removed: stale.length,
    comments,
    paths: { current: [...current.values()], removed: stale },
  };
}

/** Ids of the pages that have files in an archive; none where there is no folder. */
export async function pagesInArchive(folder: string): Promise<readonly string[]> {
  const isThere = await lstat(folder).catch(() => undefined);
  if (isThere === undefined) return [];
  const found = await ownFiles(folder);
  return [...found.values()].flatMap((own) => (own === undefined || own.isGone ? [] : [own.page]));
}

/** Whose page a file of the archive is. */
interface OwnFile {
  readonly page: string;
  readonly isGone: boolean;
}

/** The files with names as the archive has them; undefined for those that are not its own. */
async function ownFiles(folder: string): Promise<ReadonlyMap<string, OwnFile | undefined>> {
  const names = (await readdir(folder)).filter((name) => ownName.test(name));
  const found = new Map<string, OwnFile | undefined>();
  for (const name of names) found.set(name, await readOwn(folder, name));
  return found;
}

/** Texts of files that are to be written, kept on the disk meanwhile. */
function stagedFiles() {
  let place: string | undefined;
  const names: string[] = [];
  return {
    names,
    async add(name: string, text: string): Promise<void> {
      place ??= await mkdtemp(join(tmpdir(), "comment-migration-"));
      await writeFile(join(place, name), text);
      names.push(name);
    },
    textOf: (name: string): Promise<string> => readFile(join(place ?? "", name), "utf8"),
    async [Symbol.asyncDispose](): Promise<void> {
      if (place !== undefined) await rm(place, { recursive: true, force: true });
    },
  };
}

/**
 * The text of a page's file with the details that an earlier file of the same page has.
 * @param lacks those that are not known now
 */
export function withEarlierDetails(
  text: string,
  earlierText: string,
  lacks?: readonly ArchivedDetail[],
): string {
  const [page, earlier] = [pageIn(text), pageIn(earlierText)];
  return page === undefined || earlier?.page !== page.page
    ? text
    : archiveText(withDetailsOf(earlier, page, lacks));
}

/** A file of the archive's own; undefined for any other of such a name. */
async function readOwn(folder: string, name: string): Promise<OwnFile | undefined> {
  const path = join(folder, name);
  if (!(await lstat(path)).isFile()) return undefined;
  const own = ownPage(await readFile(path, "utf8"));
  return own !== undefined && archiveFileName(own.page) === name ? own : undefined;
}

/** What a file holds; undefined where it can't be read, so that it says nothing of its comments. */
function pageIn(text: string | undefined): ArchivedPage | undefined {
  try {
    return text === undefined ? undefined : archivedPage.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function ownPage(text: string): OwnFile | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const own = archivedPage.pick({ made_by: true, page: true }).parse(read);
    const { success } = archivedPage.pick({ gone: true }).required().safeParse(read);
    // Earlier releases did not mark them, but such a page has the address that it had elsewhere.
    return { page: own.page, isGone: success || !own.page.startsWith("/") };
  } catch {
    return undefined;
  }
}
