import type { CommentSystem } from "../contract/comment-system.ts";
import { momoApi } from "./public-api.ts";
import { momoSchema } from "./schema.ts";

/** https://github.com/Motues/Momo-Backend */
export const momo: CommentSystem = {
  title: "Momo",
  about: "Motues/Momo-Backend",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: false,
  shortcode: undefined,
  apiBase: "`https://<its Worker>/api`",
  open: () => ({ schema: momoSchema(), api: momoApi }),
};
