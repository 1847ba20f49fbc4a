import type {
  AnswerTooLargeError,
  RedirectRefusedError,
  WholeAnswer,
} from "../../http/fetch-answer.ts";
import { failureKindOf } from "../transport/failure-kind.ts";
import { D1Error } from "../transport/transport.ts";
import { retryAfterMs } from "./rate-limit.ts";

/** An error in Cloudflare's envelope. */
export interface ApiError {
  readonly code: number;
  readonly message: string;
}

const runAgain = "Run it again: it goes on where it stopped.";
const shownLength = 300;

/** Cloudflare refused a request about this database, with these errors or with none. */
export function apiRefusal(
  database: string,
  { status, headers, text }: WholeAnswer,
  errors: readonly ApiError[],
): D1Error {
  const listed = errors.map(({ code, message }) => `${message} [code: ${code}]`).join("; ");
  const said = listed || excerpt(text) || "nothing";
  const kind = failureKindOf(`${said} -> ${status}`);
  return new D1Error(
    kind?.code ?? "d1-refused",
    `Cloudflare refused a call to the D1 database ${database} (HTTP ${status}). It said: ${said}`,
    {
      transient: kind?.transient ?? false,
      retryAfterMs: retryAfterMs(headers),
      remedy: kind?.remedy ?? "Look at what Cloudflare said; when it is mended, run it again.",
    },
  );
}

/** The answer ended too early, or is none of Cloudflare's API; what it answers may have been done. */
export function apiAnswerDamaged(database: string, { status, text }: WholeAnswer): D1Error {
  const came = text === "" ? "it is empty" : `it begins with: ${excerpt(text)}`;
  return new D1Error(
    "d1-answer-damaged",
    `Cloudflare's answer about the D1 database ${database} can't be read (HTTP ${status}; ${came}).`,
    { transient: true, remedy: `${runAgain} If it stays, check the input cloudflare-api-base.` },
  );
}

/** Something sends requests on to another address, to which the token does not belong. */
export function apiMoved(url: string, { target }: RedirectRefusedError): D1Error {
  return new D1Error(
    "d1-api-moved",
    `Cloudflare's API at ${new URL(url).origin} sends requests on to ${target}, which gets none of them: they hold the API token.`,
    {
      transient: false,
      remedy:
        "Check the input cloudflare-api-base; if it is right, look for a proxy between the runner and Cloudflare.",
    },
  );
}

/** More came than a database of comments can hold in a call's answer. */
export function answerTooLarge(url: string, cause: AnswerTooLargeError): D1Error {
  return new D1Error(
    "d1-answer-too-large",
    `Cloudflare's API at ${new URL(url).origin} was not read any further: ${cause.message}.`,
    { transient: false, remedy: "Check the input cloudflare-api-base.", cause },
  );
}

/** No answer came in time; the request may have been carried out all the same. */
export function requestTimedOut(url: string, timeoutMs: number): D1Error {
  return new D1Error(
    "d1-timeout",
    `Cloudflare's API at ${new URL(url).origin} did not answer within ${timeoutMs / 1000} seconds.`,
    { transient: true, remedy: runAgain },
  );
}

/** The connection failed before, during or after the request. */
export function connectionFailure(url: string, error: unknown): D1Error {
  return new D1Error(
    "d1-unreachable",
    `Cloudflare's API at ${new URL(url).origin} can't be reached (${deepestReason(error)}).`,
    {
      transient: true,
      remedy: `Check the network and the input cloudflare-api-base. ${runAgain}`,
      cause: error,
    },
  );
}

/** The account has no database of that name. */
export function databaseNotFound(database: string): D1Error {
  return new D1Error(
    "database-not-found",
    `The Cloudflare account has no D1 database called ${database}.`,
    {
      transient: false,
      remedy:
        "Check the inputs database-name and cloudflare-account-id; wrangler d1 list shows the databases.",
    },
  );
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
