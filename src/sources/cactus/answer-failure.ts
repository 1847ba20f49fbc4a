import { HTTPError, MatrixError } from "matrix-js-sdk";
import { z } from "zod";
import { HomeserverFailure } from "./homeserver-failure.ts";
import { cactusMessages } from "./messages.ts";
import { addressInWords, howToCorrect, type NamedAddress } from "./named-address.ts";

const longestQuote = 200;

/** Whether an answer of this status may be another one a little later. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Something answered that is no Matrix homeserver. */
export function notAHomeserver(
  address: NamedAddress,
  answer: "web-page" | "no-json" | "other-error",
  status: number,
): HomeserverFailure {
  return new HomeserverFailure(
    cactusMessages.words(`not-a-homeserver/${answer}`, { ...inWords(address), status }),
    { status },
  );
}

/** The homeserver redirected the request to another address. */
export function movedAway(address: NamedAddress, target: string): HomeserverFailure {
  return new HomeserverFailure(
    cactusMessages.words("homeserver-moved", { address: addressInWords(address), target }),
  );
}

/** The homeserver sends more than any conversation has. */
export function answerTooLarge(address: NamedAddress, cause: Error): HomeserverFailure {
  const given = { ...inWords(address), reason: cause.message };
  return new HomeserverFailure(cactusMessages.words("homeserver-answer-too-large", given), {
    cause,
  });
}

/** The answer is JSON, but not what the Matrix specification says. */
export function unexpectedAnswer(address: NamedAddress, cause: z.ZodError): HomeserverFailure {
  const given = { ...inWords(address), reason: z.prettifyError(cause) };
  return new HomeserverFailure(cactusMessages.words("homeserver-unexpected-answer", given), {
    cause,
  });
}

function inWords(address: NamedAddress) {
  return { address: addressInWords(address), correction: howToCorrect(address) };
}

/**
 * What a failed answer means. Errors that are not about an answer are returned as they are.
 * Source: Matrix 1.11 client-server API, "Standard error response".
 */
export function answerFailure(address: NamedAddress, error: unknown): unknown {
  if (error instanceof SyntaxError) return brokenAnswer(address.url, error);
  if (!(error instanceof HTTPError)) return error;
  const { httpStatus: status = 0 } = error;
  const errcode = error instanceof MatrixError ? error.errcode : undefined;
  const transient = errcode === "M_LIMIT_EXCEEDED" || isTransientStatus(status);
  if (error instanceof MatrixError && errcode === undefined && !transient) {
    return notAHomeserver(address, "other-error", status);
  }
  const code = transient ? "homeserver-unavailable" : "homeserver-refused";
  const given = { address: address.url, status, quote: quote(error) };
  return new HomeserverFailure(cactusMessages.words(code, given), {
    transient,
    retryAfterMs: askedWait(error),
    status,
    errcode,
    cause: error,
  });
}

function brokenAnswer(address: string, cause: SyntaxError): HomeserverFailure {
  const given = { address, reason: cause.message };
  return new HomeserverFailure(cactusMessages.words("homeserver-broken-answer", given), {
    transient: true,
    cause,
  });
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
