import { beginningOf } from "../cloudflare/api/api-answer.ts";
import { connectionReason, type ExchangeFailures } from "../cloudflare/api/exchange.ts";
import type { WholeAnswer } from "../http/fetch-answer.ts";
import { r2Messages } from "./messages.ts";
import { R2Error } from "./r2-error.ts";

/** The errors of requests about this bucket that got no answer. */
export function apiFailures(bucket: string): ExchangeFailures {
  const named = (url: string) => ({ bucket, origin: new URL(url).origin });
  function unusable(url: string, reason: string, cause: Error): R2Error {
    const words = r2Messages.words("r2-api-unusable", { ...named(url), reason });
    return new R2Error(words, { transient: false, cause });
  }
  return {
    moved: (url, error) =>
      unusable(url, `it redirects to ${error.target}, which must not receive the API token`, error),
    tooLarge: (url, error) => unusable(url, error.message, error),
    rateLimited(url, waitMs) {
      const seconds = Math.ceil(waitMs / 1000);
      const words = r2Messages.words("r2-unavailable/rate", { ...named(url), seconds });
      return new R2Error(words, { transient: true, retryAfterMs: waitMs });
    },
    timedOut(url, timeoutMs) {
      const seconds = Math.ceil(timeoutMs / 1000);
      const words = r2Messages.words("r2-unavailable/timeout", { ...named(url), seconds });
      return new R2Error(words, { transient: true });
    },
    unreachable(url, cause) {
      const reason = connectionReason(cause);
      const words = r2Messages.words("r2-unavailable/connection", { ...named(url), reason });
      return new R2Error(words, { transient: true, cause });
    },
  };
}

/** The answer ended too early, or is none of Cloudflare's API; the request may have been carried out. */
export function answerDamaged(bucket: string, { status, text }: WholeAnswer): R2Error {
  const beginning = beginningOf(text);
  const answer = `HTTP ${status}, ${beginning === "" ? "it is empty" : `it begins with: ${beginning}`}`;
  return new R2Error(r2Messages.words("r2-answer-damaged", { bucket, answer }), {
    transient: true,
  });
}
