import { join } from "node:path";
import type { AddressedThread } from "../../domain/addressed-thread.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import { readReason } from "../../files/system-error.ts";
import { ExportFault } from "./export-fault.ts";
import type { ExportFile } from "./export-file.ts";
import type { ExportedPost, ExportedThread, ExportFormat } from "./export-format.ts";
import { inWords } from "./fault-in-words.ts";
import { exportMessages } from "./messages.ts";
import { namelessPosts } from "./nameless-posts.ts";
import { PostStore, type ShownPosts } from "./post-store.ts";
import { hiddenBecause, type ThreadComments, threadComments } from "./thread-comments.ts";

/** A site's comments, of one or several files. */
export interface OpenExport {
  /** The site's name; empty where neither the export nor the user says one. */
  readonly site: string;
  /** Whose its comments are, as `Comment.source` has it. */
  readonly source: string;
  /** Each once, in the order of the files; deleted ones among them. */
  readonly threads: readonly AddressedThread[];
  /** What a person should know of the files; what concerns one thread is among its comments. */
  readonly findings: readonly Finding[];
  /** Comments of a thread, by its id; undefined where there is no such thread. */
  commentsOf(thread: string): ThreadComments | undefined;
  /** Removes the temporary file. */
  close(): void;
}

/** Where exports are, and what of them is read how. */
export interface ExportFiles {
  /**
   * At least one. A thread or post that several files have is that of the last one, so that a newer
   * export is to follow an older one.
   */
  readonly files: readonly ExportFile[];
  /** A folder for a temporary file as large as the exports unpacked. */
  readonly folder: string;
  /** The site whose comments are meant; undefined for the only one, or the one without a name. */
  readonly site: string | undefined;
  readonly contentFormat: ContentFormat;
  /** Whether the system's own files are to be kept elsewhere; false if omitted. */
  readonly keepsMedia?: boolean;
}

/**
 * Reads exports whole; the caller closes what it gets.
 * @throws MigrationError for a file that is no whole export; nothing is left behind then
 */
