import { failureKindOf } from "../transport/failure-kind.ts";
import { D1Error } from "../transport/transport.ts";

/** The error for what wrangler said about a call to this database. */
export function wranglerFailure(database: string, words: string): D1Error {
  const kind = failureKindOf(words);
  return new D1Error(
    kind?.code ?? "wrangler-failed",
    `Wrangler could not run a call to the D1 database ${database}. It said: ${words || "nothing"}`,
    {
      transient: kind?.transient ?? false,
      remedy: kind?.remedy ?? "Look at what wrangler said; when it is mended, run it again.",
    },
  );
}

/** Wrangler said nothing that can be read, or less than was asked. */
export function wranglerAnswerDamaged(database: string, words: string): D1Error {
  return new D1Error(
    "wrangler-answer-damaged",
    `Wrangler's answer about the D1 database ${database} can't be read. It said: ${words || "nothing"}`,
    {
      transient: true,
      remedy: "Run it again; if it stays, check the version of wrangler (4 is needed).",
    },
  );
}

/** Wrangler was ended by the system or took too long. */
export function wranglerEnded(database: string, timedOut: boolean): D1Error {
  const end = timedOut ? "took too long and was ended" : "was ended by the system";
  return new D1Error(
    "wrangler-ended",
    `Wrangler ${end} while it worked on the D1 database ${database}.`,
    { transient: true, remedy: "Run it again: it goes on where it stopped." },
  );
}
