import { html } from "hono/html";
import type { ModeratedComment } from "./moderated-comments.ts";

/**
 * The newest comments as an Atom feed.
 * Source: RFC 4287
 */
export async function feed(
  comments: readonly ModeratedComment[],
  address: URL,
  site: string | undefined,
): Promise<Response> {
  const updated = comments[0]?.created_at ?? "1970-01-01T00:00:00Z";
  const text = await html`<feed xmlns="http://www.w3.org/2005/Atom">
<title>New comments</title>
<id>${address.href}</id>
<link rel="self" href="${address.href}"/>
<updated>${updated}</updated>
${comments.map(
  ({ id, page_id: page, author_name: name, content, created_at: time, waits }) => html`<entry>
<title>${waits === 1 ? "Waiting: " : ""}${name} on ${page}</title>
<id>${address.origin}/comments/${id}</id>
<link href="${site === undefined ? `${address.origin}/moderation` : `${site}${page}#comment-${id}`}"/>
<updated>${time}</updated>
<author><name>${name}</name></author>
<content type="text">${writable(content)}</content>
</entry>
`,
)}</feed>
`;
  return new Response(`<?xml version="1.0" encoding="utf-8"?>\n${text}`, {
    headers: { "Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** A text without what XML can't hold. Source: https://www.w3.org/TR/xml/#charsets */
function writable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}
