import type {
  AnswerTooLargeError,
  RedirectRefusedError,
  WholeAnswer,
} from "../../http/fetch-answer.ts";
import { queryMessages } from "../transport/messages.ts";
import { queryFailure } from "../transport/query-failure.ts";
import { type D1Error, d1Error } from "../transport/transport.ts";
import { apiMessages } from "./messages.ts";
import { retryAfterMs } from "./rate-limit.ts";

/** An error in Cloudflare's envelope. */
export interface ApiError {
  readonly code: number;
  readonly message: string;
}

const shownLength = 300;

/** Cloudflare refused a request about this database, with these errors or with none. */
export function apiRefusal(
  database: string,
  { status, headers, text }: WholeAnswer,
  errors: readonly ApiError[],
): D1Error {
  const listed = errors.map(({ code, message }) => `${message} [code: ${code}]`).join("; ");
  return queryFailure({
    database,
    reporter: `Cloudflare (HTTP ${status})`,
    reason: listed || excerpt(text) || "nothing",
    status,
    retryAfterMs: retryAfterMs(headers),
    otherwise: "d1-refused",
  });
}

/** The answer ended too early, or is none of Cloudflare's API; the request may have been carried out. */
export function apiAnswerDamaged(database: string, { status, text }: WholeAnswer): D1Error {
  const beginning = excerpt(text);
  const words =
    beginning === ""
      ? apiMessages.words("d1-answer-damaged/empty", { database, status })
      : apiMessages.words("d1-answer-damaged/unreadable", { database, status, beginning });
  return d1Error(words, { transient: true });
}

/** Something redirects to another address, which must not receive the token. */
export function apiMoved(url: string, { target }: RedirectRefusedError): D1Error {
  const { origin } = new URL(url);
  return d1Error(apiMessages.words("d1-api-moved", { origin, target }), { transient: false });
}

/** More came than a database of comments can hold in a call's answer. */
export function answerTooLarge(url: string, cause: AnswerTooLargeError): D1Error {
  const words = { origin: new URL(url).origin, reason: cause.message };
  return d1Error(apiMessages.words("d1-answer-too-large", words), { transient: false, cause });
}

/** Cloudflare's API takes no request for so many ms. */
export function rateLimited(url: string, waitMs: number): D1Error {
  const words = { origin: new URL(url).origin, seconds: Math.ceil(waitMs / 1000) };
  return d1Error(apiMessages.words("d1-rate-limited", words), {
    transient: true,
    retryAfterMs: waitMs,
  });
}

/** No answer came in time; the request may have been carried out all the same. */
export function requestTimedOut(url: string, timeoutMs: number): D1Error {
  const words = { origin: new URL(url).origin, seconds: timeoutMs / 1000 };
  return d1Error(apiMessages.words("d1-timeout", words), { transient: true });
}

/** The connection failed before, during or after the request. */
export function connectionFailure(url: string, error: unknown): D1Error {
  const words = { origin: new URL(url).origin, reason: deepestReason(error) };
  return d1Error(apiMessages.words("d1-unreachable", words), { transient: true, cause: error });
}

/** The account has no database of that name. */
export function databaseNotFound(database: string): D1Error {
  return d1Error(queryMessages.words("database-not-found/account", { database }), {
    transient: false,
  });
}

/** fetch wraps what happened, sometimes more than once; the innermost error names it. */
function deepestReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return deepestReason(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > shownLength ? `${line.slice(0, shownLength)} …` : line;
}
