import { defineMessages } from "../../domain/message-catalogue.ts";

const runAgain = "Run it again: it resumes where it left off.";

/** What is reported about wrangler. */
export const wranglerMessages = defineMessages({
  "wrangler-answer-damaged": {
    severity: "error",
    message: ({ database, answer }: { database: string; answer: string }) =>
      `Wrangler's answer about the D1 database ${database} can't be read: ${answer}`,
    remedy:
      "Run it again; if it happens again, check the version of wrangler (4.100 or newer is needed).",
  },
  "wrangler-ended/timeout": {
    severity: "error",
    message: ({ database }: { database: string }) =>
      `Wrangler took too long with the D1 database ${database} and was stopped.`,
    remedy: runAgain,
  },
  "wrangler-ended/system": {
    severity: "error",
    message: ({ database }: { database: string }) =>
      `The system stopped wrangler while it worked on the D1 database ${database}.`,
    remedy: runAgain,
  },
});
