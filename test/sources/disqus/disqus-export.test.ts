import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { disqusFormat } from "../../../src/sources/disqus/disqus-format.ts";
import { textsOf } from "../../../src/sources/export/export-file.ts";
import { longestText } from "../../../src/sources/export/export-format.ts";
import { openExport } from "../../../src/sources/export/open-export.ts";
import { exportOf, postXml, threadXml, type WrittenPost, withExport } from "./export-writer.ts";

const bread = threadXml({ id: "1", link: "https://crumbs.example/bread/" });

function comments(...files: readonly (string | Buffer)[]) {
  return withExport(files, (opened) =>
    opened.threads.flatMap(({ id }) => opened.commentsOf(id)?.comments ?? []),
  );
}

/** The thread 1 with these posts. */
function threadWith(posts: readonly WrittenPost[], thread = bread) {
  const xml = exportOf([thread, ...posts.map((post) => postXml(post))]);
  return withExport([xml], (opened) => {
    const [first] = opened.threads;
    const found = opened.commentsOf(first?.id ?? "");
    if (found === undefined) throw new Error("there is no thread");
    return { ...found, opened };
  });
}

const replies = (list: readonly { sourceId: string; replyTo: string | null }[]) =>
  list.map(({ sourceId, replyTo }) => [sourceId, replyTo]);

