import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { longestText } from "../../../src/sources/export/export-format.ts";
import {
  exportOf,
  itemXml,
  type WrittenComment,
  type WrittenItem,
  withExport,
} from "./export-writer.ts";

const bread: WrittenItem = {
  id: "18",
  link: "https://crumbs.example/2020/bread/",
  guid: "https://old.example/?post_type=post&p=18",
  title: "Bread &amp; butter",
  slug: "bread",
};

/** What an item with these comments holds, and its thread. */
function itemWith(comments: readonly WrittenComment[], item: WrittenItem = bread) {
  return withExport([exportOf([itemXml({ ...item, comments })])], (opened) => {
    const [thread] = opened.threads;
    const found = opened.commentsOf(thread?.id ?? "");
    if (thread === undefined || found === undefined) throw new Error("there is no thread");
    return { ...found, thread, opened };
  });
}

const idsOf = (list: readonly { sourceId: string }[]) => list.map(({ sourceId }) => sourceId);

const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe("an export from WordPress", () => {
  it("has a thread for each item, and its comments", async () => {
    const { opened, thread, comments } = await itemWith([
      {
        id: "5",
        author: "Bo &amp; Co",
        email: " Bo@Mail.example\n",
        url: "https://bo.example/?a=1&b=2",
        gmt: "2020-02-02 10:00:00",
        content: "Crisp.\nYes.",
        type: "",
      },
      { id: "6", parent: "5", user: "1" },
    ]);
    expect(opened.site).toBe("crumbs.example");
    expect(opened.findings).toEqual([]);
    expect(thread).toEqual({
      id: "18",
      addresses: [
        "https://crumbs.example/2020/bread/",
        "https://old.example/?post_type=post&p=18",
        "https://crumbs.example/?p=18",
      ],
      identifiers: [
        "18 https://old.example/?post_type=post&p=18",
        "18 https://old.example/?post_type=post&#038;p=18",
      ],
      title: "Bread & butter",
      date: new Date(Date.UTC(2020, 1, 2, 10)),
      comments: 2,
    });
    expect(comments).toMatchObject([
      {
        source: "wordpress:crumbs.example",
        sourceId: "5",
        authorId: expect.stringMatching(/^guest-/),
        authorName: "Bo & Co",
        body: "Crisp.\nYes.",
        sentAt: Date.UTC(2020, 1, 2, 10),
        replyTo: null,
        author: {
          isOwner: false,
          // Of `bo@mail.example`, by sha256sum.
          emailHash: "0f631e11b9ba5e9b6955d71b63b6768ee6c11f9379905a3f4137bba8498beaa6",
          url: "https://bo.example/?a=1&b=2",
        },
      },
      { sourceId: "6", authorId: "user-1", replyTo: "5" },
    ]);
    expect(comments[1]).not.toHaveProperty("author");
  });

  it("never passes on the addresses of its readers and of their machines", async () => {
    const { opened, ...all } = await itemWith([{ id: "5", email: "bo@mail.example" }]);
    expect(all.comments).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain("192.0.2.7");
    expect(JSON.stringify(all)).not.toContain("mail.example");
  });

  it.each(["javascript:x()", "http://", "bo.example", "mailto:bo@mail.example"])(
    "has no address of an author that is none of the web: %s",
    async (url) => {
      const { comments } = await itemWith([{ id: "5", url }]);
      expect(comments).toHaveLength(1);
      expect(comments[0]).not.toHaveProperty("author");
    },
  );

  it.each([
    ["Zoé &lt;x&gt;", "Zoé <x>"],
    ["a<b", "a<b"],
    ["", "Anonymous"],
  ])("names the author as readers saw: %j", async (author, shown) => {
    const { comments } = await itemWith([{ id: "5", author }]);
    expect(comments[0]?.authorName).toBe(shown);
  });

  it.each(["1.0", "1.1", "1.2"])("may be of version %s", async (version) => {
    const xml = exportOf([itemXml({ ...bread, comments: [{ id: "5" }] })], { version });
    expect(await withExport([xml], ({ threads }) => threads)).toMatchObject([{ comments: 1 }]);
  });

  it("shows what its readers saw, and says what of the rest it is", async () => {
    const { comments, skipped, removed } = await itemWith([
      { id: "1", status: "1", type: "" },
      { id: "2", status: "approved", type: "comment" },
      { id: "3", type: "review" },
      { id: "4", status: "0" },
      { id: "5", status: "hold" },
      { id: "6", status: "spam", type: "trackback" },
      { id: "7", status: "trash" },
      { id: "8", status: "post-trashed" },
      { id: "9", type: "pingback" },
      { id: "10", status: "0", type: "trackback" },
      { id: "11", type: "order_note" },
      { id: "12", status: "shadow" },
      { id: "13", gmt: "0000-00-00 00:00:00", local: "0000-00-00 00:00:00" },
      { id: "14", content: "<b> </b>" },
      { id: "15", content: "x".repeat(longestText + 1) },
    ]);
    expect(idsOf(comments)).toEqual(["1", "2", "3"]);
    expect(skipped).toEqual([
      { reason: "waiting for approval", sourceIds: ["4", "5"] },
      { reason: "spam", sourceIds: ["6"] },
      { reason: "in the trash", sourceIds: ["7", "8"] },
      { reason: "a pingback", sourceIds: ["9"] },
      { reason: "a trackback", sourceIds: ["10"] },
      { reason: "comment type order_note", sourceIds: ["11"] },
      { reason: "comment status shadow", sourceIds: ["12"] },
      { reason: "without a time", sourceIds: ["13"] },
      { reason: "without a text", sourceIds: ["14"] },
      { reason: "longer than 1000000 characters", sourceIds: ["15"] },
    ]);
    expect(removed).toEqual(["4", "5", "6", "7", "8", "9", "10", "11", "12"]);
  });

  it("takes the site's clock for UTC where it has no time in GMT, and says so", async () => {
    const comments = [{ id: "5" }, { id: "6", gmt: "0000-00-00 00:00:00" }];
    const xml = exportOf([itemXml({ ...bread, comments })]);
    const read = await withExport([xml], ({ threads, findings, commentsOf }) => ({
      findings,
      times: threads.flatMap(({ id }) => commentsOf(id)?.comments.map((one) => one.sentAt)),
    }));
    expect(read.times).toEqual([
      Date.parse("2020-02-02T10:00:00Z"),
      Date.parse("2020-02-02T12:00:00Z"),
    ]);
    expect(read.findings).toMatchObject([{ code: "exported-times-without-zone" }]);
  });

  it("moves nothing of an item in the trash", async () => {
    const { comments, skipped, removed } = await itemWith([{ id: "5" }], {
      ...bread,
      status: "trash",
    });
    expect(comments).toEqual([]);
    expect(skipped).toEqual([{ reason: "in a deleted thread", sourceIds: ["5"] }]);
    expect(removed).toEqual(["5"]);
  });

  it.each(["publish", "private", "draft", "inherit"])(
    "moves the comments of an item that is %s",
    async (status) => {
      expect((await itemWith([{ id: "5" }], { ...bread, status })).comments).toHaveLength(1);
    },
  );

  it("notes an item whose comments are closed", async () => {
    const { findings } = await itemWith([{ id: "5" }], { ...bread, commentStatus: "closed" });
    expect(codesOf(findings)).toEqual(["exported-thread-closed"]);
  });

  it.each([
    ["https://crumbs.example/2020/bread/", "bread", "https://crumbs.example/2020/loaf/"],
    ["https://crumbs.example/2020/bread", "bread", "https://crumbs.example/2020/loaf"],
    ["https://crumbs.example/bread/bread.html", "bread", "https://crumbs.example/bread/loaf.html"],
    ["https://crumbs.example/br%C3%B6tchen/", "br%c3%b6tchen", "https://crumbs.example/loaf/"],
  ])("knows the addresses that an item had under former names: %s", async (link, slug, former) => {
    const { thread } = await itemWith([], { ...bread, link, slug, formerSlugs: ["loaf"] });
    expect(thread.addresses.slice(0, 2)).toEqual([link, former]);
  });

  it.each([
    ["https://crumbs.example/?p=18", "bread"],
    ["https://crumbs.example/breadcrumbs/", "bread"],
    ["https://crumbs.example/2020/bread/", ""],
  ])("makes no address up where the name is not in it: %s", async (link, slug) => {
    const { thread } = await itemWith([], { ...bread, link, slug, formerSlugs: ["loaf"] });
    expect(thread.addresses.filter((address) => address.includes("loaf"))).toEqual([]);
  });

  it("does not take an attachment's file for its page", async () => {
    const guid = "https://crumbs.example/wp-content/uploads/bread.jpg";
    const { thread } = await itemWith([], { ...bread, type: "attachment", guid });
    expect(thread.addresses).toEqual([bread.link, "https://crumbs.example/?p=18"]);
    expect(thread.identifiers).toEqual([`18 ${guid}`]);
  });

  it.each([
    ["<link>https://crumbs.example/</link>", "crumbs.example"],
    [
      "<link>https://net.example</link><wp:base_blog_url>https://Net.example/Two/</wp:base_blog_url>",
      "net.example/Two",
    ],
    ["<title>Crumbs</title>", ""],
  ])("is of the blog that it names: %s", async (head, site) => {
    const xml = exportOf([itemXml({ ...bread, comments: [{ id: "5" }] })], { head });
    expect(await withExport([xml], (opened) => opened.site)).toBe(site);
  });

  it("knows an item without an id by that in its address", async () => {
    const link = "https://crumbs.example/?p=4";
    const { thread, comments } = await itemWith([{ id: "5" }], { id: "", link });
    expect(thread.id).toBe("4");
    expect(idsOf(comments)).toEqual(["5"]);
  });

  it("may be in several files, of which a later one is newer", async () => {
    const files = [
      exportOf([
        itemXml({ ...bread, comments: [{ id: "5", content: "old" }] }),
        itemXml({ id: "19", comments: [{ id: "8" }] }),
      ]),
      exportOf([itemXml({ ...bread, comments: [{ id: "5", content: "new" }, { id: "9" }] })]),
      exportOf([itemXml({ id: "20", comments: [{ id: "10" }] })]),
    ];
    await withExport(files, ({ threads, commentsOf }) => {
      expect(threads.map(({ id, comments }) => [id, comments])).toEqual([
        ["18", 2],
        ["19", 1],
        ["20", 1],
      ]);
      expect(commentsOf("18")?.comments.map(({ body }) => body)).toEqual(["new", "Hello."]);
    });
  });

  it("says which file has no comments", async () => {
    const [without, withOne] = [[], [{ id: "5" }]].map((comments) =>
      exportOf([itemXml({ ...bread, comments })]),
    );
    const { findings } = await withExport([withOne ?? "", without ?? ""], (opened) => opened);
    expect(codesOf(findings)).toEqual(["wordpress-export-without-comments"]);
    expect(findings[0]?.message).toBe(
      "The WordPress export crumbs-2026-01-02T00:00:00-all.xml has 1 post, page or other item, but no comments.",
    );
  });

  it.each(["\uFEFF", "\n\n  ", "`\n"])("may begin with junk: %j", async (junk) => {
    const xml = `${junk}${exportOf([itemXml({ ...bread, comments: [{ id: "5" }] })])}`;
    const opened = await withExport([xml], ({ threads, findings }) => ({ threads, findings }));
    expect(opened.threads).toMatchObject([{ comments: 1 }]);
    expect(codesOf(opened.findings)).toEqual(junk.includes("`") ? ["export-begins-with-junk"] : []);
  });

  it("may be packed, and in another encoding", async () => {
    const xml = exportOf([itemXml({ ...bread, comments: [{ id: "5", content: "café" }] })], {
      declaration: '<?xml version="1.0" encoding="ISO-8859-1"?>',
    });
    const body = await withExport(
      [gzipSync(Buffer.from(xml, "latin1"))],
      ({ commentsOf }) => commentsOf("18")?.comments[0]?.body,
    );
    expect(body).toBe("café");
  });

  it("has U+FFFD for characters that XML does not allow, and says how many", async () => {
    const { opened, comments } = await itemWith([{ id: "5", content: "a\u0001b\u0000" }]);
    expect(comments[0]?.body).toBe("a\uFFFDb\uFFFD");
    expect(codesOf(opened.findings)).toEqual(["export-with-unreadable-characters"]);
  });
});

