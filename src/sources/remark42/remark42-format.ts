import type { Reaction } from "../../domain/comment.ts";
import { textsOf } from "../export/export-file.ts";
import {
  type ExportedPost,
  type ExportedThread,
  type ExportFormat,
  longestText,
} from "../export/export-format.ts";
import { oddCharacters } from "../export/odd-characters.ts";
import { writtenTime } from "../export/written-time.ts";
import { textOfHtml } from "../html/html-text.ts";
import { readMessage } from "./message.ts";
import { readBackup } from "./read-backup.ts";
import type { WrittenComment } from "./records.ts";

/**
 * The backups of remark42, that it makes each day or on demand: a line of JSON for the site, and one for each
 * comment.
 * Source: remark42, `backend/app/migrator/native.go`; remark42.com/docs/backup/backup/
 */
export const remark42Format: ExportFormat = {
  kind: "remark42",
  name: "remark42 backup",
  exportAgain:
    "Make the backup again (remark42's command backup) and use the file as it was written.",
  async read(file, receiver) {
    let closed: ReadonlySet<string> = new Set();
    const titles = new Map<string, string>();
    const odd = await readBackup(textsOf(file), {
      readOnly: (urls) => {
        closed = urls;
      },
      comment: (comment) => {
        const { url } = comment.locator;
        const id = threadId(comment);
        const before = titles.get(id);
        if (before === undefined || (comment.title !== "" && comment.title !== before)) {
          titles.set(id, comment.title);
          receiver.thread(threadOf(comment, closed.has(url)));
        }
        receiver.post(postOf(comment));
      },
    });
    return oddCharacters(file, { junk: 0, ...odd });
  },
  textsOf: readMessage,
};

/** Empty where it names no page. Two sites may have comments on one address. */
function threadId({ locator: { site, url } }: WrittenComment): string {
  return url === "" || site === "" ? url : `${site} ${url}`;
}

/** A page's conversation: remark42 knows it by the address that the widget gives, and by its site. */
function threadOf(comment: WrittenComment, isClosed: boolean): ExportedThread {
  const address = addressOf(comment.locator.url);
  const addresses = address === "" ? [] : [address];
  return {
    id: threadId(comment),
    site: short(comment.locator.site),
    addresses,
    identifiers: addresses,
    title: line(comment.title),
    isClosed,
    isDeleted: false,
  };
}

function postOf(comment: WrittenComment): ExportedPost {
  const { id, pid, text, user, edit } = comment;
  const editedAt = edit ? writtenTime(edit.time).time : null;
  const reactions = reactionsTo(comment);
  return {
    id,
    thread: threadId(comment),
    parent: pid || null,
    message: text.length > longestText ? undefined : text,
    createdAt: writtenTime(comment.time).time,
    ...(editedAt === null ? {} : { editedAt }),
    ...(comment.delete ? { hidden: "deleted" } : {}),
    authorId: short(user.id),
    authorName: line(user.name),
    ...(user.admin ? { author: { isOwner: true } } : {}),
    ...(reactions.length === 0 ? {} : { reactions }),
  };
}

/** The votes; where a backup has only their sum, which is what readers saw, as many of its sign. */
function reactionsTo({ votes, score }: WrittenComment): readonly Reaction[] {
  const known = Object.values(votes ?? {});
  const [ups, downs] =
    known.length === 0
      ? [Math.max(score, 0), Math.max(-score, 0)]
      : [known.filter(Boolean).length, known.filter((isUp) => !isUp).length];
  return [
    { key: "👍", count: ups },
    { key: "👎", count: downs },
  ].filter(({ count }) => count > 0);
}

/**
 * Addresses are kept as attributes of HTML have them, `&amp;` for `&`; older backups have them plain, so that
 * no other name may count.
 * Source: remark42, `backend/app/store/comment.go` (SanitizeAsURL)
 */
function addressOf(url: string): string {
  return short(url).replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

/** What HTML of one line shows: names and titles have `&amp;` for `&`. */
function line(html: string): string {
  return textOfHtml(short(html)).replace(/\s+/g, " ");
}

/** A text of which nobody needs more than this. */
function short(text: string): string {
  return text.trim().slice(0, 4096);
}
