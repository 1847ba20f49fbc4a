import type { CommentSystem } from "../contract/comment-system.ts";
import { cwdApi } from "./public-api.ts";
import { cwdSchema } from "./schema.ts";

/** https://github.com/anghunk/cwd */
export const cwd: CommentSystem = {
  title: "CWD",
  about: "anghunk/cwd",
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: true,
  shortcode: undefined,
  apiBase: "`https://<its Worker>/api`",
  open: ({ site }) => ({ schema: cwdSchema(site), api: cwdApi(site) }),
};
