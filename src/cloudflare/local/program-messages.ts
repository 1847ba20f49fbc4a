import { z } from "zod";

/** What a local program is asked to do; what it is asked depends on the program. */
export const callOfProgram = z.object({ id: z.number(), call: z.unknown() });

/** See {@link callOfProgram}. */
export type CallOfProgram = z.infer<typeof callOfProgram>;

/** What the program tells: it is ready, what a call gave, or the words for a call's failure. */
export const answerOfProgram = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open") }),
  z.object({ kind: z.literal("result"), id: z.number(), result: z.unknown() }),
  z.object({ kind: z.literal("failure"), id: z.number(), words: z.string() }),
]);

/** See {@link answerOfProgram}. */
export type AnswerOfProgram = z.infer<typeof answerOfProgram>;
