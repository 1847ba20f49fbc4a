import type { CommentSystem } from "../contract/comment-system.ts";
import { commentKitApi } from "./public-api.ts";
import { commentKitSchema } from "./schema.ts";

/** https://github.com/fardm/comment-kit, as a Worker */
export const commentKit: CommentSystem = {
  title: "comment-kit",
  about: "fardm/comment-kit",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: true,
  shortcode: undefined,
  apiBase: "`https://<its Worker>/api`",
  open: ({ site, origin }) => ({ schema: commentKitSchema(site ?? origin), api: commentKitApi }),
};
