import type { CommentSystem } from "../contract/comment-system.ts";
import { classicApi } from "./public-api.ts";
import { classicSchema } from "./schema.ts";

/** A table of one's own, or that of examples/worker. */
export const classic: CommentSystem = {
  title: "a table of your own",
  about: "one table, created if missing; `schema-map` sets its names",
  formats: ["text", "html", "markdown"],
  takesSchemaMap: true,
  takesSite: false,
  shortcode: "{{< comments section=[section] page=[page] >}}",
  apiBase: "the address below which `GET comments/<page id>` returns a page's comments",
  open: ({ schemaMap }) => ({ schema: classicSchema(schemaMap), api: classicApi }),
};
