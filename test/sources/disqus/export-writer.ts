import { disqusFormat } from "../../../src/sources/disqus/disqus-format.ts";
import type { OpenExport } from "../../../src/sources/export/open-export.ts";
import { withExport as withExportOf } from "../export/with-export.ts";

/** A thread as an export has it; what is left out is an element that is empty. */
export interface WrittenThread {
  readonly id: string;
  readonly identifier?: string;
  readonly link?: string;
  readonly title?: string;
  readonly isClosed?: boolean;
  readonly isDeleted?: boolean;
}

/** A post as an export has it. */
export interface WrittenPost {
  readonly id: string;
  readonly thread: string;
  readonly parent?: string | undefined;
  /** HTML. */
  readonly message?: string;
  readonly at?: string;
  readonly isDeleted?: boolean;
  readonly isSpam?: boolean;
  readonly name?: string;
  readonly username?: string;
}

/** An export of the forum "crumbs" with these records, in their order. */
export function exportOf(
  records: readonly string[],
  declaration = '<?xml version="1.0"?>',
): string {
  const root =
    '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">';
  return `${declaration}\n${root}\n<category dsq:id="9"><forum>crumbs</forum><title>General</title></category>\n${records.join("\n")}\n</disqus>\n`;
}

export function threadXml(thread: WrittenThread): string {
  return `<thread dsq:id="${thread.id}">
  ${element("id", escaped(thread.identifier ?? ""))}<forum>crumbs</forum><category dsq:id="9"/>
  ${element("link", escaped(thread.link ?? ""))}${element("title", escaped(thread.title ?? ""))}<message/>
  <createdAt>2020-01-01T00:00:00Z</createdAt>
  <author><name>Owner</name><isAnonymous>false</isAnonymous><username>owner</username></author>
  <isClosed>${thread.isClosed ?? false}</isClosed><isDeleted>${thread.isDeleted ?? false}</isDeleted>
</thread>`;
}

export function postXml(post: WrittenPost, write: (text: string) => string = inCdata): string {
  const parent = post.parent === undefined ? "" : `<parent dsq:id="${post.parent}"/>`;
  return `<post dsq:id="${post.id}">
  <id/>${element("message", write(post.message ?? "<p>Hello.</p>"))}
  <createdAt>${post.at ?? "2020-02-02T10:00:00Z"}</createdAt>
  <isDeleted>${post.isDeleted ?? false}</isDeleted><isSpam>${post.isSpam ?? false}</isSpam>
  <author>${element("name", escaped(post.name ?? "Ann"))}<isAnonymous>${!post.username}</isAnonymous>${post.username ? `<username>${post.username}</username>` : ""}</author>
  <ipAddress>192.0.2.7</ipAddress><thread dsq:id="${post.thread}"/>${parent}
</post>`;
}

/** A text in CDATA, which can't hold its own end. */
export function inCdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** A text with XML's own entities, and some characters by their numbers. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("'", "&#39;")
    .replaceAll("\u00e9", "&#xE9;");
}

function element(name: string, content: string): string {
  return content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

/** Writes files and reads them as exports from Disqus; the temporary folder is removed. */
export function withExport<T>(
  files: readonly (string | Buffer)[],
  use: (opened: OpenExport, folder: string) => T,
): Promise<T> {
  return withExportOf(disqusFormat, files, use);
}
