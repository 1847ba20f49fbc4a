import { basename, join } from "node:path";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ExportedPost, ExportedThread } from "./export-format.ts";
import { disqusMessages } from "./messages.ts";
import { PostSpool } from "./post-spool.ts";
import { readExport } from "./read-export.ts";
import { type ThreadComments, threadComments } from "./thread-comments.ts";

/** A site's comments at Disqus, of one or several files. */
export interface DisqusExport {
  /** Each once, in the order of the files; deleted ones among them. */
  readonly threads: readonly ExportedThread[];
  readonly counts: {
    readonly posts: number;
    readonly deletedThreads: number;
    readonly closedThreads: number;
  };
  /** What a person should know of the files; what concerns one thread is among its comments. */
  readonly findings: readonly Finding[];
  /** Comments of a thread, by its `id`. */
  commentsOf(thread: ExportedThread, format: ContentFormat): ThreadComments;
  /** Removes the temporary file. */
  close(): void;
}

/** Where exports are and where their posts are kept meanwhile. */
interface ExportFiles {
  /**
   * Paths, at least one. A thread or post that several files have is that of the last one, so that a newer
   * export is to follow an older one.
   */
  readonly files: readonly string[];
  /** A folder for a temporary file as large as the exports unpacked. */
  readonly folder: string;
}

/**
 * Reads exports whole; the caller closes what it gets.
 * @throws MigrationError for a file that is no whole export; nothing is left behind then
 */
export async function openExport({ files, folder }: ExportFiles): Promise<DisqusExport> {
  const spool = new PostSpool(join(folder, "disqus-posts.jsonl"));
  try {
    return await collect(files, spool);
  } catch (error) {
    spool.close();
    throw error;
  }
}

async function collect(files: readonly string[], spool: PostSpool): Promise<DisqusExport> {
  const threads = new Map<string, ExportedThread>();
  const threadOfPost = new Map<string, string>();
  const findings: Finding[] = [];
  let nameless = 0;
  for (const file of files) {
    const ofFile = await readExport(file, {
      thread: (thread) => {
        if (thread.id !== "") threads.set(thread.id, merged(threads.get(thread.id), thread));
      },
      post: (post) => {
        if (post.id === "" || post.thread === "") {
          nameless += 1;
          return;
        }
        threadOfPost.set(post.id, spool.add(post));
      },
    });
    findings.push(...ofFile);
  }
  const homeless = [...threadOfPost].filter(([, thread]) => !threads.has(thread)).map(([id]) => id);
  if (homeless.length + nameless > 0) {
    const posts = homeless.length + nameless;
    findings.push(
      disqusMessages.finding("exported-posts-without-place", { posts }, { sourceIds: homeless }),
    );
  }
  const all = [...threads.values()];
  const forum = all.find((thread) => thread.forum !== "")?.forum ?? shortName(files[0] ?? "");
  return {
    threads: all,
    counts: {
      posts: threadOfPost.size + nameless,
      deletedThreads: all.filter((thread) => thread.isDeleted).length,
      closedThreads: all.filter((thread) => thread.isClosed).length,
    },
    findings,
    commentsOf: (thread, format) => {
      const posts = new Map<string, ExportedPost>();
      for (const post of spool.postsOf(thread.id)) {
        if (threadOfPost.get(post.id) === thread.id) posts.set(post.id, post);
      }
      return threadComments(thread, [...posts.values()], {
        source: `disqus:${thread.forum || forum}`,
        format,
        isElsewhere: (post) => threadOfPost.has(post),
      });
    },
    close: () => spool.close(),
  };
}

/** A thread by its latest export, with what only an earlier one says. */
function merged(before: ExportedThread | undefined, now: ExportedThread): ExportedThread {
  return {
    ...now,
    identifier: detached(now.identifier || (before?.identifier ?? "")),
    forum: detached(now.forum || (before?.forum ?? "")),
    link: detached(now.link || (before?.link ?? "")),
    title: detached(now.title || (before?.title ?? "")),
    createdAt: now.createdAt ?? before?.createdAt ?? null,
  };
}

/** A part of a string keeps the whole in memory, here a block of the file; a copy does not. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}

/** The site's short name at Disqus, by the names of its exports: `name-2026-01-31T12:00:00.000000-all.xml.gz`. */
function shortName(file: string): string {
  return basename(file).replace(/(?:-\d{4}-\d\d-\d\d.*|\..*)$/, "");
}
