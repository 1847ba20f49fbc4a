import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { type ResultMeta, resultMeta } from "../transport/meter.ts";
import type { Row } from "../transport/transport.ts";

/** What a statement gave. */
interface WranglerResult {
  readonly results: readonly Row[];
  /** Absent where wrangler doesn't report it. */
  readonly meta?: ResultMeta | undefined;
}

/** What wrangler said. */
type WranglerOutput<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "error"; readonly text: string }
  | { readonly kind: "unreadable"; readonly text: string };

/** The answer of `wrangler d1 execute --json`: a result for each statement. */
export const resultsAnswer: z.ZodType<readonly WranglerResult[]> = z.array(
  z
    .object({
      success: z.literal(true),
      results: z.array(z.record(z.string(), z.unknown())),
      meta: resultMeta.optional().catch(undefined),
    })
    .transform(({ results, meta }) => (meta === undefined ? { results } : { results, meta })),
);
const failure = z.object({
  error: z.union([
    z.string(),
    z.object({
      text: z.string(),
      notes: z.array(z.object({ text: z.string() })).optional(),
    }),
  ]),
});

/**
 * Reads what a command of wrangler's wrote with `--json`: an answer of the expected kind, or
 * `{error}`, with or without banners and warnings around it.
 */
export function readWranglerOutput<Answer>(
  expected: z.ZodType<Answer>,
  stdout: string,
  stderr: string,
): WranglerOutput<Answer> {
  const plain = stripVTControlCharacters(stdout);
  for (const candidate of jsonValues(plain)) {
    const read = expected.safeParse(candidate);
    if (read.success) return { kind: "answer", answer: read.data };
    const refused = failure.safeParse(candidate);
    if (refused.success) return { kind: "error", text: failureText(refused.data.error) };
  }
  const text = [stripVTControlCharacters(stderr), plain].map((part) => part.trim()).filter(Boolean);
  return { kind: "unreadable", text: text.join("\n") };
}

/** The JSON values that begin at the start of a line, whatever is written before and after them. */
function* jsonValues(text: string): Generator<unknown> {
  for (const { index } of text.matchAll(/^[[{]/gm)) {
    try {
      yield JSON.parse(text.slice(index, endOfValue(text, index)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
}

/** Where the bracket at the start is closed again; the end of the text where it is not. */
function endOfValue(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === "[" || found[0] === "{") depth += 1;
    if (found[0] === "]" || found[0] === "}") depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}

function failureText(error: z.infer<typeof failure>["error"]): string {
  if (typeof error === "string") return error;
  return [error.text, ...(error.notes ?? []).map((note) => note.text)].join(" ");
}
