import { z } from "zod";

const who = z.string();
const reference = z.string();

/** Something that happens in a room. `id` is a name by which later steps refer to a comment. */
const step = z.union([
  z.strictObject({
    id: reference.optional(),
    from: who,
    at: z.iso.datetime(),
    says: z.string(),
    /** The comment that this one answers. */
    to: reference.optional(),
    /** As older clients sent replies: the quoted comment in front of the text. */
    quoting: z.boolean().optional(),
  }),
  z.strictObject({ from: who, at: z.iso.datetime(), edits: reference, says: z.string() }),
  z.strictObject({ from: who, removes: reference }),
]);

/** The conversations of a site, by section. */
export const conversationsSchema = z.strictObject({
  siteName: z.string(),
  people: z.record(
    z.string(),
    z.strictObject({
      name: z.string(),
      guest: z.boolean().default(false),
      /** May remove what others wrote. */
      moderator: z.boolean().default(false),
    }),
  ),
  threads: z.record(z.string(), z.array(step)),
});

/** See {@link conversationsSchema}. */
export type Conversations = z.infer<typeof conversationsSchema>;

/** See {@link conversationsSchema}. */
export type Step = z.infer<typeof step>;
