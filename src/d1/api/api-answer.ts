import { z } from "zod";
import { readApiAnswer } from "../../cloudflare/api/api-answer.ts";
import type { WholeAnswer } from "../../http/fetch-answer.ts";
import { apiAnswerDamaged, apiRefusal } from "./api-failure.ts";

/**
 * The result in an answer of Cloudflare's API about a database.
 * Source: https://developers.cloudflare.com/api/resources/d1/subresources/database/
 * @throws D1Error
 */
export function resultOf<T>(result: z.ZodType<T>, database: string, answer: WholeAnswer): T {
  const read = readApiAnswer(z.object({ success: z.literal(true), result }), answer);
  if (read.kind === "success") return read.body.result;
  throw read.kind === "damaged"
    ? apiAnswerDamaged(database, answer)
    : apiRefusal(database, answer, read.errors);
}
