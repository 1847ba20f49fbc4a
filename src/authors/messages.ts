import { defineMessages } from "../domain/message-catalogue.ts";
import { plural } from "../domain/plural.ts";

/** What is reported about authors. */
export const authorMessages = defineMessages({
  "unknown-authors": {
    severity: "warning",
    message: ({ entries, users }: { entries: number; users: string }) =>
      `${plural(entries, "entry", "entries")} of authors ${entries === 1 ? "is" : "are"} of nobody who wrote a comment: ${users}`,
    remedy: "Correct the user id, or remove the entry.",
  },
  "owners-proposed": {
    severity: "notice",
    message: ({ people }: { people: string }) =>
      `These moderators of the comments wrote some themselves: ${people}.`,
    remedy: ({ setting }: { setting: string }) =>
      `Put those who own the site into authors, so that their comments are marked as the owner's: ${setting}`,
  },
});
