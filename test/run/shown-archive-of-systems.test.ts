import { describe, expect, it } from "vitest";
import type { ArchivedPage } from "../../src/archive/archived-page.ts";
import type { TargetSchema } from "../../src/d1/schema/target-schema.ts";
import { shownCommentsOn } from "../../src/d1/shown/shown-comments.ts";
import type { Comment } from "../../src/domain/comment.ts";
import type { ContentFormat } from "../../src/domain/content-format.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { archivedForm } from "../../src/run/archived-form.ts";
import { TracedPages } from "../../src/run/traced-pages.ts";
import { commentKitSchema } from "../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../src/targets/waline/schema.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { type OpenSchema, openSchema } from "../targets/schemas/open-schema.ts";

const never = new AbortController().signal;
const pageIds = ["/posts/caf%C3%A9/", "/posts/rye/"];

/** On each page a thread of three, and a comment by itself. */
const commentsOf = (pageId: string): readonly Comment[] =>
  [
    [1, null],
    [2, 1],
    [3, 2],
    [4, null],
  ].map(([id, parent], index) => ({
    ...{
      source: blog,
      sourceId: `$${id}${pageId}`,
      authorId: "@ada:example.org",
      authorName: "Ada",
    },
    ...{ body: `Text ${id}`, sentAt: Date.UTC(2024, 0, 1, 10, index) },
    replyTo: parent === null ? null : `$${parent}${pageId}`,
  }));

async function opened(schema: TargetSchema, contentFormat: ContentFormat): Promise<OpenSchema> {
  const open = await openSchema(schema);
  const target = targetOn(open.transport, { contentFormat }, schema);
  await target.prepare({ readOnly: false }, never);
  for (const pageId of pageIds) {
    const location = { file: "content/a.md", line: 1 };
    const threads = [{ threadId: pageId, location }];
    const page = { pageId, title: "A", file: location.file, threads };
    await target.importRows(transformPage(page, [...commentsOf(pageId)]).rows, never);
  }
  return open;
}

async function pagesOf(
  { transport }: OpenSchema,
  schema: TargetSchema,
  contentFormat: ContentFormat,
) {
  const options = { contentFormat, maxRetries: 0, databaseName: "comments" };
  const shown = shownCommentsOn(transport, schema, options);
  const numbers = await shown.count(never);
  const source = new TracedPages(shown, schema, [], archivedForm(contentFormat));
  const pages: ArchivedPage[] = await Array.fromAsync(source.pages(undefined, never));
  const texts = new Map(
    pages.map(({ page, comments }) => [
      page,
      comments.map(({ content, depth }) => `${depth} ${content.replace(/<[^>]+>/g, "").trim()}`),
    ]),
  );
  return { pages, numbers, texts, findings: source.findings() };
}

const whole = ["0 Text 1", "1 Text 2", "2 Text 3", "0 Text 4"];

it.each([
  [
    "garrul",
    garrulSchema(),
    "text",
    "UPDATE comments SET status = 'spam' WHERE body_md = 'Text 2'",
  ],
  [
    "cwd",
    cwdSchema(),
    "text",
    "UPDATE Comment SET status = 'rejected' WHERE content_text = 'Text 2'",
  ],
  [
    "momo",
    momoSchema(),
    "text",
    "UPDATE Comment SET status = 'pending' WHERE content_text = 'Text 2'",
  ],
] as const)(
  "%s shows nothing below what it hides, and neither does its archive",
  async (_, schema, format, hide) => {
    const open = await opened(schema, format);
    const before = await pagesOf(open, schema, format);
    expect(before.texts).toEqual(new Map(pageIds.map((page) => [page, whole])));
    open.transport.database.exec(hide);
    const { texts, numbers, findings } = await pagesOf(open, schema, format);
    expect(texts).toEqual(new Map(pageIds.map((page) => [page, ["0 Text 1", "0 Text 4"]])));
    expect(numbers).toEqual({ comments: 8, shown: 4, hiddenBy: [] });
    expect(findings).toEqual([]);
  },
);

