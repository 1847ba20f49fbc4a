import type { Finding } from "./finding.ts";
import type { CommentSource } from "./ports.ts";

/** A conversation at a source that knows its page, and not the page it. */
export interface AddressedThread {
  /** The source's own id of it. */
  readonly id: string;
  /** URLs or paths, as the source has them: they may be empty, or none at all. */
  readonly addresses: readonly string[];
  /** What the source's own widget would use for its page. */
  readonly identifiers: readonly string[];
  readonly title: string | undefined;
  /** Of its first comment. */
  readonly date: Date | undefined;
  /** How many it has. */
  readonly comments: number;
  /**
   * Whether it may be none of a page at all, such as a bug report among issues: without a page it is
   * counted, and nobody is asked for one. False if omitted.
   */
  readonly mayBeOther?: boolean;
}

/** A source whose conversations know their pages: an export, or a service that lists them. */
export interface AddressedSource extends AsyncDisposable {
  /** The site's name at the source, such as a Disqus short name; empty where it has none. */
  readonly site: string;
  /** Each once, those without a comment that readers see among them. */
  readonly threads: readonly AddressedThread[];
  /** What a person should know of the whole; what concerns one thread comes with its comments. */
  readonly findings: readonly Finding[];
  /** Reads pages, whose threads have the ids of {@link threads}. */
  readonly comments: CommentSource;
}
