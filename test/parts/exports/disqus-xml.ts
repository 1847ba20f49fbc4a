import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import {
  type AddressedExample,
  type ExampleComment,
  type ExampleRecord,
  htmlOf,
  recordsOf,
} from "./example-threads.ts";

/** An export from Disqus of these threads, each of which has a thread for each of its addresses. */
export function disqusXml(threads: readonly AddressedExample[], forum: string): string {
  const records = recordsOf(threads).flatMap((record) => [
    threadXml(record, forum),
    // Replies come before what they answer in real exports, too.
    ...record.comments.toReversed().map((comment) => postXml(comment, record)),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://disqus.com http://disqus.com/api/schemas/1.0/disqus.xsd http://disqus.com/disqus-internals http://disqus.com/api/schemas/1.0/disqus-internals.xsd">
${records.join("\n")}
</disqus>
`;
}

function threadXml({ id, address, title }: ExampleRecord, forum: string): string {
  return `<thread dsq:id="${id}"><id/><forum>${forum}</forum><link>${escapeHtml(address)}</link><title>${escapeHtml(title)}</title><createdAt>2020-01-01T00:00:00Z</createdAt><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>`;
}

function postXml(
  { id, parent, author, text, at, isRemoved }: ExampleComment,
  { id: thread }: ExampleRecord,
): string {
  const answers = parent === null ? "" : `<parent dsq:id="${parent}"/>`;
  return `<post dsq:id="${id}"><id/><message><![CDATA[${htmlOf(text)}]]></message><createdAt>${at}</createdAt><isDeleted>${isRemoved}</isDeleted><isSpam>false</isSpam><author><name>${escapeHtml(author)}</name><isAnonymous>true</isAnonymous></author><thread dsq:id="${thread}"/>${answers}</post>`;
}
