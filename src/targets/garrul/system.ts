import type { CommentSystem } from "../contract/comment-system.ts";
import { garrulApi } from "./public-api.ts";
import { garrulSchema } from "./schema.ts";

/** https://github.com/KingPin/Garrul */
export const garrul: CommentSystem = {
  title: "Garrul",
  about: "KingPin/Garrul",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: false,
  shortcode: undefined,
  apiBase: "`https://<its Worker>/api/v1`",
  open: ({ origin }) => ({ schema: garrulSchema(origin), api: garrulApi }),
};
