import { z } from "zod";
import { Refusal } from "./refusal.ts";

const mostBytes = 65_536;
const longestName = 80;
const longestContent = 10_000;

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Control characters, and marks of direction that would turn the text around them. */
const unseen = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

const newComment = z.object({
  author_name: z
    .string("A name is missing.")
    .transform((name) => name.toWellFormed().normalize().replace(unseen, "").trim())
    .refine((name) => visible.test(name), "A name is missing.")
    .refine(
      ({ length }) => length <= longestName,
      `The name is longer than ${longestName} characters.`,
    ),
  content: z
    .string("The comment is empty.")
    .transform(keptText)
    .refine((content) => visible.test(content), "The comment is empty.")
    .refine(
      ({ length }) => length <= longestContent,
      `The comment is longer than ${longestContent} characters.`,
    ),
  parent_id: z
    .union(
      [
        z.null(),
        z.literal("").transform(() => null),
        z.union([
          z.int(),
          z
            .string()
            .regex(/^\d{1,15}$/)
            .transform(Number),
        ]),
      ],
      "parent_id is no comment's number.",
    )
    .default(null),
  // The name that Turnstile gives its field in a form.
  "cf-turnstile-response": z.string().max(2_048).default(""),
});

/** A comment that somebody wants to write. */
export type NewComment = z.infer<typeof newComment>;

/**
 * Reads a comment that is sent as JSON or by a form.
 * @throws Refusal for what is too large, of another type, or no comment
 */
export async function readNewComment(request: Request): Promise<NewComment> {
  const type = request.headers.get("Content-Type") ?? "application/json";
  const bytes = await readBytes(request);
  const parsed = newComment.safeParse(await bodyOf(bytes, type));
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues.map((issue) => issue.message).join(" ");
  const remedy = `Send author_name (up to ${longestName} characters) and content (up to ${longestContent}).`;
  throw new Refusal(422, "no-comment", message, remedy);
}

async function bodyOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<unknown> {
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  const isJson = /^(application\/json|text\/plain)\b/i.test(type);
  if (!isForm && !isJson) {
    const remedy = "Send application/json or a form.";
    throw new Refusal(415, "no-known-type", `A comment can't be sent as ${type}.`, remedy);
  }
  try {
    const body = new Response(bytes, { headers: { "Content-Type": type } });
    return isForm ? Object.fromEntries(await body.formData()) : await body.json();
  } catch {
    const remedy = "Check how it is encoded.";
    throw new Refusal(
      400,
      "not-readable",
      `What was sent is no ${isForm ? "form" : "JSON"}.`,
      remedy,
    );
  }
}

async function readBytes({ body }: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) {
      const remedy = `Send ${mostBytes} bytes at most.`;
      throw new Refusal(413, "too-large", "What was sent is too large for a comment.", remedy);
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function keptText(content: string): string {
  return content
    .toWellFormed()
    .normalize()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(unseen, (character) => (/[\n\t]/.test(character) ? character : ""))
    .replace(/^\n+/, "")
    .trimEnd();
}