describe("an export from Disqus", () => {
  it("has threads and comments", async () => {
    const thread = {
      id: "1",
      identifier: "bread & butter",
      link: "https://crumbs.example/bread/?a=1&b=2",
      title: "Bread",
    };
    const post = { id: "5", thread: "1", message: "<p>Crisp.</p>", username: "ann7" };
    const xml = exportOf([threadXml(thread), postXml(post)]);
    await withExport([xml], (opened) => {
      expect(opened.findings).toEqual([]);
      expect(opened.site).toBe("crumbs");
      expect(opened.threads).toEqual([
        {
          id: "1",
          identifiers: ["bread & butter"],
          addresses: ["https://crumbs.example/bread/?a=1&b=2"],
          title: "Bread",
          date: new Date(Date.UTC(2020, 1, 2, 10)),
          comments: 1,
        },
      ]);
      expect(opened.threads.map(({ id }) => opened.commentsOf(id)?.comments)).toEqual([
        [
          {
            source: "disqus:crumbs",
            sourceId: "5",
            authorId: "ann7",
            authorName: "Ann",
            body: "Crisp.",
            sentAt: Date.UTC(2020, 1, 2, 10),
            replyTo: null,
          },
        ],
      ]);
    });
  });

  it("never passes on an address of its readers' machines", async () => {
    const all = await comments(exportOf([bread, postXml({ id: "5", thread: "1" })]));
    expect(all).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain("192.0.2.7");
  });

  it("takes a time without a zone as UTC", async () => {
    const { comments } = await threadWith([{ id: "5", thread: "1", at: "2012-12-12T12:12:12" }]);
    expect(comments[0]?.sentAt).toBe(Date.UTC(2012, 11, 12, 12, 12, 12));
  });

  it("knows guests of one name as one, and of another name as another", async () => {
    const { comments } = await threadWith([
      { id: "5", thread: "1", name: "Ann" },
      { id: "6", thread: "1", name: "Ann" },
      { id: "7", thread: "1", name: "Bo" },
    ]);
    const [first, second, third] = comments.map(({ authorId }) => authorId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("lets replies to what is not moved answer the nearest living ancestor", async () => {
    const { comments, skipped, removed } = await threadWith([
      { id: "9", thread: "1", parent: "7" },
      { id: "5", thread: "1" },
      { id: "6", thread: "1", parent: "5", isDeleted: true },
      { id: "7", thread: "1", parent: "6", isSpam: true },
      { id: "8", thread: "1", isDeleted: true },
      { id: "10", thread: "1", parent: "8" },
    ]);
    expect(replies(comments)).toEqual([
      ["5", null],
      ["9", "5"],
      ["10", null],
    ]);
    expect(skipped).toEqual([
      { reason: "deleted", sourceIds: ["6", "8"] },
      { reason: "spam", sourceIds: ["7"] },
    ]);
    expect(removed).toEqual(["6", "7", "8"]);
  });

  it("ends where deleted posts answer each other", async () => {
    const { comments } = await threadWith([
      { id: "5", thread: "1", parent: "6", isDeleted: true },
      { id: "6", thread: "1", parent: "5", isDeleted: true },
      { id: "7", thread: "1", parent: "6" },
    ]);
    expect(replies(comments)).toEqual([["7", null]]);
  });

  it("reports parents that are missing or in another thread", async () => {
    const xml = exportOf([
      bread,
      threadXml({ id: "2" }),
      postXml({ id: "5", thread: "2" }),
      postXml({ id: "6", thread: "1", parent: "5" }),
      postXml({ id: "7", thread: "1", parent: "404" }),
    ]);
    const found = await withExport([xml], (opened) =>
      opened.threads.flatMap(({ id }) => opened.commentsOf(id)?.findings ?? []),
    );
    expect(found.map(({ code, sourceIds }) => [code, sourceIds])).toEqual([
      ["exported-parent-missing", ["7"]],
      ["exported-parent-elsewhere", ["6"]],
    ]);
  });

  it("counts what can't be placed", async () => {
    const xml = exportOf([
      bread,
      postXml({ id: "5", thread: "77" }),
      postXml({ id: "", thread: "1" }),
      postXml({ id: "6", thread: "" }),
    ]);
    const { findings } = await withExport([xml], (opened) => opened);
    expect(findings).toMatchObject([{ code: "exported-posts-without-place", sourceIds: ["5"] }]);
    expect(findings[0]?.message).toContain("3 comments");
  });

  it("moves nothing of a deleted thread, and says that its posts were removed", async () => {
    const deleted = threadXml({ id: "1", isDeleted: true });
    const { opened, ...found } = await threadWith([{ id: "5", thread: "1" }], deleted);
    expect(opened.threads).toMatchObject([{ comments: 0 }]);
    expect(found).toEqual({
      comments: [],
      media: [],
      skipped: [{ reason: "in a deleted thread", sourceIds: ["5"] }],
      removed: ["5"],
      findings: [],
    });
  });

  it("notes a closed thread with comments", async () => {
    const closed = threadXml({ id: "1", isClosed: true });
    const { findings } = await threadWith([{ id: "5", thread: "1" }], closed);
    expect(findings.map(({ code }) => code)).toEqual(["exported-thread-closed"]);
  });

  it("lists posts without a time or a text, and those that are too long", async () => {
    const { comments, skipped } = await threadWith([
      { id: "5", thread: "1", at: "yesterday" },
      { id: "6", thread: "1", message: "<p> </p>" },
      { id: "7", thread: "1", message: "x".repeat(longestText + 1) },
      { id: "8", thread: "1", message: "x".repeat(longestText) },
    ]);
    expect(comments.map(({ sourceId }) => sourceId)).toEqual(["8"]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "without a time",
      "without a text",
      "longer than 1000000 characters",
    ]);
  });

  it("takes a post that two files have from the last one", async () => {
    const before = exportOf([bread, postXml({ id: "5", thread: "1", message: "old" })]);
    const after = exportOf([
      threadXml({ id: "1" }),
      postXml({ id: "5", thread: "1", message: "new" }),
    ]);
    await withExport([before, after], ({ threads, commentsOf }) => {
      expect(threads.map(({ addresses }) => addresses)).toEqual([
        ["https://crumbs.example/bread/"],
      ]);
      expect(threads.flatMap(({ id }) => commentsOf(id)?.comments ?? [])).toMatchObject([
        { sourceId: "5", body: "new" },
      ]);
    });
  });

  it("is unpacked by what it is, and not by its name", async () => {
    const xml = exportOf([bread, postXml({ id: "5", thread: "1" })]);
    expect(await comments(gzipSync(xml))).toEqual(await comments(xml));
  });

  it.each([
    ["windows-1251", Buffer.from([0xcf, 0xf0])],
    ["utf-16", undefined],
  ])("is read in %s", async (encoding, bytes) => {
    const parts = exportOf(
      [bread, postXml({ id: "5", thread: "1", message: "Пр" })],
      `<?xml version="1.0" encoding="${encoding}"?>`,
    ).split("Пр");
    const file =
      bytes === undefined
        ? Buffer.from(`\uFEFF${parts.join("Пр")}`, "utf16le")
        : Buffer.concat([Buffer.from(parts[0] ?? ""), bytes, Buffer.from(parts[1] ?? "")]);
    expect(await comments(file)).toMatchObject([{ body: "Пр" }]);
  });

  it.each(["\uFEFF", "`", "\n\n  ", "\uFEFF`\n"])("may begin with junk: %j", async (junk) => {
    const xml = `${junk}${exportOf([bread, postXml({ id: "5", thread: "1" })])}\``;
    const { findings } = await withExport([xml], (opened) => opened);
    expect(findings.map(({ code }) => code)).toEqual(
      junk.includes("`") ? ["export-begins-with-junk"] : [],
    );
    expect(await comments(xml)).toHaveLength(1);
  });

  it("has U+FFFD for characters that XML does not allow, and says how many", async () => {
    const xml = exportOf([bread, postXml({ id: "5", thread: "1", message: "a\u0001b\u0000" })]);
    const { findings } = await withExport([xml], (opened) => opened);
    expect(findings).toMatchObject([{ code: "export-with-unreadable-characters" }]);
    expect(findings[0]?.message).toContain("2 unreadable characters");
    expect(await comments(xml)).toMatchObject([{ body: "a\uFFFDb\uFFFD" }]);
  });
});

describe("a file that is no whole export", () => {
  const whole = exportOf([
    bread,
    postXml({ id: "5", thread: "1" }),
    postXml({ id: "6", thread: "1", message: "cut here".repeat(20) }),
  ]);

  it.each([
    ["", "empty"],
    ['{"comments": []}', "JSON of another format"],
    ["<!DOCTYPE html>\n<html><body>Error 502</body></html>", "an HTML page"],
    ['<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "an HTML page"],
    [
      '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>',
      "a WordPress export (WXR)",
    ],
    ['<rss version="2.0"></rss>', "a feed"],
    ['<?xml version="1.0"?><blog/>', "XML of another format (<blog>)"],
    ["<disqus/>", "XML with the root of a Disqus export in another namespace"],
    ["PK\u0003\u0004rest", "a ZIP archive"],
    ["some words", "a file without XML or JSON"],
  ])("is refused with what it seems to be: %j", async (content, kind) => {
    await expect(comments(content)).rejects.toMatchObject({
      code: "export-of-another-kind",
      message: expect.stringMatching(`seems to be ${RegExp.escape(kind)}\\.$`),
    });
  });

  it.each([
    ["XML", Buffer.from(whole.slice(0, whole.indexOf("cut here") + 20)), "after 1 comment;"],
    ["XML between posts", Buffer.from(whole.slice(0, -5)), "after 2 comments;"],
    ["gzip", gzipSync(whole).subarray(0, -9), "comments;"],
  ])("is refused when it is cut: %s", async (_, file, after) => {
    await expect(comments(file)).rejects.toMatchObject({
      code: "export-cut",
      message: expect.stringContaining(after),
    });
  });

  it("is refused when it is damaged, with the place", async () => {
    await expect(comments(whole.replace("</message>", "</massage>"))).rejects.toMatchObject({
      code: "export-malformed",
      message: expect.stringMatching(/after 0 comments \(\d+:\d+: /),
    });
  });

  it("is refused when entities are used that XML lacks, or are declared", async () => {
    const using = whole.replace("<title/>", "<title>&nbsp;</title>");
    await expect(comments(using)).rejects.toMatchObject({ code: "export-malformed" });
    const declaring = whole.replace("<disqus", '<!DOCTYPE d [<!ENTITY a "b">]>\n<disqus');
    await expect(comments(declaring)).rejects.toMatchObject({ code: "export-of-another-kind" });
  });

  it("is refused when two exports were joined", async () => {
    await expect(comments(whole + whole)).rejects.toMatchObject({
      code: "export-followed-by-more",
    });
  });

  it("is refused in an encoding that nobody knows", async () => {
    const file = exportOf([], '<?xml version="1.0" encoding="x-klingon"?>');
    await expect(comments(file)).rejects.toMatchObject({
      code: "export-encoding-unknown",
      message: expect.stringContaining("x-klingon"),
    });
  });

  it("is refused when elements are within each other without end", async () => {
    await expect(comments(exportOf(["<a>".repeat(1000)]))).rejects.toMatchObject({
      code: "export-over-limits",
    });
  });

  it("is refused when one text has no end", async () => {
    const file = exportOf([`<post><message><![CDATA[${"x".repeat(20 * longestText)}`]);
    await expect(comments(gzipSync(Buffer.from(file)))).rejects.toMatchObject({
      code: "export-over-limits",
    });
  });

  it("is refused when it unpacks to far more than it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "disqus-"));
    const path = join(folder, "bomb.xml.gz");
    writeFileSync(path, gzipSync(exportOf([bread]) + " ".repeat(500_000)));
    const file = { path, name: "bomb.xml.gz" };
    const read = (given: Parameters<typeof textsOf>[1]) => Array.fromAsync(textsOf(file, given));
    const limits = { unpackedBytes: 1_000_000, ratio: 200, ratioFrom: 100_000 };
    await expect(read(limits)).rejects.toMatchObject({
      fault: { is: "over-limits", excess: expect.stringContaining("200 times") },
    });
    const smaller = { unpackedBytes: 10_000, ratio: 2000, ratioFrom: 0 };
    await expect(read(smaller)).rejects.toMatchObject({
      fault: { is: "over-limits", excess: expect.stringContaining("10000 bytes") },
    });
    rmSync(folder, { recursive: true });
  });

  it("is refused when it is not there, and nothing is left behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "disqus-"));
    const opening = openExport(disqusFormat, {
      files: [{ path: join(folder, "none.xml"), name: "none.xml" }],
      ...{ folder, site: undefined, contentFormat: "text" },
    });
    await expect(opening).rejects.toMatchObject({
      code: "export-not-read",
      message: expect.stringContaining("it is not there"),
    });
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

it("posts are kept in a file only as long as they are needed", async () => {
  const xml = exportOf([bread, postXml({ id: "5", thread: "1" })]);
  const path = await withExport([xml], (_, folder) => {
    const kept = join(folder, "disqus-comments.sqlite");
    expect(existsSync(kept)).toBe(true);
    return kept;
  });
  expect(existsSync(path)).toBe(false);
});

it("nothing is written where no folder is", async () => {
  const folder = join(tmpdir(), "disqus-none", "none");
  await expect(
    openExport(disqusFormat, { files: [], folder, site: undefined, contentFormat: "text" }),
  ).rejects.toMatchObject({
    code: "exported-posts-not-kept",
  });
});
