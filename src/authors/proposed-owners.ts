import type { AuthorEntries } from "../config/author-entries.ts";
import type { Finding } from "../domain/finding.ts";
import { plural } from "../domain/plural.ts";
import { authorMessages } from "./messages.ts";
import type { Writers } from "./writers.ts";

/** The notice about moderators who wrote comments, and of whom `authors` says nothing. */
export function proposedOwners(entries: AuthorEntries, writers: Writers): readonly Finding[] {
  const proposed = writers.moderators().filter(({ userId }) => !entries.has(userId));
  if (proposed.length === 0) return [];
  const people = proposed.map(
    ({ userId, name, comments }) => `${name} (${userId}, ${plural(comments, "comment")})`,
  );
  // Reports have a remedy in one line, and JSON is YAML, too.
  const lines = proposed.map(({ userId }) => `${JSON.stringify(userId)}: {"owner": true}`);
  return [
    authorMessages.finding("owners-proposed", {
      people: people.join(", "),
      setting: `{${lines.join(", ")}}`,
    }),
  ];
}
