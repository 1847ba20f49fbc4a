import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported about the machine that this program runs on. */
export const processMessages = defineMessages({
  "node-too-old": {
    severity: "error",
    message: ({ needed, version }: { needed: number; version: string }) =>
      `This program needs Node.js ${needed} or newer; this is ${version}.`,
    remedy: ({ needed }: { needed: number }) =>
      `Install it from https://nodejs.org, or replace node in the command with npx --yes node@${needed}.`,
  },
});
