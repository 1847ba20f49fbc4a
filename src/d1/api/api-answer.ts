import { z } from "zod";
import type { WholeAnswer } from "../../http/fetch-answer.ts";
import { apiAnswerDamaged, apiRefusal } from "./api-failure.ts";

const refusal = z.object({
  errors: z.array(z.object({ code: z.number(), message: z.string() })),
});

/**
 * The result in an answer of Cloudflare's API, which wraps it as `{success, errors, result}`.
 * Source: https://developers.cloudflare.com/api/resources/d1/subresources/database/
 * @throws D1Error
 */
export function resultOf<T>(result: z.ZodType<T>, database: string, answer: WholeAnswer): T {
  const envelope = z.object({ success: z.literal(true), result });
  const json = parseJson(answer.text);
  const isGood = answer.status >= 200 && answer.status < 300;
  const read = envelope.safeParse(json);
  if (isGood && read.success) return read.data.result;
  const errors = refusal.safeParse(json).data?.errors ?? [];
  throw isGood && errors.length === 0
    ? apiAnswerDamaged(database, answer)
    : apiRefusal(database, answer, errors);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
