import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported where Cloudflare's programs or its API can't be used at all. */
export const cloudflareMessages = defineMessages({
  "api-without-account": {
    severity: "error",
    message: "Cloudflare's API can't be used without an API token and an account id.",
    remedy: "Set the inputs cloudflare-api-token and cloudflare-account-id.",
  },
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
      `${file} is not part of a wrangler package, which is needed to open a local database or bucket.`,
    remedy:
      "Install wrangler in the project (npm install wrangler) and remove the input wrangler-path, or set it to node_modules/wrangler/bin/wrangler.js.",
  },
});
