import { z } from "zod";
import { graphqlAuthor, time } from "./wire-comment.ts";

/** The fields of a GraphQL query for what discussions and issues have in common in a list. */
export const threadFields = `id
        number
        title
        body
        createdAt
        author { __typename login }`;

/** What these fields are. */
export const listedThread = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  body: z.string(),
  createdAt: time,
  author: graphqlAuthor,
});
