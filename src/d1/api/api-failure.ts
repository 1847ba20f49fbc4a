import { type ApiError, beginningOf, reasonOf } from "../../cloudflare/api/api-answer.ts";
import { connectionReason, type ExchangeFailures } from "../../cloudflare/api/exchange.ts";
import { retryAfterMs } from "../../cloudflare/api/rate-limit.ts";
import type {
  AnswerTooLargeError,
  RedirectRefusedError,
  WholeAnswer,
} from "../../http/fetch-answer.ts";
import { queryMessages } from "../transport/messages.ts";
import { queryFailure } from "../transport/query-failure.ts";
import { type D1Error, d1Error } from "../transport/transport.ts";
import { apiMessages } from "./messages.ts";

/** Cloudflare refused a request about this database, with these errors or with none. */
export function apiRefusal(
  database: string,
  answer: WholeAnswer,
  errors: readonly ApiError[],
): D1Error {
  const { status, headers } = answer;
  return queryFailure({
    database,
    reporter: `Cloudflare (HTTP ${status})`,
    reason: reasonOf(errors, answer),
    status,
    retryAfterMs: retryAfterMs(headers),
    otherwise: "d1-refused",
  });
}

/** The answer ended too early, or is none of Cloudflare's API; the request may have been carried out. */
export function apiAnswerDamaged(database: string, { status, text }: WholeAnswer): D1Error {
  const beginning = beginningOf(text);
  const words =
    beginning === ""
      ? apiMessages.words("d1-answer-damaged/empty", { database, status })
      : apiMessages.words("d1-answer-damaged/unreadable", { database, status, beginning });
  return d1Error(words, { transient: true });
}

/** Something redirects to another address, which must not receive the token. */
function apiMoved(url: string, { target }: RedirectRefusedError): D1Error {
  const { origin } = new URL(url);
  return d1Error(apiMessages.words("d1-api-moved", { origin, target }), { transient: false });
}

/** More came than a database of comments can hold in a call's answer. */
function answerTooLarge(url: string, cause: AnswerTooLargeError): D1Error {
  const words = { origin: new URL(url).origin, reason: cause.message };
  return d1Error(apiMessages.words("d1-answer-too-large", words), { transient: false, cause });
}

/** Cloudflare's API takes no request for so many ms. */
function rateLimited(url: string, waitMs: number): D1Error {
  const words = { origin: new URL(url).origin, seconds: Math.ceil(waitMs / 1000) };
  return d1Error(apiMessages.words("d1-rate-limited", words), {
    transient: true,
    retryAfterMs: waitMs,
  });
}

/** No answer came in time; the request may have been carried out all the same. */
function requestTimedOut(url: string, timeoutMs: number): D1Error {
  const words = { origin: new URL(url).origin, seconds: timeoutMs / 1000 };
  return d1Error(apiMessages.words("d1-timeout", words), { transient: true });
}

/** The connection failed before, during or after the request. */
function connectionFailure(url: string, error: unknown): D1Error {
  const words = { origin: new URL(url).origin, reason: connectionReason(error) };
  return d1Error(apiMessages.words("d1-unreachable", words), { transient: true, cause: error });
}

/** The errors of requests about databases that got no answer. */
export const apiFailures: ExchangeFailures = {
  moved: apiMoved,
  tooLarge: answerTooLarge,
  rateLimited,
  timedOut: requestTimedOut,
  unreachable: connectionFailure,
};

/** The account has no database of that name. */
export function databaseNotFound(database: string): D1Error {
  return d1Error(queryMessages.words("database-not-found/account", { database }), {
    transient: false,
  });
}
