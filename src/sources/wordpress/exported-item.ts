import type { ExportedThread } from "../export/export-format.ts";
import { shownName } from "./shown-name.ts";
import { short, type Values } from "./values.ts";

/** What is read of an `<item>`, beside its comments and the slugs that it had. */
export const itemFields: readonly string[] = [
  "title",
  "link",
  "guid",
  "wp:post_id",
  "wp:post_name",
  "wp:post_type",
  "wp:status",
  "wp:comment_status",
];

/**
 * `<item>`: a post, a page, an attachment or whatever else a plugin keeps, with its comments.
 * @param blog its address, without a slash at the end; empty where the export says none
 */
export function threadOf(
  values: Values,
  formerSlugs: readonly string[],
  blog: string,
): ExportedThread {
  const guid = short(values, "guid");
  const id = itemId(values);
  return {
    id,
    site: siteOf(blog),
    addresses: addressesOf(values, formerSlugs, blog),
    identifiers: guid === "" || id === "" ? [] : disqusIdentifiers(id, guid),
    title: shownName(short(values, "title")),
    isClosed: short(values, "wp:comment_status") === "closed",
    isDeleted: short(values, "wp:status") === "trash",
  };
}

/** `<wp:post_id>`; files that were made by hand may have it in the address only, or not at all. */
export function itemId(values: Values): string {
  const link = short(values, "link");
  const inAddress = /[?&](?:p|page_id)=(\d+)/.exec(`${short(values, "guid")} ${link}`)?.[1];
  return short(values, "wp:post_id") || (inAddress ?? link);
}

/**
 * A blog's name: its host, with the path where it has one, because several blogs of one host number their
 * comments alike.
 */
function siteOf(blog: string): string {
  if (!URL.canParse(blog)) return "";
  const { host, pathname } = new URL(blog);
  return `${host}${pathname.replace(/\/$/, "")}`;
}

/**
 * The permalink, those with former slugs, which WordPress redirects, and the forms with the id, which
 * always lead there. The `<guid>` is the address that the item had first, except of attachments: theirs is
 * the file.
 * Source: WordPress, `wp-includes/query.php` (`wp_old_slug_redirect`) and `wp-includes/post.php`
 * (`wp_insert_post`, `guid`).
 */
function addressesOf(
  values: Values,
  formerSlugs: readonly string[],
  blog: string,
): readonly string[] {
  const link = short(values, "link");
  const guid = short(values, "guid");
  const id = itemId(values);
  const isAttachment = short(values, "wp:post_type") === "attachment";
  const all = [
    link,
    ...formerSlugs.map((slug) => withSlug(link, short(values, "wp:post_name"), slug)),
    isAttachment || !/^https?:\/\//i.test(guid) ? "" : guid,
    blog === "" || !/^\d+$/.test(id) ? "" : `${blog}/?p=${id}`,
  ];
  return [...new Set(all)].filter((one) => one !== "");
}

/** A permalink with another slug; empty where it has no slug. */
function withSlug(link: string, slug: string, former: string): string {
  const at = slug === "" ? -1 : link.toLowerCase().lastIndexOf(`/${slug.toLowerCase()}`);
  const rest = link.slice(at + 1 + slug.length);
  return at === -1 || !/^(?:$|[/.?])/.test(rest) || former === ""
    ? ""
    : `${link.slice(0, at + 1)}${former}${rest}`;
}

/**
 * What the Disqus plugin for WordPress calls the item, which a site that left both behind may still have in
 * its pages. It takes the guid as WordPress keeps it, where `&` may be escaped.
 * Source: disqus-wordpress-plugin, `dsq_identifier_for_post`.
 */
function disqusIdentifiers(id: string, guid: string): readonly string[] {
  const kept = guid.replaceAll("&", "&#038;");
  return [...new Set([`${id} ${guid}`, `${id} ${kept}`])];
}
