import { createHash } from "node:crypto";
import type { Finding } from "./finding.ts";
import type { SourceLocation } from "./source-location.ts";

/** What a page says of where the comments are that it shows, as far as it says it. */
export interface ThreadAddress {
  /** The thread's name among those of its site, as the page passes it to the comment widget. */
  readonly threadId: string;
  /** In a job's scan, undefined means the first of the site names that are moved. */
  readonly siteName?: string | undefined;
  /** The name by which its server is known, whatever the server's address. */
  readonly serverName?: string | undefined;
  /** The server's address, without a slash at its end. */
  readonly serverUrl?: string | undefined;
  /** Whatever else the widget is given there, by names of its own. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

/** One comment section on a page. */
export interface Thread extends ThreadAddress {
  readonly location: SourceLocation;
}

/** A Hugo page that shows comments. */
export interface Page {
  /** The page's `.RelPermalink` as Hugo has it: percent-encoded, with the base URL's path. */
  readonly pageId: string;
  readonly title: string;
  /** Content file, relative to the repository's root, with `/`. */
  readonly file: string;
  /** In the order in which they appear on the page; at least one. */
  readonly threads: readonly Thread[];
}

/** A page of the site, whether it shows comments or not. */
export interface SitePage extends Pick<Page, "pageId" | "title" | "file"> {
  /** When it was published; undefined where it has no date. */
  readonly date: Date | undefined;
  /** Its former addresses: paths with the base URL's path, or URLs on one of the site's hosts. */
  readonly aliases: readonly string[];
}

/** Pages that a run leaves alone, and what is known of all pages of the site. */
interface WholeSite {
  /** Pages with comments of the site that this run leaves alone, ordered by `pageId`. */
  readonly others: readonly Page[];
  /** By page id the day of its date in the page's own time zone, `2020-05-31`; pages without a date are absent. */
  readonly days: ReadonlyMap<string, string>;
  /**
   * By file, as locations name it, the ids of the pages that show comments of it, those whose comments
   * wait for a decision among them.
   */
  readonly pagesOfFiles: ReadonlyMap<string, readonly string[]>;
}

/**
 * A place in a content file that shows comments: a shortcode call, or the widget's own HTML. What
 * layouts show has no such place.
 */
export interface ThreadPlace {
  /** Absolute path of the file. */
  readonly path: string;
  readonly location: SourceLocation;
  /** SHA-256 of the file's text when it was read, in hexadecimal digits. */
  readonly digest: string;
  /** Whether readers would get HTML that is written there. */
  readonly takesHtml: boolean;
  /** The threads that it shows; none where they can't be known without a build. */
  readonly threadIds: readonly string[];
  /** Undefined where it is the widget's own HTML, or that HTML given to a shortcode. */
  readonly call: PlacedCall | undefined;
}

/** A shortcode call in the text of a file, of which a byte order mark is a part. */
export interface PlacedCall {
  /** In UTF-16 code units, with its closing tag where it has one. */
  readonly start: number;
  readonly end: number;
  /** The text between its tags; undefined where other shortcodes are there. */
  readonly inner: string | undefined;
}

/** A layout, partial or script of the site or its theme that holds the widget. */
export interface LayoutWidget {
  readonly location: SourceLocation;
  /** Whether it is the site's own, and no theme's or module's. */
  readonly isOwn: boolean;
  /**
   * Parameters of the site's configuration that name it, such as `params.comments.provider` where
   * its value is the file's name.
   */
  readonly chosenBy: readonly NamedParameter[];
}

/** A parameter of the site's configuration, and its place. */
export interface NamedParameter {
  /** `params.comments.provider`, in lower case. */
  readonly name: string;
  readonly location: SourceLocation;
}

/** By page id what {@link threadsOf} returns. */
export type ThreadsOfPages = ReadonlyMap<string, string>;

/**
 * What distinguishes a thread from others in a job's scan: the thread id, with the site name where that
 * isn't the first of those that are moved.
 */
export function threadKey({ threadId, siteName }: ThreadAddress): string {
  return siteName === undefined ? threadId : JSON.stringify([siteName, threadId]);
}

/**
 * The threads of a page in a word, whatever their order: a page that shows another thread since it
 * was completed is not complete any more. 16 hexadecimal digits of a SHA-256.
 */
export function threadsOf({ threads }: Page): string {
  const ids = [...new Set(threads.map(threadKey))].sort();
  return createHash("sha256").update(JSON.stringify(ids)).digest("hex").slice(0, 16);
}

/** What a scan of a Hugo repository found, for whoever watches the run. */
export interface ScanResult {
  /** Pages to migrate, ordered by `pageId`, each `pageId` and each thread once. */
  readonly pages: readonly Page[];
  /** Where the page addresses come from: Hugo itself, or the files of a built site. */
  readonly resolvedBy: "hugo" | "built-site";
  /** What was searched for threads: a new build, a site built before, or content files alone. */
  readonly discoveredBy: "build" | "built-site" | "content";
  /** The Hugo that was asked; absent where there is none. */
  readonly hugoVersion?: string;
  readonly counts: SiteScanCounts;
  readonly findings: readonly Finding[];
}

/** What a scan of a Hugo repository returns. */
export interface SiteScan extends ScanResult, WholeSite {
  /** Where the site is served (`https://blog.example`); undefined where its base URL has no host. */
  readonly origin: string | undefined;
  /** The path of its base URL, percent-encoded, without a slash at its end; empty for none. */
  readonly basePath: string;
  /** Host names of the site, with their port where it has one; none where no base URL has a host. */
  readonly hosts: readonly string[];
  /**
   * All pages that the site publishes, each `pageId` once; none where only the threads that pages show
   * say which conversations are theirs.
   */
  readonly sitePages: readonly SitePage[];
  /** All threads that pages show, those among them whose comments wait for a decision. */
  readonly threads: readonly Thread[];
  /** Where content files show comments, in their order, unpublished ones among them. */
  readonly places: readonly ThreadPlace[];
  /** Where layouts show comments, whatever the page. */
  readonly widgets: readonly LayoutWidget[];
}

/** Numbers of content files, by what became of them. */
interface SiteScanCounts {
  readonly contentFiles: number;
  /** Files with a thread; the next four say why some of them are not among the pages. */
  readonly withSection: number;
  readonly draft: number;
  readonly future: number;
  readonly expired: number;
  readonly unrendered: number;
}
