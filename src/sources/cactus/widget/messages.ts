import { defineMessages } from "../../../domain/message-catalogue.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

/** What is reported about the section ids with which pages call the Cactus client. */
export const widgetMessages = defineMessages({
  "forbidden-section-id": {
    severity: "warning",
    message: ({ thread }: Texts<"thread">) =>
      `The section id ${thread} contains a blank or an underscore, which the Cactus client refuses: the page shows no comments.`,
    remedy: "If it does show comments, look for the id that the site really uses.",
  },
  "impossible-section-id": {
    severity: "warning",
    message: ({ thread }: Texts<"thread">) =>
      `The section id ${thread} contains a colon, which no room alias can have: the page can never have had comments.`,
    remedy:
      "There is nothing to move. If the page does show comments, look for the id that the site really uses.",
  },
  "encoded-section-id": {
    severity: "notice",
    message: ({ thread, encoded }: Texts<"thread" | "encoded">) =>
      `The section id ${thread} contains characters that URLs encode; its room is requested as ${encoded}.`,
    remedy: "Nothing to do if the report counts its comments.",
  },
});
