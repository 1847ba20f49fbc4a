import { queryFailure } from "../transport/query-failure.ts";
import { type D1Error, d1Error } from "../transport/transport.ts";
import { wranglerMessages } from "./messages.ts";

/** The error for what wrangler reported about a query of this database. */
export function wranglerFailure(database: string, words: string): D1Error {
  return queryFailure({
    database,
    reporter: "Wrangler",
    reason: words || "nothing",
    otherwise: "wrangler-failed",
  });
}

/** Wrangler printed nothing that can be read, or less than was asked. */
export function wranglerAnswerDamaged(database: string, words: string): D1Error {
  const answer = words || "it is empty.";
  return d1Error(wranglerMessages.words("wrangler-answer-damaged", { database, answer }), {
    transient: true,
  });
}

/** Wrangler was stopped by the system or took too long. */
export function wranglerEnded(database: string, timedOut: boolean): D1Error {
  const key = timedOut ? "wrangler-ended/timeout" : "wrangler-ended/system";
  return d1Error(wranglerMessages.words(key, { database }), { transient: true });
}
