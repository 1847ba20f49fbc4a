import type { AuthorEntries, AuthorEntry } from "../config/author-entries.ts";
import type { Author, Comment } from "../domain/comment.ts";
import type { Finding } from "../domain/finding.ts";
import type { CommentSource } from "../domain/ports.ts";
import { textDigest } from "../domain/text-digest.ts";
import { proposedOwners } from "./proposed-owners.ts";
import { unknownAuthors } from "./unknown-authors.ts";
import { Writers } from "./writers.ts";

/** A source whose comments have the authors that the site's owner says. */
interface AuthoredSource {
  readonly source: CommentSource;
  /** What is to be said of authors when the pages have been read. */
  findings(reading: AuthorsReading): readonly Finding[];
}

/** How much was read, and what for. */
interface AuthorsReading {
  /** Whether owners are proposed: in a dry run. */
  readonly isProposing: boolean;
  /** Whether all pages of the site were read, so that who was not seen wrote nothing. */
  readonly isWhole: boolean;
}

/** Gives a source's comments the authors of these entries; it reads nothing itself. */
export function createAuthoredSource(inner: CommentSource, entries: AuthorEntries): AuthoredSource {
  const writers = new Writers();
  return {
    source: {
      names: inner.names,
      findConversations: (page, signal) => inner.findConversations(page, signal),
      expectedComments: (page, signal) => inner.expectedComments(page, signal),
      async readPage(page, signal) {
        const conversation = await inner.readPage(page, signal);
        writers.note(conversation);
        const comments = conversation.comments.map((comment) =>
          withAuthor(comment, entries.get(comment.authorId)),
        );
        return { ...conversation, comments };
      },
    },
    findings: ({ isProposing, isWhole }) => [
      ...(isWhole ? unknownAuthors(entries, writers) : []),
      ...(isProposing ? proposedOwners(entries, writers) : []),
    ],
  };
}

/** A comment with what the entry says of its author. */
export function withAuthor(comment: Comment, entry: AuthorEntry | undefined): Comment {
  if (entry === undefined) return comment;
  const { name, email, url, isOwner } = entry;
  const emailHash = email === undefined ? entry.emailHash : hashOfEmail(email);
  const author: Author = {
    isOwner,
    ...(email === undefined ? {} : { email }),
    ...(emailHash === undefined ? {} : { emailHash }),
    ...(url === undefined ? {} : { url }),
  };
  return {
    ...comment,
    authorName: name ?? comment.authorName,
    ...(isOwner || emailHash !== undefined || url !== undefined ? { author } : {}),
  };
}

/**
 * SHA-256 of an address, in 64 hexadecimal digits, as avatars are found by it.
 * Source: https://docs.gravatar.com/rest/hash/
 */
function hashOfEmail(email: string): string {
  return textDigest(email.trim().toLowerCase());
}
