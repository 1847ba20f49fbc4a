import { authorDetails, hashOfEmail } from "../export/author-details.ts";
import { type ExportedPost, type ExportedThread, longestText } from "../export/export-format.ts";
import { addressesAmong } from "../export/page-addresses.ts";
import { votes } from "../export/votes.ts";
import type { Artran } from "./artran.ts";

/** The page's conversation; each site has its own keys. Empty for a comment of no page. */
function threadId({ site_name, page_key }: Artran): string {
  const key = page_key.trim();
  const site = site_name.trim();
  return key === "" || site === "" ? key : `${site}: ${key}`;
}

/** The page of a comment. Its key is its path, its URL, or what the site calls it. */
export function artransThread(artran: Artran): ExportedThread {
  const key = artran.page_key.trim();
  return {
    id: threadId(artran),
    site: artran.site_name.trim(),
    addresses: addressesAmong([key]),
    identifiers: key === "" ? [] : [key],
    title: artran.page_title.trim(),
    isClosed: isTrue(artran.page_admin_only),
    isDeleted: false,
  };
}

/** What Artalk calls an account without a mail address. */
const noAddress = "anonymous@example.org";

/** A comment. Artalk folds those that are "collapsed", but readers may unfold them. */
export function artransPost(
  artran: Artran,
  { id, createdAt }: Pick<ExportedPost, "id" | "createdAt">,
): ExportedPost {
  const { rid, content } = artran;
  const email = artran.email.trim() === noAddress ? "" : artran.email;
  const author = authorDetails({ email, website: withScheme(artran.link.trim()) });
  const reactions = votes(Number(artran.vote_up), Number(artran.vote_down));
  return {
    id,
    thread: threadId(artran),
    parent: rid === "" || rid === "0" ? null : rid,
    message: content.length > longestText ? undefined : content,
    createdAt,
    ...(isTrue(artran.is_pending) ? { hidden: "waiting for approval" } : {}),
    authorId: hashOfEmail(email)?.slice(0, 32) ?? "",
    authorName: artran.nick.trim() || "Anonymous",
    ...(author === undefined ? {} : { author }),
    ...(reactions === undefined ? {} : { reactions }),
  };
}

/** As Artalk completes what people gave as their site. */
function withScheme(link: string): string {
  return link === "" || link.includes("://") ? link : `https://${link}`;
}

function isTrue(flag: string): boolean {
  return flag === "true" || flag === "1";
}
