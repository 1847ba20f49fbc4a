import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported where Cloudflare's programs or its API can't be used at all. */
export const cloudflareMessages = defineMessages({
  "api-without-account": {
    severity: "error",
    message: "Cloudflare's API can't be used without an API token and an account id.",
    remedy: "Set the inputs cloudflare-api-token and cloudflare-account-id.",
  },
  "wrangler-dir-not-found": {
    severity: "error",
    message: ({ folder }: { folder: string }) =>
      `There is no folder ${folder}, in which wrangler is to be run.`,
    remedy: "Set wrangler-dir to the folder of your wrangler project.",
  },
  "wrangler-not-found": {
    severity: "error",
    message: ({ program }: { program: string }) =>
      `Wrangler, Cloudflare's command-line tool, can't be started: there is no ${program}.`,
    remedy:
      "Install wrangler (npm install wrangler) in the folder that wrangler-dir names; without it, npx must be there to fetch it.",
  },
  "wrangler-is-no-package": {
    severity: "error",
    message: ({ file }: { file: string }) =>
      `${file} is not part of a wrangler package, which is needed to open a local database or bucket.`,
    remedy: "Install wrangler (npm install wrangler) in the folder that wrangler-dir names.",
  },
});
