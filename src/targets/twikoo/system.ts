import type { CommentSystem } from "../contract/comment-system.ts";
import { twikooApi } from "./public-api.ts";
import { type TwikooVariant, twikooSchema } from "./schema.ts";

/** https://github.com/twikoojs/twikoo-cloudflare */
export const twikoo = systemOf("twikoo", "Twikoo", "twikoojs/twikoo-cloudflare");

/** https://github.com/hakula139/twikoo-api-worker */
export const twikooApiWorker = systemOf(
  "twikoo-api-worker",
  "Twikoo by twikoo-api-worker",
  "hakula139/twikoo-api-worker",
);

function systemOf(variant: TwikooVariant, title: string, about: string): CommentSystem {
  return {
    title,
    about,
    formats: ["html"],
    takesSchemaMap: false,
    takesSite: false,
    shortcode: undefined,
    apiBase: "`https://<its Worker>`, the widget's `envId`",
    open: ({ origin }) => ({ schema: twikooSchema(variant, origin), api: twikooApi }),
  };
}
