import { defineMessages } from "../domain/message-catalogue.ts";

/** What is said of the choice of a database, and of the ways to it. */
export const d1Messages = defineMessages({
  "api-without-account": {
    severity: "error",
    message: "Cloudflare's API can't be used without an API token and an account id.",
    remedy: "Set the inputs cloudflare-api-token and cloudflare-account-id.",
  },
});
