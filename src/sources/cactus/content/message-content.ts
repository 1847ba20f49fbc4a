import { z } from "zod";

const text = z.string().optional().catch(undefined);

/**
 * The content of a message of any type, and of a sticker. What isn't as it should be is taken for
 * absent.
 * Source: Matrix 1.11 client-server API, `m.room.message` and its msgtypes, `m.sticker`.
 */
export const messageContent = z.object({
  msgtype: z.string(),
  body: z.string().catch(""),
  format: text,
  formatted_body: text,
  filename: text,
  url: text,
  /** Of encrypted media. */
  file: z.unknown().optional(),
  geo_uri: text,
  info: z.object({ thumbnail_url: text }).optional().catch(undefined),
});

export type MessageContent = z.infer<typeof messageContent>;
