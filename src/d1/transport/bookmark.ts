import { z } from "zod";
import { bookmarkForm } from "../../domain/way-back.ts";

/**
 * Cloudflare's answer about a bookmark, through its API and through wrangler.
 * Source: https://developers.cloudflare.com/api/resources/d1/subresources/database/subresources/time_travel/methods/get_bookmark/
 */
export const bookmarkAnswer = z.object({ bookmark: z.string().regex(bookmarkForm) });
