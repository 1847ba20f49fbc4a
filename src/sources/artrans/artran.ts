import { z } from "zod";

/** Artalk writes texts only; other programs write numbers and flags as such, and it reads those too. */
const given = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const text = given.nullish().transform((value) => value ?? "");

/**
 * Artrans: a list of comments. `ua` and `ip` are not read, and `updated_at` neither, for a vote changes
 * it as well.
 * Source: Artalk 2.10 (`internal/entity/artran.go`, `internal/artransfer/json.go`)
 */
export const artrans = z.array(
  z.object({
    id: text,
    /** The comment that this one answers. */
    rid: text,
    content: given,
    is_pending: text,
    vote_up: text,
    vote_down: text,
    created_at: text,
    nick: text,
    email: text,
    link: text,
    page_key: given,
    page_title: text,
    page_admin_only: text,
    site_name: text,
  }),
);

export type Artran = z.infer<typeof artrans>[number];
