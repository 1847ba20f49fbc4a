import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import type { AddressedExample, ExampleComment } from "./example-threads.ts";

/** An export from Disqus of these threads, each of which has a thread for each of its addresses. */
export function disqusXml(threads: readonly AddressedExample[], forum: string): string {
  const records = threads.flatMap(({ addresses, title, comments }, number) => {
    const ids = addresses.map((_, index) => `${number * 10 + index + 1}`);
    const idOf = threadOf(comments, ids);
    return [
      ...addresses.map((address, index) => threadXml(ids[index] ?? "", address, title, forum)),
      // Replies come before what they answer in real exports, too.
      ...comments.toReversed().map((comment) => postXml(comment, idOf(comment))),
    ];
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://disqus.com http://disqus.com/api/schemas/1.0/disqus.xsd http://disqus.com/disqus-internals http://disqus.com/api/schemas/1.0/disqus-internals.xsd">
${records.join("\n")}
</disqus>
`;
}

/** Divides comments among threads; what answers each other stays together. */
function threadOf(comments: readonly ExampleComment[], threads: readonly string[]) {
  const roots = new Map<number, number>();
  for (const { id, parent } of comments) {
    roots.set(id, parent === null ? id : (roots.get(parent) ?? id));
  }
  return ({ id }: ExampleComment) => threads[(roots.get(id) ?? 0) % threads.length] ?? "";
}

function threadXml(id: string, link: string, title: string, forum: string): string {
  return `<thread dsq:id="${id}"><id/><forum>${forum}</forum><link>${escapeHtml(link)}</link><title>${escapeHtml(title)}</title><createdAt>2020-01-01T00:00:00Z</createdAt><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>`;
}

function postXml(
  { id, parent, author, text, at, isRemoved }: ExampleComment,
  thread: string,
): string {
  const html = escapeHtml(text)
    .split("\n\n")
    .map((part) => `<p>${part.replaceAll("\n", "<br>")}</p>`)
    .join("");
  const answers = parent === null ? "" : `<parent dsq:id="${parent}"/>`;
  return `<post dsq:id="${id}"><id/><message><![CDATA[${html}]]></message><createdAt>${at}</createdAt><isDeleted>${isRemoved}</isDeleted><isSpam>false</isSpam><author><name>${escapeHtml(author)}</name><isAnonymous>true</isAnonymous></author><thread dsq:id="${thread}"/>${answers}</post>`;
}
