import type { Attachment } from "../../../domain/comment.ts";
import type { ContentFormat } from "../../../domain/content-format.ts";
import { hasFormatting, isBlank } from "../../html/formatting.ts";
import { escapeHtml, htmlOfText, textOfHtml } from "../../html/html-text.ts";
import { escapeMarkdown, markdownOf, markdownOfText } from "../../html/markdown.ts";
import { safeHtml } from "../../html/safe-html.ts";
import type { Media } from "./media.ts";
import { type MessageContent, messageContent } from "./message-content.ts";
import { withoutReplyFallback } from "./reply-fallback.ts";

/** What a message says, in the format that was asked for. */
export type Message =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly shown?: ShownMedia;
      /** Address of the media that it shows or leads to; absent where there is none. */
      readonly media?: string;
      /** The safe HTML, where the text leaves its formatting out. */
      readonly formatted?: string;
    }
  /** What the author does. Plain text is to be read after the author's name; HTML stands alone. */
  | {
      readonly kind: "emote";
      readonly text: string;
      readonly isHtml: boolean;
      readonly shown?: ShownMedia;
      /** The safe HTML, where the text leaves its formatting out. */
      readonly formatted?: string;
    }
  /** Nothing that can be moved; the reason in plain words. */
  | { readonly kind: "other"; readonly reason: string };

/** The media of a message, where it is to be kept elsewhere. */
interface ShownMedia {
  readonly attachments: readonly Attachment[];
  /** The message where its media is elsewhere. */
  inMessage(media: Media): Message;
}

/** What is known about a message besides its content. */
export interface MessageContext {
  /** Whether it answers another message, and so may begin with a quotation of it. */
  readonly isReply: boolean;
  /** Whether it is the new content of an edit, in which few clients put a quotation. */
  readonly isEdit?: boolean;
  readonly media: Media;
  readonly format: ContentFormat;
}

/**
 * Reads the content of an `m.room.message` or `m.sticker` event, or the `m.new_content` of an edit.
 * Plain text is what the sender's program gave as such; HTML is {@link safeHtml}, and Markdown is
 * made of that. Media becomes a link to its download, in HTML and Markdown with a thumbnail.
 * Source: Matrix 1.11 client-server API, "m.room.message msgtypes", "Media captions".
 */
export function readMessage(content: unknown, context: MessageContext): Message {
  const parsed = messageContent.safeParse(content);
  if (!parsed.success) return { kind: "other", reason: "message without a text" };
  const message = parsed.data;
  switch (message.msgtype) {
    case "m.text":
    case "m.notice":
      return worded(message, context);
    case "m.emote": {
      const isHtml = formatted(message, context) !== undefined;
      const read = worded(message, context);
      return read.kind === "text" ? { ...read, kind: "emote", isHtml } : read;
    }
    case "m.image":
    case "m.sticker":
    case "m.file":
    case "m.audio":
    case "m.video":
      if (message.file !== undefined) return { kind: "other", reason: "encrypted media" };
      return withMedia(spoken(mediaIn(message, context)), context.media.download(message.url));
    case "m.location":
      return spoken(locationIn(message, context));
    default:
      return { kind: "other", reason: `message type ${message.msgtype}` };
  }
}

/** An emote as the Cactus client shows it, in the format of its text. */
export function emoteOf(
  authorName: string,
  { text, isHtml }: Pick<Extract<Message, { readonly kind: "emote" }>, "text" | "isHtml">,
  format: ContentFormat,
): string {
  if (isHtml) return text;
  if (format === "text") return `${authorName} ${text}`;
  if (format === "html") return `${escapeHtml(authorName)} ${text}`;
  return `${escapeMarkdown(authorName)} ${text}`;
}

function withMedia(message: Message, media: string | undefined): Message {
  return message.kind === "text" && media !== undefined ? { ...message, media } : message;
}

function spoken(text: string): Exclude<Message, { readonly kind: "emote" }> {
  return text.trim() === ""
    ? { kind: "other", reason: "message without a text" }
    : { kind: "text", text };
}

/** What is written, and whether its plain text leaves formatting out. */
function worded(
  message: MessageContent,
  context: MessageContext,
): Exclude<Message, { readonly kind: "emote" }> {
  const read = spoken(wordsOf(message, context));
  if (read.kind !== "text" || context.format !== "text") return read;
  const html = formatted(message, context);
  return html !== undefined && hasFormatting(html) ? { ...read, formatted: html } : read;
}

function wordsOf(message: MessageContent, context: MessageContext): string {
  const { format } = context;
  const html = formatted(message, context);
  const plain = plainText(message, context);
  if (format === "text") return plain.trim() === "" ? textOfHtml(html ?? "") : plain;
  if (format === "html") return html ?? htmlOfText(plain);
  return html === undefined ? markdownOfText(plain) : markdownOf(html);
}

/**
 * The plain text of a message. A reply whose HTML has no fallback has none in its text either, and one
 * that is nothing but a fallback is shown by the Cactus client.
 */
function plainText(
  { body, ...message }: MessageContent,
  { isReply, isEdit = false }: MessageContext,
): string {
  const html = htmlIn(message);
  if (!isReply || (html !== undefined && !/<mx-reply\b/i.test(html))) return body;
  const own = withoutReplyFallback(body, isEdit ? "by-user-id" : "anyhow");
  return own.trim() === "" ? body : own;
}

function htmlIn({ format, formatted_body: html }: Omit<MessageContent, "body">) {
  return format === "org.matrix.custom.html" && html?.trim() ? html : undefined;
}

/** The safe HTML of a message; undefined where it has none that shows anything. */
function formatted(
  message: MessageContent,
  { media, isReply }: MessageContext,
): string | undefined {
  const html = htmlIn(message);
  if (html === undefined) return undefined;
  const safe = safeHtml(html, { media, withoutTextOf: isReply ? ["mx-reply"] : [] }).trim();
  return isBlank(safe) ? undefined : safe;
}

function mediaIn(message: MessageContent, context: MessageContext): string {
  const { msgtype, body, filename, url, info } = message;
  const { media, format } = context;
  const download = media.download(url);
  const hasCaption = filename !== undefined && filename !== body;
  const said = (hasCaption ? filename : body).trim();
  if (said === "" && download === undefined) return "";
  const name = said || "file";
  if (format === "text") return [hasCaption ? body : name, download ?? ""].join("\n").trim();
  const isPicture = msgtype === "m.image" || msgtype === "m.sticker";
  const shown = isPicture ? media.picture(url, info?.thumbnail_url) : undefined;
  const inside =
    shown === undefined
      ? escapeHtml(name)
      : `<img src="${escapeHtml(shown)}" alt="${escapeHtml(name)}" />`;
  const link = download === undefined ? inside : `<a href="${escapeHtml(download)}">${inside}</a>`;
  const caption = hasCaption ? (formatted(message, context) ?? htmlOfText(body)) : "";
  return inFormat(caption === "" ? link : `${link}<br />\n${caption}`, format);
}

function locationIn({ body, geo_uri: geo }: MessageContent, { format }: MessageContext): string {
  const isPlace = geo !== undefined && /^geo:[\d.,;=+\w-]+$/i.test(geo);
  if (!isPlace) return format === "text" ? body : inFormat(htmlOfText(body), format);
  if (format === "text") return `${body}\n${geo}`.trim();
  return inFormat(`<a href="${geo}">${escapeHtml(body.trim() || geo)}</a>`, format);
}

function inFormat(html: string, format: "html" | "markdown"): string {
  return format === "html" ? html : markdownOf(html);
}
