import type { AuthorEntries } from "../config/author-entries.ts";
import { didYouMean } from "../config/nearest-name.ts";
import type { Finding } from "../domain/finding.ts";
import { authorMessages } from "./messages.ts";
import type { Writers } from "./writers.ts";

/** The warning about entries of whom nobody wrote a comment. */
export function unknownAuthors(entries: AuthorEntries, writers: Writers): readonly Finding[] {
  const wrote = new Set(writers.userIds());
  const known = [...wrote].filter((userId) => !entries.has(userId));
  const unknown = [...entries.keys()].filter((userId) => !wrote.has(userId));
  if (unknown.length === 0) return [];
  const users = unknown.map((userId) => `${userId}${didYouMean(userId, known)}`).join("; ");
  return [authorMessages.finding("unknown-authors", { users, entries: unknown.length })];
}
