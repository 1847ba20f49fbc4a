import { HTTPError, MatrixError } from "matrix-js-sdk";
import { z } from "zod";
import { HomeserverFailure } from "./homeserver-failure.ts";
import { addressInWords, howToCorrect, type NamedAddress } from "./named-address.ts";

const checkUrl =
  "Check homeserver-url: it is the address of the Matrix homeserver itself, as in Cactus's defaultHomeserverUrl, with its port where it has one.";
const tryLater = "Run again later: it goes on where it stopped.";
const longestQuote = 200;

/** Whether an answer of this status may be another one a little later. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Something answered that is no Matrix homeserver. `came` says with what. */
export function notAHomeserver(
  address: NamedAddress,
  status: number,
  came: string,
): HomeserverFailure {
  return new HomeserverFailure(
    "not-a-homeserver",
    `${addressInWords(address)} is not a Matrix homeserver: it answered with ${came} (HTTP status ${status}).`,
    { remedy: `${checkUrl} ${howToCorrect(address)}`, status },
  );
}

/** The homeserver sent the request on to another address. */
export function movedAway(address: NamedAddress, target: string): HomeserverFailure {
  return new HomeserverFailure(
    "homeserver-moved",
    `${addressInWords(address)} sends requests on to ${target}.`,
    { remedy: `If that is the homeserver of the comments, set homeserver-url to ${target}.` },
  );
}

/** The homeserver sends more than any conversation has. */
export function answerTooLarge(address: NamedAddress, cause: Error): HomeserverFailure {
  return new HomeserverFailure(
    "homeserver-answer-too-large",
    `The homeserver ${addressInWords(address)} was not read any further: ${cause.message}.`,
    { remedy: `${checkUrl} ${howToCorrect(address)}`, cause },
  );
}

/** The answer is JSON, but not what the Matrix specification says. */
export function unexpectedAnswer(address: NamedAddress, error: z.ZodError): HomeserverFailure {
  return new HomeserverFailure(
    "homeserver-unexpected-answer",
    `The homeserver ${addressInWords(address)} gave an answer that the Matrix specification doesn't know: ${z.prettifyError(error)}`,
    { remedy: `${checkUrl} ${howToCorrect(address)}`, cause: error },
  );
}

/**
 * What a failed answer means. Errors that are not about an answer are given back as they are.
 * Source: Matrix 1.11 client-server API, "Standard error response".
 */
export function answerFailure(address: NamedAddress, error: unknown): unknown {
  if (error instanceof SyntaxError) return brokenAnswer(address.url, error);
  if (!(error instanceof HTTPError)) return error;
  const { httpStatus: status = 0 } = error;
  const errcode = error instanceof MatrixError ? error.errcode : undefined;
  const transient = errcode === "M_LIMIT_EXCEEDED" || isTransientStatus(status);
  if (error instanceof MatrixError && errcode === undefined && !transient) {
    return notAHomeserver(address, status, "an error that is not Matrix's");
  }
  return new HomeserverFailure(
    transient ? "homeserver-unavailable" : "homeserver-refused",
    `The homeserver ${address.url} answered with HTTP status ${status}${quote(error)}.`,
    {
      transient,
      retryAfterMs: askedWait(error),
      status,
      errcode,
      remedy: transient ? tryLater : "Ask whoever runs the homeserver what this means.",
      cause: error,
    },
  );
}

function brokenAnswer(address: string, cause: SyntaxError): HomeserverFailure {
  return new HomeserverFailure(
    "homeserver-broken-answer",
    `The homeserver ${address} gave an answer that breaks off or is no JSON (${cause.message}).`,
    { remedy: tryLater, transient: true, cause },
  );
}

function quote(error: HTTPError): string {
  if (!(error instanceof MatrixError)) return "";
  const text = `${error.errcode ?? ""} ${error.error ?? ""}`.trim().slice(0, longestQuote);
  return text === "" ? "" : ` (${text})`;
}

/** A wait that can't be read counts as none. */
function askedWait(error: HTTPError): number | undefined {
  try {
    const wait = error.getRetryAfterMs();
    return wait === null ? undefined : Math.max(wait, 0);
  } catch {
    return undefined;
  }
}
