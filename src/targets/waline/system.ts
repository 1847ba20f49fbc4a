import type { CommentSystem } from "../contract/comment-system.ts";
import { walineApi } from "./public-api.ts";
import { walineSchema } from "./schema.ts";

/** https://github.com/lsy-404/Waline_On_Worker, of which Waline's own documentation speaks. */
export const waline: CommentSystem = {
  title: "Waline on Workers",
  about: "lsy-404/Waline_On_Worker",
  // Its editor takes a Markdown that can't say what HTML says.
  formats: ["text"],
  takesSchemaMap: false,
  takesSite: false,
  shortcode: undefined,
  apiBase: "`https://<its Worker>/api`",
  open: () => ({ schema: walineSchema(), api: walineApi }),
};
