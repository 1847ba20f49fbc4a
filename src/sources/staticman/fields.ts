import { z } from "zod";

/**
 * What a comment says, by names in lower case without underscores: sites name the fields of their forms
 * as they like, and `replyTo` and `reply_to` are one.
 */
export type Fields = ReadonlyMap<string, string>;

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** A comment; anything else that is written as a table is none. */
const comment = z
  .record(z.string(), z.unknown())
  .transform((table): Fields => {
    const fields = new Map<string, string>();
    for (const [key, given] of Object.entries(table)) {
      const name = key.toLowerCase().replaceAll("_", "");
      const text = value.safeParse(given).data?.trim() ?? "";
      // Those of Staticman itself begin with an underscore, and mean more than those of a form.
      if (key.startsWith("_") || !fields.has(name)) fields.set(name, text);
    }
    return fields;
  })
  .refine((fields) => isComment(fields), "no comment");

/** A comment, or a list of them. */
export const commentFields = z.union([comment, z.array(comment)]);

const names = {
  id: ["id", "uid"],
  message: "message comment body content text msg".split(" "),
  author: "name authorname author nickname nick fullname".split(" "),
  email: "email authoremail mail emailhash".split(" "),
  website: "url website authorurl site link homepage web".split(" "),
  date: "date published publishedat created createdat timestamp time".split(" "),
  edited: "edited editedat updated updatedat modified".split(" "),
  /** From the closest to the comment that is answered to the first of its thread. */
  parent: "replyingtouid replyid replytoid replyto replyingto inreplyto parentid replythread".split(
    " ",
  ),
  page: "posturl pageurl permalink parent slug postslug postid entryid postname page path post".split(
    " ",
  ),
} as const satisfies Record<string, readonly string[]>;

/** What a comment's fields are for. */
type Meaning = keyof typeof names;

/** The first text that a comment has with this meaning; empty for none. */
export function textFor(fields: Fields, meaning: Meaning): string {
  return textsFor(fields, meaning)[0] ?? "";
}

/** All texts that a comment has with this meaning, those that mean most first. */
export function textsFor(fields: Fields, meaning: Meaning): readonly string[] {
  return names[meaning].flatMap((name) => fields.get(name) || []);
}

/** wp2hugo keeps the ids of WordPress, and writes the clock of its site as if it were UTC. */
export function isOfWp2hugo(fields: Fields): boolean {
  return ["posturl", "postid", "published"].every((name) => fields.has(name));
}

/** Other data of a site has an id, a text or a name as well, but hardly two of them. */
function isComment(fields: Fields): boolean {
  const meanings = ["id", "message", "author"] as const;
  return meanings.filter((one) => names[one].some((name) => fields.has(name))).length > 1;
}
