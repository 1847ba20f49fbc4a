import { defineMessages } from "../../domain/message-catalogue.ts";

const runAgain = "Run it again: it resumes where it left off.";

/** What is reported about wrangler. */
export const wranglerMessages = defineMessages({
  "wrangler-not-found": {
    severity: "error",
    message: ({ program }: { program: string }) =>
      `Wrangler, Cloudflare's command-line tool, can't be started: there is no ${program}.`,
    remedy:
      "Install wrangler in the project (npm install wrangler), or set the input wrangler-path.",
  },
  "wrangler-is-batch-file": {
    severity: "error",
    message: ({ path }: { path: string }) =>
      `${path} is a batch file, which only a shell can run; comments are not passed through a shell.`,
    remedy:
      "Set the input wrangler-path to the script node_modules/wrangler/bin/wrangler.js instead.",
  },
  "wrangler-is-no-package": {
    severity: "error",
    message: ({ file }: { file: string }) =>
      `${file} is not part of a wrangler package, which is needed to open a local database.`,
    remedy:
      "Install wrangler in the project (npm install wrangler) and remove the input wrangler-path, or set it to node_modules/wrangler/bin/wrangler.js.",
  },
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
