import { getHttpUriForMxc } from "matrix-js-sdk/lib/content-repo.js";
import { withoutReplyFallback } from "./reply-fallback.ts";
import { messageContent } from "./wire-events.ts";

/** What a message says. */
export type Message =
  | { readonly kind: "text"; readonly text: string }
  /** What the author does, to be read after the author's name. */
  | { readonly kind: "emote"; readonly text: string }
  /** Nothing that can be moved; the reason in plain words. */
  | { readonly kind: "other"; readonly reason: string };

/** What is known about a message besides its content. */
export interface MessageContext {
  /** Whether the body may begin with a quotation of the message that it answers. */
  readonly hasReplyFallback: boolean;
  /** Where media is downloaded. */
  readonly homeserverUrl: string;
}

const mediaTypes = new Set(["m.image", "m.file", "m.audio", "m.video"]);

/**
 * Reads the content of an `m.room.message` event, or the `m.new_content` of an edit.
 * Media becomes its caption or file name with the address of its download on a line of its own.
 * Source: Matrix 1.11 client-server API, "m.room.message msgtypes".
 */
export function readMessage(content: unknown, context: MessageContext): Message {
  const parsed = messageContent.safeParse(content);
  if (!parsed.success) return { kind: "other", reason: "message without a text" };
  const { msgtype, url } = parsed.data;
  const text = context.hasReplyFallback ? withoutReplyFallback(parsed.data.body) : parsed.data.body;

  if (mediaTypes.has(msgtype)) {
    const download = getHttpUriForMxc(context.homeserverUrl, url);
    return spoken("text", [text, download].filter((line) => line !== "").join("\n"));
  }
  if (msgtype === "m.emote") return spoken("emote", text);
  if (msgtype === "m.text" || msgtype === "m.notice") return spoken("text", text);
  return { kind: "other", reason: `message type ${msgtype}` };
}

function spoken(kind: "text" | "emote", text: string): Message {
  return text.trim() === "" ? { kind: "other", reason: "message without a text" } : { kind, text };
}
