import type { Author } from "../../domain/comment.ts";
import { textDigest } from "../../domain/text-digest.ts";
import { type ExportedPost, longestText } from "../export/export-format.ts";
import { writtenTime } from "../export/written-time.ts";
import { shownName } from "./shown-name.ts";
import { short, type Values } from "./values.ts";

/** What is read of a `<wp:comment>`: its `<wp:comment_author_IP>` is not. */
export const commentFields: readonly string[] = [
  "wp:comment_id",
  "wp:comment_author",
  "wp:comment_author_email",
  "wp:comment_author_url",
  "wp:comment_date_gmt",
  "wp:comment_date",
  "wp:comment_content",
  "wp:comment_approved",
  "wp:comment_type",
  "wp:comment_parent",
  "wp:comment_user_id",
];

/**
 * The time of a comment. The one in GMT is `0000-00-00 00:00:00` where WordPress does not know it; the other
 * one is by the site's clock, whose zone no export has: it is taken for UTC.
 * Source: WordPress, `wp-admin/includes/export.php`
 */
export function timeOf(values: Values): ReturnType<typeof writtenTime> {
  const known = writtenTime(short(values, "wp:comment_date_gmt"));
  if (known.time !== null) return { ...known, isAssumed: false };
  return writtenTime(short(values, "wp:comment_date"));
}

/** `<wp:comment>`: what somebody wrote below an item, or what a site sent or noted there. */
export function postOf(
  values: Values,
  { thread, createdAt }: Pick<ExportedPost, "thread" | "createdAt">,
): ExportedPost {
  const content = (values.get("wp:comment_content") ?? "").trim();
  const status = short(values, "wp:comment_approved");
  const hidden = hiddenBecause(status, short(values, "wp:comment_type"));
  const user = idOr(short(values, "wp:comment_user_id"), "");
  const author = authorOf(values);
  return {
    id: short(values, "wp:comment_id"),
    thread,
    parent: idOr(short(values, "wp:comment_parent"), null),
    message: content.length > longestText ? undefined : content,
    createdAt,
    ...(hidden === undefined ? {} : { hidden }),
    authorId: user === "" ? "" : `user-${user}`,
    // What WordPress itself shows where there is none.
    authorName: shownName(short(values, "wp:comment_author")) || "Anonymous",
    ...(author === undefined ? {} : { author }),
  };
}

/** `post-trashed` are those whose item went to the trash. */
const trash = new Set(["trash", "post-trashed"]);

/** `1` is approved; older sites and some plugins have the words. Without one, it is the table's default. */
const shownStatuses = new Set(["", "1", "approve", "approved"]);

/** WooCommerce has reviews of products; those without a type are comments as WordPress kept them before 5.5. */
const shownTypes = new Set(["", "comment", "review"]);

/**
 * Why readers do not see it.
 * Source: WordPress, `wp-includes/comment.php` (`wp_get_comment_status`) and `wp-includes/post.php`
 * (`wp_trash_post_comments`). WordPress itself leaves spam out of exports.
 */
function hiddenBecause(status: string, type: string): string | undefined {
  if (status === "spam") return "spam";
  if (trash.has(status)) return "in the trash";
  if (type === "pingback" || type === "trackback") return `a ${type}`;
  if (!shownTypes.has(type)) return `comment type ${type.slice(0, 40)}`;
  if (shownStatuses.has(status)) return undefined;
  return status === "0" || status === "hold"
    ? "waiting for approval"
    : `comment status ${status.slice(0, 40)}`;
}

/** An id; `0` stands for none. */
function idOr<None>(id: string, none: None): string | None {
  return id === "" || id === "0" ? none : id;
}

function authorOf(values: Values): Author | undefined {
  const email = short(values, "wp:comment_author_email").toLowerCase();
  const url = webAddress(short(values, "wp:comment_author_url"));
  if (email === "" && url === undefined) return undefined;
  return {
    isOwner: false,
    ...(email === "" ? {} : { emailHash: textDigest(email) }),
    ...(url === undefined ? {} : { url }),
  };
}

function webAddress(text: string): string | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).href : undefined;
}
