import type { Conversation, ShownComment } from "./blocks.ts";
import { inertMarkdown as inert } from "./inert-markdown.ts";
import { minute } from "./wording.ts";

const mostDepth = 4;

/** A conversation as quotations, of which each reply is one level further in. */
export function markdownConversation({ comments, more }: Conversation): string {
  return [
    ...comments.map(commentOf),
    ...(more === 0 ? [] : [`> **… and ${more.toLocaleString("en-US")} more**`]),
  ].join("\n\n");
}

/** One paragraph, in which no line of the text begins a block. */
function commentOf({ authorName, createdAt, depth, text }: ShownComment): string {
  const quote = ">".repeat(Math.min(depth, mostDepth) + 1);
  const lines = text.split("\n").map((line) => inert(line.trim()));
  const who = `<strong>${inert(authorName).trim()}</strong> · ${inert(minute(createdAt))}`;
  return `${quote} ${[who, ...lines].join("<br>")}`;
}
