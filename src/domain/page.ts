import { createHash } from "node:crypto";
import type { Finding } from "./finding.ts";
import type { SourceLocation } from "./source-location.ts";

/**
 * What a page tells the Cactus client, as far as it says it.
 * Source: https://cactus.chat/docs/reference/web-client/
 */
export interface ThreadAddress {
  /** `commentSectionId`, as the client gets it. */
  readonly threadId: string;
  /** In a job's scan, undefined stands for the first of the site names that are moved. */
  readonly siteName?: string | undefined;
  readonly serverName?: string | undefined;
  /** `defaultHomeserverUrl`, without a slash at its end. */
  readonly homeserverUrl?: string | undefined;
}

/** One Cactus comment section on a page. */
export interface Thread extends ThreadAddress {
  readonly location: SourceLocation;
}

/** A Hugo page that shows comments. */
export interface Page {
  /** The page's `.RelPermalink` as Hugo gives it: percent-encoded, with the base URL's path. */
  readonly pageId: string;
  readonly title: string;
  /** Content file, relative to the repository's root, with `/`. */
  readonly file: string;
  /** The sections in the order in which they stand on the page; at least one. */
  readonly threads: readonly Thread[];
}

/**
 * A place in a content file that shows comments: a shortcode call, or the client's own HTML. What
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
  /** The sections that it shows; none where they can't be told without a build. */
  readonly threadIds: readonly string[];
  /** Undefined where it is the client's own HTML, or that HTML given to a shortcode. */
  readonly call: PlacedCall | undefined;
}

/** A shortcode call in the text of a file, of which a byte order mark is a part. */
export interface PlacedCall {
  /** In UTF-16 code units, with its closing tag where it has one. */
  readonly start: number;
  readonly end: number;
  /** The text between its tags; undefined where other shortcodes stand there. */
  readonly inner: string | undefined;
}

/** A layout, partial or script of the site or its theme that holds the widget. */
export interface LayoutWidget {
  readonly location: SourceLocation;
  /** Whether it is the site's own, and no theme's or module's. */
  readonly isOwn: boolean;
  /**
   * Parameters of the site's configuration that name it, such as `params.comments.provider` where
   * the file is `cactus.html`.
   */
  readonly chosenBy: readonly NamedParameter[];
}

/** A parameter of the site's configuration, and where it stands. */
export interface NamedParameter {
  /** `params.comments.provider`, in lower case. */
  readonly name: string;
  readonly location: SourceLocation;
}

/** By page id what {@link sectionsOf} gives. */
export type ThreadsOfPages = ReadonlyMap<string, string>;

/**
 * What tells a section's conversation from others in a job's scan: the section id, with the site name
 * where that isn't the first of those that are moved.
 */
export function threadKey({ threadId, siteName }: ThreadAddress): string {
  return siteName === undefined ? threadId : JSON.stringify([siteName, threadId]);
}

/**
 * The sections of a page in a word, whatever their order: a page that shows another section since it
 * was completed is not complete any more. 16 hexadecimal digits of a SHA-256.
 */
export function threadsOf({ threads }: Page): string {
  const ids = [...new Set(threads.map(threadKey))].sort();
  return createHash("sha256").update(JSON.stringify(ids)).digest("hex").slice(0, 16);
}

/** What a scan of a Hugo repository found, for whoever watches the run. */
export interface ScanResult {
  /** Pages to migrate, ordered by `pageId`, each `pageId` and each `sectionId` once. */
  readonly pages: readonly Page[];
  /** Who said what the page addresses are: Hugo itself, or the files of a built site. */
  readonly resolvedBy: "hugo" | "built-site";
  /** What was looked at for sections: a new build, a site built before, or content files alone. */
  readonly discoveredBy: "build" | "built-site" | "content";
  readonly counts: SiteScanCounts;
  readonly findings: readonly Finding[];
}

/** What a scan of a Hugo repository returns. */
export interface SiteScan extends ScanResult {
  /** Where the site is served (`https://blog.example`); undefined where its base URL has no host. */
  readonly origin: string | undefined;
  /** All that pages tell the Cactus client, those among them whose comments wait for a decision. */
  readonly wirings: readonly Thread[];
  /** Where content files show comments, in their order, unpublished ones among them. */
  readonly places: readonly ThreadPlace[];
  /** Where layouts show comments, whatever the page. */
  readonly widgets: readonly LayoutWidget[];
}

/** Numbers of content files, by what became of them. */
interface SiteScanCounts {
  readonly contentFiles: number;
  /** Files with a comment section; the next four say why some of them are not among the pages. */
  readonly withSection: number;
  readonly draft: number;
  readonly future: number;
  readonly expired: number;
  readonly unrendered: number;
}
