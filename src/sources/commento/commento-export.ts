import { z } from "zod";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const score = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

/** Go writes an empty list as null. */
function list<T>(item: z.ZodType<T>) {
  return z
    .array(item)
    .nullable()
    .transform((items) => items ?? []);
}

/** Version 1: Commento and Commento++, with the page's path as `url`, and Comentario 2, as `path`. */
const firstVersion = z.object({
  version: z.literal(1),
  comments: list(
    z.object({
      commentHex: text,
      commenterHex: text,
      parentHex: text,
      domain: text,
      host: text,
      url: text,
      path: text,
      markdown: text,
      html: text,
      score,
      state: text,
      creationDate: text,
      deleted: flag,
    }),
  ),
  commenters: list(
    z.object({
      commenterHex: text,
      email: text,
      name: text,
      link: text,
      websiteUrl: text,
    }),
  ),
});

/** Version 3: Comentario 3. */
const thirdVersion = z.object({
  version: z.literal(3),
  pages: list(z.object({ id: text, path: text, title: text, isReadonly: flag })),
  comments: list(
    z.object({
      id: text,
      parentId: text,
      pageId: text,
      markdown: text,
      html: text,
      score,
      isApproved: flag,
      isPending: flag,
      isDeleted: flag,
      createdTime: text,
      editedTime: text,
      userCreated: text,
      authorName: text,
      url: text,
    }),
  ),
  commenters: list(z.object({ id: text, email: text, name: text, websiteUrl: text })),
});

/** What an export holds, as far as it is read: no addresses of machines. */
export const commentoExport = z.discriminatedUnion("version", [firstVersion, thirdVersion]);

export type FirstVersion = z.infer<typeof firstVersion>;
export type ThirdVersion = z.infer<typeof thirdVersion>;
