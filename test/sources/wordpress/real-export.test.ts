import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { textOfHtml } from "../../../src/sources/html/html-text.ts";
import { safeHtml } from "../../../src/sources/html/safe-html.ts";
import { readContent } from "../../../src/sources/wordpress/content.ts";
import { withExport } from "./export-writer.ts";

// What WordPress 6.5.5 exported of an invented blog, and how it showed its comments.

const folder = new URL("wordpress-6.5/", import.meta.url);
const fileOf = (name: string) => readFileSync(fileURLToPath(new URL(name, folder)));
const exported = fileOf("crumbs.WordPress.2026-11-29.xml");

/** In the order in which they were written; without those that readers did not see as comments. */
const shownComments = z
  .array(
    z.object({
      id: z.string(),
      author: z.string(),
      html: z.string(),
      parent: z.string().nullable(),
    }),
  )
  .parse(JSON.parse(fileOf("shown.json").toString()));

/** Contents, and what `wpautop` made of each. */
const paragraphs = z
  .array(z.object({ content: z.string(), shown: z.string() }))
  .parse(JSON.parse(fileOf("wpautop.json").toString()));

/** HTML without the differences that nobody sees: spaces and breaks at the edges of blocks. */
function asSeen(html: string): string {
  const block = "</?(?:p|ul|ol|li|h2|div|pre|blockquote|table|tr|td)>|<hr />";
  return (
    safeHtml(html, { media: { download: () => undefined, picture: () => undefined } })
      .replace(/\s*<br \/>\s*/g, "<br />")
      .replace(new RegExp(`(${block})(?:\\s|<br />)+`, "g"), "$1")
      .replace(new RegExp(`(?:\\s|<br />)+(${block})`, "g"), "$1")
      .replaceAll("<p></p>", "")
      // WordPress shows where an address leads, and sets quotation marks.
      .replace(">http://www.", ">www.")
      .replace(/[“”]/g, '"')
      .replaceAll("’", "'")
      .replace(/^(?:\s|<br \/>)+|(?:\s|<br \/>)+$/g, "")
  );
}

describe("what WordPress exports", () => {
  it("is what its readers saw", async () => {
    const read = await withExport(
      [exported],
      ({ threads, commentsOf }) => threads.flatMap(({ id }) => commentsOf(id)?.comments ?? []),
      { contentFormat: "html" },
    );
    const found = read
      .toSorted((a, b) => a.sentAt - b.sentAt)
      .map(({ sourceId, authorName, body, replyTo }) => ({
        id: sourceId,
        author: authorName,
        html: asSeen(body),
        parent: replyTo,
      }));
    expect(found).toEqual(
      shownComments.map(({ author, html, ...comment }) => ({
        ...comment,
        author: textOfHtml(author),
        html: asSeen(html),
      })),
    );
  });

  it("has their times in UTC, of a site in another zone", async () => {
    const dates = await withExport([exported], ({ threads }) => threads.map(({ date }) => date));
    expect(dates[0]).toEqual(new Date("2021-07-05T10:01:00Z"));
  });

  it("has items with all their addresses, and says of the rest why it stays behind", async () => {
    await withExport([exported], ({ site, threads, findings, commentsOf }) => {
      expect(site).toBe("crumbs.example");
      expect(findings).toEqual([]);
      expect(threads.map(({ title, comments }) => [title, comments])).toEqual([
        ["Bread & butter", 4],
        ["Café — «Über» Brötchen", 2],
        ["About", 1],
        ["Gone", 0],
        ["Loaf", 1],
      ]);
      expect(threads[0]?.addresses).toEqual([
        "https://crumbs.example/2021/03/bread-butter/",
        "https://crumbs.example/2021/03/bred/",
        "https://crumbs.example/?p=4",
      ]);
      expect(threads[1]?.addresses).toEqual([
        "https://crumbs.example/2021/07/cafe-uber-brotchen/",
        "https://crumbs.example/?p=6",
      ]);
      expect(threads.flatMap(({ id }) => commentsOf(id)?.skipped ?? [])).toEqual([
        { reason: "in the trash", sourceIds: ["6"] },
        { reason: "waiting for approval", sourceIds: ["8"] },
        { reason: "a pingback", sourceIds: ["9"] },
        { reason: "in a deleted thread", sourceIds: ["13"] },
      ]);
    });
  });
});

it("the paragraphs of comments are those that WordPress makes", () => {
  expect(paragraphs.length).toBeGreaterThan(50);
  const found = paragraphs.map(({ content }) => asSeen(readContent(content, "html")?.body ?? ""));
  expect(found).toEqual(paragraphs.map(({ shown }) => asSeen(shown)));
});