it.each([
  [
    "waline",
    walineSchema(),
    "text",
    "UPDATE wl_Comment SET status = 'spam' WHERE comment LIKE '%Text 2%'",
  ],
  [
    "twikoo",
    twikooSchema("twikoo"),
    "html",
    "UPDATE comment SET isSpam = 1 WHERE comment LIKE '%Text 2%'",
  ],
  [
    "twikoo-api-worker",
    twikooSchema("twikoo-api-worker"),
    "html",
    "UPDATE comment SET isSpam = 1 WHERE comment LIKE '%Text 2%'",
  ],
  [
    "comment-kit",
    commentKitSchema("https://blog.example"),
    "text",
    "UPDATE comments SET status = 'spam' WHERE content = 'Text 2'",
  ],
] as const)(
  "%s goes on showing what answers a hidden reply, and so does its archive",
  async (_, schema, format, hide) => {
    const open = await opened(schema, format);
    const before = await pagesOf(open, schema, format);
    expect(new Map([...before.texts].toSorted())).toEqual(
      new Map(pageIds.map((page) => [page, whole])),
    );
    open.transport.database.exec(hide);
    const { texts, numbers } = await pagesOf(open, schema, format);
    for (const page of pageIds)
      expect(texts.get(page)).toEqual(["0 Text 1", "0 Text 3", "0 Text 4"]);
    expect(numbers).toMatchObject({ comments: 8, shown: 6 });
  },
);

describe.each([
  ["garrul", garrulSchema(), "comments", "body_md", "body_html"],
  ["cwd", cwdSchema(), "Comment", "content_text", "content_html"],
  ["momo", momoSchema(), "Comment", "content_text", "content_html"],
  ["waline", walineSchema(), "wl_Comment", "orig", "comment"],
] as const)("what %s has rendered of a reader's comment", (_, schema, table, source, rendered) => {
  /** The archives when a comment of the second page was rewritten so. */
  async function archivedWith(markdown: string, html: string) {
    const open = await opened(schema, "text");
    open.transport.database
      .prepare(`UPDATE ${table} SET ${source} = ?, ${rendered} = ? WHERE ${rendered} LIKE '%Text 2%' AND
        ${schema.read.page.slice(2)} LIKE '%rye%'`)
      .run(markdown, html);
    const { pages } = await pagesOf(open, schema, "text");
    const [cafe, rye] = pages.toSorted((a, b) => (a.page < b.page ? -1 : 1));
    return {
      other: cafe,
      format: rye?.format,
      contents: rye?.comments.map(({ content }) => content),
    };
  }

  it("is in the archive with its formatting, and the other pages stay text", async () => {
    const { other, format, contents } = await archivedWith(
      "**Try** [rye](https://a.example/rye)",
      '<p><strong>Try</strong> <a href="https://a.example/rye" rel="nofollow">rye</a></p>\n',
    );
    expect(format).toBe("html");
    expect(contents?.[1]).toMatch(
      /^<p><strong>Try<\/strong> <a href="https:\/\/a\.example\/rye"[^>]*>rye<\/a><\/p>\s*$/,
    );
    expect(contents?.[0]).toBe("<p>Text 1</p>");
    expect([other?.format, other?.comments[1]?.content]).toEqual(["text", "Text 2"]);
  });

  it("is text where it has no formatting, without the signs that keep it so", async () => {
    const { format, contents } = await archivedWith("1\\. *\nTwo", "<p>1. *<br>Two</p>\n");
    expect([format, contents?.[1]]).toEqual(["text", "1. *\nTwo"]);
  });

  it("runs and loads nothing", async () => {
    const { contents } = await archivedWith(
      "x",
      '<p onclick="a()"><b>x</b><script>a()</script><img src="https://a.example/p.png"></p>',
    );
    expect(contents?.[1]).not.toMatch(/<script|<img|onclick/);
    expect(contents?.[1]).toContain("<b>x</b>");
  });
});

it("of one site in CWD's database of several has that site's comments alone", async () => {
  const open = await opened(cwdSchema("blog"), "text");
  open.transport.database.exec(
    "UPDATE Comment SET site_id = 'other' WHERE post_slug = '/posts/rye/'",
  );
  const { texts, numbers } = await pagesOf(open, cwdSchema("blog"), "text");
  expect([...texts.keys()]).toEqual(["/posts/caf%C3%A9/"]);
  expect(numbers.comments).toBe(4);
});

it("has the comments of both names under which Twikoo keeps a page in one file", async () => {
  const schema = twikooSchema("twikoo-api-worker");
  const open = await opened(schema, "html");
  open.transport.database.exec(
    "UPDATE comment SET url = '/posts/rye' WHERE url = '/posts/rye/' AND rid = '' AND comment LIKE '%4%'",
  );
  const { texts } = await pagesOf(open, schema, "html");
  expect(texts.get("/posts/rye/")).toEqual(whole);
  expect(texts.size).toBe(2);
});
