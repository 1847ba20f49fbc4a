/**
 * What is read of the elements of a Disqus export. Sources: the page "Comments export" of Disqus's
 * documentation (docs.disqus.com/developers/export) and its schema
 * (disqus.com/api/schemas/1.0/disqus.xsd); what real exports have beside these is known from the
 * importers of remark42 (`backend/app/migrator/disqus.go`) and Isso (`isso/migrate.py`).
 */
export const disqusNamespace = "http://disqus.com";

/** The namespace of `dsq:id`, Disqus's own ids. */
export const internalsNamespace = "http://disqus.com/disqus-internals";

/** `<thread>`: a page's conversation, as the widget saw the page first. */
export interface ExportedThread {
  /** Attribute `dsq:id`: what posts name. Empty where it is missing. */
  readonly id: string;
  /** `<id>`: the widget's `disqus_identifier`. Often empty, which Disqus documents nowhere. */
  readonly identifier: string;
  /** `<forum>`: the site's short name at Disqus. */
  readonly forum: string;
  /** `<link>`: the page's address when somebody opened it first; empty in threads nobody wrote in. */
  readonly link: string;
  /** `<title>`: the page's title at that time. */
  readonly title: string;
  /** `<createdAt>`, as {@link ExportedPost.createdAt}; null where it is none. */
  readonly createdAt: number | null;
  /** `<isClosed>`: nobody can write there any more; readers still see the comments. */
  readonly isClosed: boolean;
  /** `<isDeleted>`: readers see nothing of it. */
  readonly isDeleted: boolean;
}

/**
 * `<post>`: a comment. Its `<ipAddress>`, and the `<email>` of older exports, are not read: no comment
 * system needs them, and nobody agreed to see them copied.
 */
export interface ExportedPost {
  /** Attribute `dsq:id`: what other posts name. Empty where it is missing. */
  readonly id: string;
  /** `<thread dsq:id>`: exports write the id alone. Empty where it is missing. */
  readonly thread: string;
  /** `<parent dsq:id>`: the post that this one answers; null for none. */
  readonly parent: string | null;
  /** `<message>`: HTML, mostly in CDATA; undefined where it is longer than {@link longestText}. */
  readonly message: string | undefined;
  /**
   * `<createdAt>`: milliseconds since the Unix epoch, in UTC also where the export leaves the `Z` out, as
   * the example of Disqus's documentation does; null where it is no time.
   */
  readonly createdAt: number | null;
  /** `<isDeleted>`: somebody removed it; its replies may live on. */
  readonly isDeleted: boolean;
  /** `<isSpam>`: readers never saw it, or do no more. */
  readonly isSpam: boolean;
  /** `<author><name>`: as readers saw it. */
  readonly authorName: string;
  /** `<author><username>`: the account; empty for those who wrote without one (`isAnonymous`). */
  readonly username: string;
}

/**
 * Characters of the longest text that is read. Disqus itself refuses comments of more than some 25,000, and
 * D1 holds no row above 2 MB: what is longer is no comment of a person.
 */
export const longestText = 1_000_000;

/**
 * Time of an XML export in milliseconds since the Unix epoch; null for what is none.
 * Source: XML Schema Part 2, 3.2.7 "dateTime", of which exports use years of four digits.
 */
export function exportedTime(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(text.trim());
  if (parts === null) return null;
  const time = Date.parse(`${parts[1]}${parts[2] ?? "Z"}`);
  return Number.isNaN(time) ? null : time;
}
