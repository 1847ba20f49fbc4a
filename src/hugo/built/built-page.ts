import type { ThreadAddress } from "../../domain/page.ts";
import type { Mark } from "../asked/mark.ts";

/** A thread of comments on a built page. */
export interface ShownThread {
  readonly address: ThreadAddress;
  /** The shortcode call that printed it; undefined where none did, or the build has no marks. */
  readonly mark: Mark | undefined;
}

/** A page of the built site that shows comments. */
export interface BuiltPage {
  /** The page's `.RelPermalink`. */
  readonly pageId: string;
  /** HTML file, relative to the built site's folder, with `/`. */
  readonly file: string;
  /** Absolute path of the content file, where Hugo reported it. */
  readonly contentFile: string | undefined;
  readonly title: string;
  /** When it was published. */
  readonly date: Date | undefined;
  /** The day of its date in the page's own time zone, `2020-05-31`. */
  readonly day: string | undefined;
  /** The same for all translations of a page; undefined where Hugo did not say it. */
  readonly translationKey: string | undefined;
  readonly language: string | undefined;
  /** The canonical link as it is written. */
  readonly canonical: string | undefined;
  /** In their order on the page. */
  readonly shown: readonly ShownThread[];
  /** For each thread that can't be read from the page: why, as the end of a sentence after "because". */
  readonly unreadable: readonly string[];
}

/** A page as it was read, before it is known whether it only repeats the comments of others. */
export interface ReadPage extends BuiltPage {
  /** HTML file of the canonical page, where that is one of this site. */
  readonly canonicalFile: string | undefined;
  /** HTML file of the page of which it is another form, such as AMP, by Hugo's word. */
  readonly formOf: string | undefined;
  /** HTML files of the page's other forms, by its own word. */
  readonly alternateFiles: readonly string[];
  /** Signs of a list page (home, section, taxonomy, term): more of them outweigh fewer. */
  readonly listSigns: number;
}

/** What distinguishes the conversation of a thread from others. */
export function conversationKey({
  threadId,
  siteName,
  serverName,
}: Pick<ThreadAddress, "threadId" | "siteName" | "serverName">): string {
  return JSON.stringify([threadId, siteName ?? null, serverName ?? null]);
}
