import type { Author } from "../../domain/comment.ts";
import { authorDetails } from "../export/author-details.ts";
import { type ExportedPost, longestText } from "../export/export-format.ts";
import { idOfValues } from "../export/post-ids.ts";
import { writtenTime } from "../export/written-time.ts";
import { type Fields, isOfWp2hugo, textFor, textsFor } from "./fields.ts";
import { isUniqueId } from "./unique-id.ts";

/** What of a comment its fields don't say. */
interface Placed {
  readonly thread: string;
  /** By its words, for one that has no id. */
  readonly idByWords: () => string;
  readonly createdAt: number | null;
}

/** A comment. There are no accounts: people are told apart by their mail addresses, mostly hashed. */
export function staticmanPost(
  fields: Fields,
  { thread, idByWords, createdAt }: Placed,
): ExportedPost {
  const own = bareId(textFor(fields, "id"));
  const idOf = (id: string) =>
    isUniqueId(id) || isOfWp2hugo(fields) ? id : idOfValues([thread, id]);
  const parent = parentOf(fields, own);
  const message = textFor(fields, "message");
  const author = authorOf(fields);
  const { time: editedAt } = writtenTime(textFor(fields, "edited"));
  return {
    id: own === "" ? idByWords() : idOf(own),
    thread,
    parent: parent === "" ? null : idOf(parent),
    message: message.length > longestText ? undefined : message,
    createdAt,
    ...(editedAt !== null && createdAt !== null && editedAt > createdAt ? { editedAt } : {}),
    authorId: author?.emailHash?.slice(0, 32) ?? "",
    authorName: textFor(fields, "author") || "Anonymous",
    ...(author === undefined ? {} : { author }),
  };
}

/** An id without what themes put before it for the id of its element, which some forms send. */
function bareId(id: string): string {
  return id.replace(/^#?comment(?:id)?-/i, "");
}

/** The id of the comment that is answered; empty for none. */
function parentOf(fields: Fields, own: string): string {
  const said = textsFor(fields, "parent")
    .map(bareId)
    .filter((id) => id !== "0" && id !== own);
  const [first = ""] = said;
  const above = fields.get("parent") ?? "";
  const isAbove = above !== own && (isUniqueId(above) || /^\d+$/.test(`${above}${own}`));
  return said.find(isUniqueId) ?? (first || (isAbove && above !== "0" ? above : ""));
}

/** What is no address was hashed by Staticman, or encrypted for the owner. */
function authorOf(fields: Fields): Author | undefined {
  const email = textFor(fields, "email");
  const isHash = /^(?:[\da-f]{32}|[\da-f]{64})$/i.test(email);
  return authorDetails({
    email: email.includes("@") ? email : "",
    emailHash: isHash ? email.toLowerCase() : "",
    website: textFor(fields, "website"),
  });
}
