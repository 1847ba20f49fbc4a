import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import {
  type AddressedExample,
  type ExampleComment,
  type ExampleRecord,
  recordsOf,
} from "./example-threads.ts";

/** An export of a WordPress site with these threads, a post for each address. */
export function wordpressXml(threads: readonly AddressedExample[]): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Crumbs</title><link>https://blog.example.org</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://blog.example.org</wp:base_site_url><wp:base_blog_url>https://blog.example.org</wp:base_blog_url>
${recordsOf(threads).map(itemXml).join("\n")}
</channel>
</rss>
`;
}

function itemXml({ id, address, title, comments }: ExampleRecord): string {
  return `<item><title>${cdata(title)}</title><link>${escapeHtml(address)}</link><guid isPermaLink="false">https://blog.example.org/?p=${id}</guid><wp:post_id>${id}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:comment_status>open</wp:comment_status>
${comments.map(commentXml).join("\n")}
</item>`;
}

function commentXml({ id, parent, author, text, at, isRemoved }: ExampleComment): string {
  const gmt = at.replace("T", " ").replace(/(?:\.\d+)?Z$/, "");
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata(escapeHtml(author))}</wp:comment_author><wp:comment_author_email></wp:comment_author_email><wp:comment_date>${gmt}</wp:comment_date><wp:comment_date_gmt>${gmt}</wp:comment_date_gmt><wp:comment_content>${cdata(escapeHtml(text))}</wp:comment_content><wp:comment_approved>${isRemoved ? "trash" : "1"}</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>${parent ?? 0}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>`;
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