describe("a file that is no whole export from WordPress", () => {
  const whole = exportOf([
    itemXml({ ...bread, comments: [{ id: "5" }, { id: "6", content: "cut here".repeat(20) }] }),
  ]);
  const read = (content: string | Buffer) => withExport([content], () => "used");

  it.each([
    ["", "empty"],
    ["<!DOCTYPE html>\n<html><body>Log in</body></html>", "an HTML page"],
    ['<?xml version="1.0"?><rss version="2.0"><channel><item/></channel></rss>', "a feed"],
    ['<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "a feed"],
    ['<?xml version="1.0"?><disqus xmlns="http://disqus.com"></disqus>', "a Disqus export"],
    ['[{"page_key":"/a/","content":"x"}]', "Artrans"],
    ['{"commentHex":"a"}', "a Commento export"],
    ["SQLite format 3\0", "a SQLite database, such as Isso's"],
    ["PK\u0003\u0004rest", "a ZIP archive"],
  ])("is refused with what it seems to be: %j", async (content, kind) => {
    await expect(read(content)).rejects.toMatchObject({
      code: "export-of-another-kind",
      message: expect.stringMatching(
        `is no WordPress export: it seems to be ${RegExp.escape(kind)}\\.$`,
      ),
    });
  });

  it.each([
    [
      "in a comment",
      Buffer.from(whole.slice(0, whole.indexOf("cut here") + 20)),
      "after 1 comment;",
    ],
    ["after the comments", Buffer.from(whole.slice(0, -9)), "after 2 comments;"],
    ["packed", gzipSync(whole).subarray(0, -9), "comment"],
  ])("is refused when it is cut: %s", async (_, file, after) => {
    await expect(read(file)).rejects.toMatchObject({
      code: "export-cut",
      message: expect.stringContaining(after),
    });
  });

  it.each([
    ["tags that don't match", whole.replace("</wp:comment_id>", "</wp:comment_ID>")],
    ["a namespace that is not declared", whole.replace("xmlns:dc=", "xmlns:dx=")],
    ["HTML that is not escaped", whole.replace("<![CDATA[Hello.]]>", "Hello <b>there</b>.")],
    ["an entity that XML lacks", whole.replace("<![CDATA[Hello.]]>", "&nbsp;")],
    ["warnings of PHP before it", `<br />\n<b>Warning</b>: x in y.php<br />\n${whole}`],
  ])("is refused when it is damaged: %s", async (_, content) => {
    expect(content).not.toBe(whole);
    await expect(read(content)).rejects.toMatchObject({ code: "export-malformed" });
  });

  it("is refused when two exports were joined", async () => {
    await expect(read(whole + whole)).rejects.toMatchObject({ code: "export-followed-by-more" });
  });

  it("is refused when it declares entities", async () => {
    const declaring = whole.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]>\n<rss');
    await expect(read(declaring)).rejects.toMatchObject({ code: "export-of-another-kind" });
  });

  it("is refused as cut, or as none, wherever in its first line it ends", async () => {
    for (let length = 1; length < whole.indexOf("\n"); length += 1) {
      await expect(read(whole.slice(0, length)), `after ${length}`).rejects.toMatchObject({
        code: expect.stringMatching(/^export-(?:cut|of-another-kind)$/),
      });
    }
  });

  it("is refused in an encoding that nobody knows", async () => {
    const content = exportOf([], { declaration: '<?xml version="1.0" encoding="x-klingon"?>' });
    await expect(read(content)).rejects.toMatchObject({ code: "export-encoding-unknown" });
  });
});
