import { defineMessages } from "../domain/message-catalogue.ts";
import { plural } from "../domain/plural.ts";

const runAgain = "Run it again: it resumes where it left off.";

/** A request that was refused: of which bucket, who reports it, and in which words. */
export type RefusedRequest = Readonly<Record<"bucket" | "reporter" | "reason", string>>;

const requestRefused = ({ bucket, reporter, reason }: RefusedRequest) =>
  `A request to the R2 bucket ${bucket} failed. ${reporter} reports: ${reason}`;

type Unanswered = Readonly<Record<"bucket" | "origin", string>>;

/** What is reported about the bucket for pictures and files of comments. */
export const r2Messages = defineMessages({
  "r2-auth": {
    severity: "error",
    stopsRun: true,
    message: requestRefused,
    remedy:
      "Check the inputs cloudflare-api-token (it needs the permission Workers R2 Storage: Edit for this account) and cloudflare-account-id.",
  },
  "r2-bucket-not-found": {
    severity: "error",
    stopsRun: true,
    message: requestRefused,
    remedy: ({ bucket }: Record<"bucket", string>) =>
      `Create the bucket (npx wrangler r2 bucket create ${bucket}), or check the inputs r2-bucket and cloudflare-account-id.`,
  },
  "r2-not-enabled": {
    severity: "error",
    stopsRun: true,
    message: requestRefused,
    remedy: "Enable R2 for the account in Cloudflare's dashboard, then run it again.",
  },
  "r2-unavailable/refused": {
    severity: "error",
    message: requestRefused,
    remedy: `R2 or the network is unavailable. ${runAgain}`,
  },
  "r2-unavailable/timeout": {
    severity: "error",
    message: (p: Unanswered & { seconds: number }) =>
      `Cloudflare's API at ${p.origin} did not answer a request to the R2 bucket ${p.bucket} within ${plural(p.seconds, "second")}.`,
    remedy: runAgain,
  },
  "r2-unavailable/connection": {
    severity: "error",
    message: ({ bucket, origin, reason }: Unanswered & { reason: string }) =>
      `Cloudflare's API at ${origin} can't be reached for the R2 bucket ${bucket} (${reason}).`,
    remedy: `Check the network connection and the input cloudflare-api-base. ${runAgain}`,
  },
  "r2-unavailable/rate": {
    severity: "error",
    message: ({ bucket, origin, seconds }: Unanswered & { seconds: number }) =>
      `Cloudflare's API at ${origin} accepts no further requests to the R2 bucket ${bucket} for ${plural(seconds, "second")}.`,
    remedy: `${runAgain} Other programs with the same account count towards this limit, too.`,
  },
  "r2-answer-damaged": {
    severity: "error",
    message: ({ bucket, answer }: Record<"bucket" | "answer", string>) =>
      `The answer about the R2 bucket ${bucket} can't be read: ${answer}.`,
    remedy: `${runAgain} If it happens again, check the input cloudflare-api-base.`,
  },
  "r2-api-unusable": {
    severity: "error",
    stopsRun: true,
    message: ({ bucket, origin, reason }: Unanswered & { reason: string }) =>
      `Cloudflare's API at ${origin} can't be used for the R2 bucket ${bucket}: ${reason}.`,
    remedy:
      "Check the input cloudflare-api-base; if it is right, look for a proxy between the runner and Cloudflare.",
  },
  "r2-refused": {
    severity: "error",
    message: requestRefused,
    remedy: "Check what is reported; when that is fixed, run it again.",
  },
  "r2-wrangler-ended/timeout": {
    severity: "error",
    message: ({ bucket }: Record<"bucket", string>) =>
      `Wrangler took too long with the R2 bucket ${bucket} and was stopped.`,
    remedy: runAgain,
  },
  "r2-wrangler-ended/system": {
    severity: "error",
    message: ({ bucket }: Record<"bucket", string>) =>
      `The system stopped wrangler while it worked on the R2 bucket ${bucket}.`,
    remedy: runAgain,
  },
});
