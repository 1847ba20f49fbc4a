import { z } from "zod";

/**
 * Cloudflare's answer about a bookmark, through its API and through wrangler. Bookmarks are of
 * hexadecimal digits and hyphens; anything else would end up in a command that people run.
 * Source: https://developers.cloudflare.com/api/resources/d1/subresources/database/subresources/time_travel/methods/get_bookmark/
 */
export const bookmarkAnswer = z.object({
  bookmark: z
    .string()
    .max(200)
    .regex(/^\w[\w-]*$/),
});
