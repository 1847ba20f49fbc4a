import { z } from "zod";
import { Refusal } from "../answers/refusal.ts";
import type { Env } from "../env.ts";
import { faultOfName, isReserved, withoutUnseen } from "./author-name.ts";
import { faultOfText, keptText } from "./comment-text.ts";
import type { SentFields } from "./sent-fields.ts";

const faults = {
  "no-name": ["A name is missing.", "Write a name that can be seen, of up to 80 characters."],
  "name-too-long": ["The name is longer than 80 characters.", "Write a shorter one."],
  "name-reserved": ["This name is the site owner's.", "Write under another name."],
  "no-content": ["The comment is empty.", "Write something that can be seen."],
  "content-too-long": ["The comment is longer than 10000 characters.", "Write it in parts."],
} as const;

const text = z.string().catch("");
const fields = z.object({
  author_name: text.transform((name) => withoutUnseen(name).replaceAll(/\s+/g, " ").trim()),
  content: text.transform(keptText),
  parent_id: z
    .union([
      z.null(),
      z.literal("").transform(() => null),
      z.int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ])
    .default(null),
  // The name that Turnstile gives its field in a form.
  "cf-turnstile-response": z.string().max(2_048).catch(""),
});

/** A comment that somebody wants to write. */
export type NewComment = z.infer<typeof fields>;

/** @throws Refusal for what is no comment */
export function newComment(sent: SentFields, env: Env): NewComment {
  const { data: comment } = fields.safeParse(sent);
  if (comment === undefined) {
    const remedy = "Send the id of a comment on this page, or none.";
    throw new Refusal(422, "no-such-parent", "parent_id is no comment's number.", remedy);
  }
  const { author_name: name, content } = comment;
  const fault =
    faultOfName(name) ??
    (isReserved(name, env) ? "name-reserved" : undefined) ??
    faultOfText(content);
  if (fault !== undefined) throw refusalOf(fault);
  return comment;
}

/** @throws Refusal for what is no comment's text */
export function newText(sent: SentFields): string {
  const { content } = fields.pick({ content: true }).parse(sent);
  const fault = faultOfText(content);
  if (fault !== undefined) throw refusalOf(fault);
  return content;
}

function refusalOf(fault: keyof typeof faults): Refusal {
  const [message, remedy] = faults[fault];
  return new Refusal(422, fault, message, remedy);
}
