import { z } from "zod";
import { jsonOf } from "../../domain/json-of.ts";
import type { WholeAnswer } from "../../http/fetch-answer.ts";

/** An error in Cloudflare's envelope. */
export interface ApiError {
  readonly code: number;
  readonly message: string;
}

/** What an answer of Cloudflare's API says. */
type ApiAnswer<T> =
  | { readonly kind: "success"; readonly body: T }
  | { readonly kind: "refusal"; readonly errors: readonly ApiError[] }
  /** The answer ended too early, or is none of Cloudflare's API; the request may have been carried out. */
  | { readonly kind: "damaged" };

const shownLength = 300;

const refusal = z.object({
  errors: z.array(z.object({ code: z.number(), message: z.string() })),
});

/**
 * Reads an answer of Cloudflare's API, which wraps it as `{success, errors, result}`: a success has the
 * expected form.
 * Source: https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/
 */
export function readApiAnswer<T>(
  expected: z.ZodType<T>,
  { status, text }: WholeAnswer,
): ApiAnswer<T> {
  const json = jsonOf(text);
  const isGood = status >= 200 && status < 300;
  const read = expected.safeParse(json);
  if (isGood && read.success) return { kind: "success", body: read.data };
  const errors = refusal.safeParse(json).data?.errors ?? [];
  return isGood && errors.length === 0 ? { kind: "damaged" } : { kind: "refusal", errors };
}

/** Cloudflare's errors as `message [code: n]`, or how its answer begins; `nothing` of an empty one. */
export function reasonOf(errors: readonly ApiError[], { text }: WholeAnswer): string {
  const listed = errors.map(({ code, message }) => `${message} [code: ${code}]`).join("; ");
  return listed || beginningOf(text) || "nothing";
}

/** How a text begins, in one line. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > shownLength ? `${line.slice(0, shownLength)} …` : line;
}