export async function openExport(format: ExportFormat, given: ExportFiles): Promise<OpenExport> {
  const store = new PostStore(join(given.folder, `${format.kind}-comments.sqlite`));
  try {
    return await collect(format, given, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function collect(
  format: ExportFormat,
  { files, site: wanted, contentFormat, keepsMedia = false }: ExportFiles,
  store: PostStore,
): Promise<OpenExport> {
  const threads = new Map<string, ExportedThread>();
  const ofFiles: Finding[] = [];
  let nameless = 0;
  for (const file of files) {
    let posts = 0;
    const receiver = {
      thread: (thread: ExportedThread) => {
        if (thread.id === "") return;
        const before = threads.get(thread.id);
        if (before !== undefined) checkSites(before, thread, format);
        threads.set(thread.id, merged(before, thread));
      },
      post: (post: ExportedPost) => {
        posts += 1;
        if (post.id === "" || post.thread === "") nameless += 1;
        else store.add(post, hiddenBecause(post) === undefined ? post.createdAt : null);
      },
    };
    ofFiles.push(...(await readFile(format, file, receiver, () => posts)));
  }
  for (const { before, now } of store.moved()) {
    const [one, other] = [threads.get(before), threads.get(now)];
    if (one !== undefined && other !== undefined) checkSites(one, other, format);
  }
  const findings = fewOfEachKind(ofFiles);
  const homeless = store.without((thread) => threads.has(thread));
  if (homeless.length + nameless > 0) {
    const posts = homeless.length + nameless;
    findings.push(
      exportMessages.finding("exported-posts-without-place", { posts }, { sourceIds: homeless }),
    );
  }
  const site = siteAmong(threads.values(), wanted, format.name);
  const source = site === "" ? format.kind : `${format.kind}:${site}`;
  const shown = store.shown();
  const ownFiles = keepsMedia ? format.ownFiles?.(site) : undefined;
  return {
    site,
    source,
    threads: [...threads.values()]
      .filter((thread) => isOfSite(thread, site))
      .map((thread) => addressed(thread, thread.isDeleted ? undefined : shown.get(thread.id))),
    findings,
    commentsOf: (id) => {
      const thread = threads.get(id);
      if (thread === undefined) return undefined;
      const posts = store.postsOf(id);
      return threadComments(thread, site === "" ? namelessPosts(posts) : posts, {
        source,
        textsOf: format.textsOf,
        contentFormat,
        ownFiles,
        isElsewhere: (post) => store.has(post),
      });
    },
    close: () => store.close(),
  };
}

/**
 * What one site calls by an id must not take the place of what another one calls so.
 * @throws MigrationError
 */
function checkSites(one: ExportedThread, other: ExportedThread, { name }: ExportFormat): void {
  if (one.site === other.site || one.site === "" || other.site === "") return;
  const sites = [one.site, other.site].map((site) => JSON.stringify(site)).join(", ");
  throw exportMessages.error("exports-share-ids", { format: name, sites });
}

/** Findings of one kind that are told; a site may have a file for each comment. */
const mostOfKind = 3;

/** The first of each kind, and how many more there are. */
function fewOfEachKind(findings: readonly Finding[]): Finding[] {
  return [...Map.groupBy(findings, ({ code }) => code).values()].flatMap((alike) => {
    const [first, ...others] = alike;
    if (first === undefined || alike.length <= mostOfKind) return alike;
    const words = { files: others.length, like: first.message };
    return [first, exportMessages.finding("more-files-alike", words)];
  });
}

async function readFile(
  format: ExportFormat,
  file: ExportFile,
  receiver: Parameters<ExportFormat["read"]>[1],
  postsSoFar: () => number,
): Promise<readonly Finding[]> {
  try {
    return await format.read(file, receiver);
  } catch (error) {
    throw explained(error, file, { format, posts: postsSoFar() });
  }
}

/** What was thrown while a file was read, in words. */
function explained(
  error: unknown,
  file: ExportFile,
  about: { readonly format: ExportFormat; readonly posts: number },
): unknown {
  if (error instanceof ExportFault) return inWords(error, file, about);
  const reason = readReason(error);
  if (reason !== undefined) {
    return exportMessages.error("export-not-read", { file: file.name, reason }, { cause: error });
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (!(error instanceof Error && typeof code === "string" && code.startsWith("Z_"))) return error;
  // zlib's name for an end that comes too early.
  const fault =
    code === "Z_BUF_ERROR"
      ? new ExportFault({ is: "cut" }, { cause: error })
      : new ExportFault({ is: "malformed", reason: `gzip: ${error.message}` }, { cause: error });
  return inWords(fault, file, about);
}

/** The site that is meant. @throws MigrationError where that can't be said */
function siteAmong(
  threads: Iterable<ExportedThread>,
  wanted: string | undefined,
  format: string,
): string {
  const named = new Set([...threads].map(({ site }) => site).filter((site) => site !== ""));
  const [only = ""] = named;
  const sites = [...named].map((site) => JSON.stringify(site)).join(", ");
  if (wanted === undefined) {
    if (named.size > 1) throw exportMessages.error("export-of-several-sites", { format, sites });
    return only;
  }
  if (named.size > 0 && !named.has(wanted)) {
    const site = JSON.stringify(wanted);
    throw exportMessages.error("export-without-site", { format, site, sites });
  }
  return wanted;
}

function isOfSite({ site }: ExportedThread, wanted: string): boolean {
  return site === "" || site === wanted;
}

function addressed(
  { id, addresses, identifiers, title }: ExportedThread,
  shown: ShownPosts | undefined,
): AddressedThread {
  return {
    id,
    addresses,
    identifiers,
    title: title === "" ? undefined : title,
    date: shown === undefined ? undefined : new Date(shown.first),
    comments: shown?.comments ?? 0,
  };
}

/** A thread by its latest export, with what only an earlier one says. */
function merged(before: ExportedThread | undefined, now: ExportedThread): ExportedThread {
  return {
    ...now,
    site: detached(now.site || (before?.site ?? "")),
    addresses: together(before?.addresses, now.addresses),
    identifiers: together(before?.identifiers, now.identifiers),
    title: detached(now.title || (before?.title ?? "")),
  };
}

function together(before: readonly string[] = [], now: readonly string[]): readonly string[] {
  return [...new Set([...now.map(detached), ...before])];
}

/** A part of a string keeps the whole in memory, here a block of the file; a copy does not. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}
