import { defineMessages } from "../../domain/message-catalogue.ts";

const remedy =
  "Check the input api-base, and that the comment system is running and accepts requests for the site's address.";

/** What is reported about a comment system's public API. */
export const publicApiMessages = defineMessages({
  "comments-api-failed/unreachable": {
    severity: "error",
    message: ({ url }: { url: string }) => `The comments API can't be reached at ${url}.`,
    remedy,
  },
  "comments-api-failed/status": {
    severity: "error",
    message: ({ url, status }: { url: string; status: number }) =>
      `The comments API returned HTTP status ${status} for ${url}.`,
    remedy,
  },
  "comments-api-failed/redirect": {
    severity: "error",
    message: ({ url, target }: { url: string; target: string }) =>
      `The comments API redirects from ${url} to ${target}.`,
    remedy,
  },
  "comments-api-failed/too-large": {
    severity: "error",
    message: ({ url, reason }: { url: string; reason: string }) =>
      `The comments API's answer to ${url} was not read to the end: ${reason}.`,
    remedy,
  },
  "comments-api-failed/no-json": {
    severity: "error",
    message: ({ url }: { url: string }) => `The comments API returned no JSON for ${url}.`,
    remedy,
  },
  "comments-api-failed/unexpected-answer": {
    severity: "error",
    message: ({ url }: { url: string }) =>
      `The comments API returned an unexpected answer for ${url}.`,
    remedy,
  },
  "comments-api-failed/endless": {
    severity: "error",
    message: ({ page }: { page: string }) =>
      `The comments API keeps returning further comments for ${page} without end.`,
    remedy,
  },
});
