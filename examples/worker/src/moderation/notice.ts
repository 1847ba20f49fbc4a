import type { WrittenComment } from "../comments/write-comment.ts";
import type { Env } from "../env.ts";

const longestText = 500;

/** What a notice is about. */
export interface Notice {
  readonly pageId: string;
  /** Where the site is read; undefined where that is not known. */
  readonly site: string | undefined;
  /** Address of the page for moderators. */
  readonly moderation: string;
}

/**
 * Tells of a new comment by a webhook, in the form that Slack, Mattermost (`text`) and Discord
 * (`content`) take, with the comment beside it. A failure is logged: the feed has the comment too.
 */
export async function sendNotice(
  { NOTICE_URL: url }: Env,
  { comment, waiting }: WrittenComment,
  { pageId, site, moderation }: Notice,
): Promise<void> {
  if (url === undefined || url === "") return;
  const address = site === undefined ? pageId : `${site}${pageId}#comment-${comment.id}`;
  const text = harmless(
    `${comment.author_name} on ${address}${waiting ? ` waits for approval (${moderation})` : ""}:\n${comment.content.slice(0, longestText)}`,
  );
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        text,
        content: text,
        allowed_mentions: { parse: [] },
        comment: { ...comment, page_id: pageId, waiting },
      }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`NOTICE_URL answers ${response.status}`);
  } catch (error) {
    console.error(error);
  }
}

/** A text in which nobody is mentioned. Source: https://api.slack.com/reference/surfaces/formatting#escaping */
function harmless(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "@\u200b");
}
