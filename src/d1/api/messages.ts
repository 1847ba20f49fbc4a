import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

const runAgain = "Run it again: it resumes where it left off.";

/** What is reported about Cloudflare's API. */
export const apiMessages = defineMessages({
  "d1-answer-damaged/empty": {
    severity: "error",
    message: ({ database, status }: { database: string; status: number }) =>
      `Cloudflare's answer about the D1 database ${database} is empty (HTTP ${status}).`,
    remedy: `${runAgain} If it happens again, check the input cloudflare-api-base.`,
  },
  "d1-answer-damaged/unreadable": {
    severity: "error",
    message: (p: { database: string; status: number; beginning: string }) =>
      `Cloudflare's answer about the D1 database ${p.database} can't be read (HTTP ${p.status}; it begins with: ${p.beginning}).`,
    remedy: `${runAgain} If it happens again, check the input cloudflare-api-base.`,
  },
  "d1-answer-too-large": {
    severity: "error",
    message: ({ origin, reason }: { origin: string; reason: string }) =>
      `The answer of Cloudflare's API at ${origin} was not read to the end: ${reason}.`,
    remedy: "Check the input cloudflare-api-base.",
  },
  "d1-api-moved": {
    severity: "error",
    message: ({ origin, target }: { origin: string; target: string }) =>
      `Cloudflare's API at ${origin} redirects to ${target}; the redirect was not followed, because requests contain the API token.`,
    remedy:
      "Check the input cloudflare-api-base; if it is right, look for a proxy between the runner and Cloudflare.",
  },
  "d1-rate-limited": {
    severity: "error",
    message: ({ origin, seconds }: { origin: string; seconds: number }) =>
      `Cloudflare's API at ${origin} accepts no further requests of this user for ${plural(seconds, "second")}.`,
    remedy: `${runAgain} Other programs with the same account count towards this limit, too.`,
  },
  "d1-timeout": {
    severity: "error",
    message: ({ origin, seconds }: { origin: string; seconds: number }) =>
      `Cloudflare's API at ${origin} did not answer within ${plural(seconds, "second")}.`,
    remedy: runAgain,
  },
  "d1-unreachable": {
    severity: "error",
    message: ({ origin, reason }: { origin: string; reason: string }) =>
      `Cloudflare's API at ${origin} can't be reached (${reason}).`,
    remedy: `Check the network connection and the input cloudflare-api-base. ${runAgain}`,
  },
});
