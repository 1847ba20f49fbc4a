import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { longestText } from "../../../src/sources/export/export-format.ts";
import type { OpenExport } from "../../../src/sources/export/open-export.ts";
import { linesOf } from "../../../src/sources/remark42/lines.ts";
import { backupOf, type GivenComment, lineOf, withBackup } from "./backup-writer.ts";

const allComments = ({ threads, commentsOf }: OpenExport) =>
  threads.flatMap(({ id }) => commentsOf(id)?.comments ?? []);

/** The comments of a backup with these. */
function comments(...given: readonly GivenComment[]) {
  return withBackup([backupOf(given)], allComments);
}

/** A backup that remark42 itself made, with invented people. */
function madeByRemark42(name: "crumbs" | "other" | "restored"): string {
  return readFileSync(new URL(`backups/${name}.jsonl`, import.meta.url), "utf8");
}

describe("a backup that remark42 made", () => {
  it("has its pages, with the addresses and titles that readers saw", async () => {
    await withBackup([madeByRemark42("crumbs")], ({ site, source, threads, findings }) => {
      expect(findings).toEqual([]);
      expect([site, source]).toEqual(["crumbs", "remark42:crumbs"]);
      const address = (url: string) => ({ addresses: [url], identifiers: [url] });
      expect(threads).toMatchObject([
        { ...address("https://crumbs.example/bread/"), title: "Bread & butter", comments: 6 },
        { ...address("https://crumbs.example/closed/"), title: "Closed", comments: 1 },
        { ...address("https://crumbs.example/index.php?a=1&b=2"), title: undefined, comments: 1 },
      ]);
    });
  });

  it("has its comments, with whom they answer, and what readers thought of them", async () => {
    await withBackup([madeByRemark42("crumbs")], (opened) => {
      const [first, reply, code, ...rest] = allComments(opened);
      expect(first).toEqual({
        source: "remark42:crumbs",
        sourceId: "f59bae7b-c9b3-4632-8469-3935f0db416a",
        authorId: "anonymous_25f420b95bebf7337f2c9429f40c37997ebe1efc",
        authorName: "Ann Baker",
        sentAt: Date.UTC(2026, 10, 29, 1, 15, 44, 941),
        replyTo: null,
        body: expect.stringMatching(
          /^First crumb, with code & <3\.\n+https:\/\/crumbs\.example\/a\/very\/long\/way\/to\/bread\?one=1&two=2#three\n+cake \(https:\/\/pictures\.example\/cake\.png\)$/,
        ),
        formatted: expect.stringContaining("<strong>crumb</strong>"),
        reactions: [{ key: "👍", count: 2 }],
      });
      expect(reply).toMatchObject({
        replyTo: first?.sourceId,
        reactions: [{ key: "👎", count: 1 }],
      });
      expect(code).toMatchObject({
        replyTo: reply?.sourceId,
        body: 'Deeper.\n\nfunc main() { println("<crumb>") }',
        formatted: expect.stringContaining("<pre><code>func main()"),
      });
      const answer = rest.find(({ authorName }) => authorName === "admin");
      expect(answer).toMatchObject({ author: { isOwner: true }, replyTo: first?.sourceId });
      expect(rest.find(({ editedAt }) => editedAt !== undefined)).toMatchObject({
        body: "Before it was closed, corrected.",
        editedAt: Date.UTC(2026, 10, 29, 1, 16, 13, 593),
      });
    });
  });

  it("says what was deleted, and which page is closed", async () => {
    await withBackup([madeByRemark42("crumbs")], ({ threads, commentsOf }) => {
      const [one, closed] = threads.map(({ id }) => commentsOf(id));
      const deleted = ["5333a7eb-91a1-478c-91c0-bb96f5dade2e"];
      expect(one).toMatchObject({
        skipped: [{ reason: "deleted", sourceIds: deleted }],
        removed: deleted,
        findings: [],
      });
      expect(closed?.findings).toMatchObject([
        { code: "exported-thread-closed", message: expect.stringContaining("/closed/") },
      ]);
    });
  });

  it("has names as they were meant, also of comments that remark42 imported itself", async () => {
    expect(await withBackup([madeByRemark42("restored")], allComments)).toMatchObject([
      {
        sourceId: "disqus_7",
        authorName: 'Bo O\'Neil & "Co" 1 < 2',
        sentAt: Date.UTC(2017, 11, 20, 21, 18, 22, 500),
      },
    ]);
  });

  it("of another site is moved where that one is meant", async () => {
    const files = [madeByRemark42("crumbs"), madeByRemark42("other")];
    await expect(withBackup(files, allComments)).rejects.toMatchObject({
      code: "export-of-several-sites",
    });
    expect(await withBackup(files, allComments, { site: "other" })).toMatchObject([
      { source: "remark42:other", body: "In another site." },
    ]);
  });
});

describe("a remark42 backup", () => {
  it("never passes on addresses of people or of their machines, nor what nobody sanitized", async () => {
    const all = await withBackup([backupOf([{ id: "5", votes: { bo: true } }])], allComments);
    expect(all).toHaveLength(1);
    expect(JSON.stringify(all)).not.toMatch(/@|ann_t|e0b789|f00d|raw|"bo"/);
  });

  it("has the votes themselves where it lists them", async () => {
    const votes = { ann: true, bo: true, cy: false };
    expect(await comments({ id: "5", score: 1, votes })).toMatchObject([
      {
        reactions: [
          { key: "👍", count: 2 },
          { key: "👎", count: 1 },
        ],
      },
    ]);
    expect(await comments({ id: "5", score: 3, votes: {} })).toMatchObject([
      { reactions: [{ key: "👍", count: 3 }] },
    ]);
    expect((await comments({ id: "5", score: 0 }))[0]).not.toHaveProperty("reactions");
  });

  it("lets replies to what was deleted answer the nearest living ancestor", async () => {
    const all = await comments(
      { id: "8", pid: "7" },
      { id: "5" },
      { id: "6", pid: "5", isDeleted: true },
      { id: "7", pid: "6", isDeleted: true },
    );
    expect(all.map(({ sourceId, replyTo }) => [sourceId, replyTo])).toEqual([
      ["5", null],
      ["8", "5"],
    ]);
  });

  it("keeps two sites apart that have comments on one address", async () => {
    const file = backupOf([
      { id: "5", site: "old", text: "<p>old</p>" },
      { id: "6", site: "new", text: "<p>new</p>" },
    ]);
    for (const site of ["old", "new"]) {
      expect(await withBackup([file], allComments, { site })).toMatchObject([{ body: site }]);
    }
  });

  it("takes the last title of a page that has one", async () => {
    const file = backupOf([
      { id: "5" },
      { id: "6", title: "Bread" },
      { id: "7", title: "Bread &amp; butter" },
      { id: "8", title: "" },
    ]);
    await withBackup([file], ({ threads }) => {
      expect(threads).toMatchObject([{ title: "Bread & butter", comments: 4 }]);
    });
  });

  it("takes a comment that two files have from the last one", async () => {
    const files = ["<p>old</p>", "<p>new</p>"].map((text) => backupOf([{ id: "5", text }]));
    expect(await withBackup(files, allComments)).toMatchObject([{ body: "new" }]);
  });

  it("has addresses of older versions as they are", async () => {
    const url = "https://crumbs.example/?a=1&copy=2";
    await withBackup([backupOf([{ id: "5", url }])], ({ threads }) => {
      expect(threads).toMatchObject([{ addresses: [url], identifiers: [url] }]);
    });
  });

  it("counts what names no page or has no id", async () => {
    const file = backupOf([{ id: "5", url: "" }, { id: "" }, { id: "6" }]);
    const { findings } = await withBackup([file], (opened) => opened);
    expect(findings).toMatchObject([{ code: "exported-posts-without-place" }]);
    expect(findings[0]?.message).toContain("2 comments");
  });

  it.each(["yesterday", "", "0001-01-01T00:00:00Z", "2020-13-02T10:00:00Z"])(
    "lists a comment whose time is none: %j",
    async (at) => {
      const { skipped } = await withBackup([backupOf([{ id: "5", at }])], (opened) => {
        const [thread] = opened.threads;
        return opened.commentsOf(thread?.id ?? "") ?? { skipped: [] };
      });
      expect(skipped).toEqual([{ reason: "without a time", sourceIds: ["5"] }]);
    },
  );

  it("lists comments without a text, and those that are too long", async () => {
    const file = backupOf([
      { id: "5", text: "<p> </p>" },
      { id: "6", text: "x".repeat(longestText + 1) },
      { id: "7", text: "x".repeat(longestText) },
    ]);
    await withBackup([file], (opened) => {
      expect(allComments(opened).map(({ sourceId }) => sourceId)).toEqual(["7"]);
      const skipped = opened.threads.flatMap(({ id }) => opened.commentsOf(id)?.skipped ?? []);
      expect(skipped.map(({ reason }) => reason).toSorted()).toEqual([
        "longer than 1000000 characters",
        "without a text",
      ]);
    });
  });

  it("may have no comments, and lists that were never filled", async () => {
    const empty = '{"version":1,"users":null,"posts":null}\n';
    expect(await withBackup([empty], ({ threads, findings }) => [threads, findings])).toEqual([
      [],
      [],
    ]);
  });

  it("is read packed, with other line ends, with blank lines, and without the last line's end", async () => {
    const plain = backupOf([{ id: "5" }, { id: "6" }]);
    const expected = await withBackup([plain], allComments);
    expect(expected).toHaveLength(2);
    for (const file of [
      gzipSync(plain),
      plain.replaceAll("\n", "\r\n"),
      `\n${plain.replaceAll("\n", "\n \n")}`,
      plain.trimEnd(),
      `\uFEFF${plain}`,
      Buffer.from(`\uFEFF${plain}`, "utf16le"),
    ]) {
      expect(await withBackup([file], allComments)).toEqual(expected);
    }
  });

  it("says how many characters its encoding does not have", async () => {
    const file = Buffer.from(backupOf([{ id: "5", text: "<p>caf\u00e9</p>" }]), "latin1");
    await withBackup([file], (opened) => {
      expect(opened.findings).toMatchObject([{ code: "export-with-unreadable-characters" }]);
      expect(allComments(opened)).toMatchObject([{ body: "caf\uFFFD" }]);
    });
  });
});

describe("a file that is no whole backup", () => {
  const whole = backupOf([{ id: "5" }, { id: "6", text: "cut here".repeat(20) }]);

  it.each([
    ["", "empty"],
    ["\n \n", "empty"],
    ['{"comments": []}', "JSON of another format"],
    ["[]", "JSON of another format"],
    ["null", "a file without XML or JSON"],
    ["[\n  {\n", "JSON of another format"],
    ['{"version":1,"comments":[{"commentHex":"1"}],"commenters":[]}', "a Commento export"],
    ['[{"id":"1","page_key":"/bread/"}]', "Artrans"],
    ['[{"id":"/bread/","title":"Bread","comments":[]}]', "JSON of Isso"],
    ["SQLite format 3\0rest", "a SQLite database, such as Isso's"],
    ['<?xml version="1.0"?><disqus xmlns="http://disqus.com"/>', "a Disqus export"],
    [
      '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"/>',
      "a WordPress export (WXR)",
    ],
    ["<!DOCTYPE html>\n<html><body>Error 502</body></html>", "an HTML page"],
    ["PK\u0003\u0004rest", "a ZIP archive"],
    ["some words", "a file without XML or JSON"],
  ])("is refused with what it seems to be: %j", async (content, kind) => {
    await expect(withBackup([content], allComments)).rejects.toMatchObject({
      code: "export-of-another-kind",
      message: expect.stringMatching(`seems to be ${RegExp.escape(kind)}\\.$`),
    });
  });

  it.each([
    ["a line", Buffer.from(whole.slice(0, whole.indexOf("cut here") + 20)), "after 1 comment;"],
    ["the first line", Buffer.from(whole.slice(0, 60)), "after 0 comments;"],
    ["gzip", gzipSync(whole).subarray(0, -9), "comments;"],
  ])("is refused when it is cut: %s", async (_, file, after) => {
    await expect(withBackup([file], allComments)).rejects.toMatchObject({
      code: "export-cut",
      message: expect.stringContaining(after),
    });
  });

  it.each([
    ["a line without its end", whole.replace('"}\n{', '"\n{'), /after 0 comments \(line 2: /],
    ["a comment without a page", whole.replaceAll("locator", "place"), /\(line 2: locator: /],
    ["a comment of another form", whole.replace('"vote":0', '"votes":[7]'), /\(line 2: votes/],
    ["a backup without its first line", `${lineOf({ id: "5" })}\n`, /\(line 1: version: /],
    ["a newer version", whole.replace('"version":1', '"version":2'), /\(line 1: version: /],
  ])("is refused when it is damaged, with the place: %s", async (_, file, place) => {
    await expect(withBackup([file], allComments)).rejects.toMatchObject({
      code: "export-malformed",
      message: expect.stringMatching(place),
    });
  });

  it("is refused when two backups were joined", async () => {
    await expect(withBackup([whole + whole], allComments)).rejects.toMatchObject({
      code: "export-followed-by-more",
    });
  });

  it("is refused when one line has no end", async () => {
    async function* endless() {
      for (;;) yield "x".repeat(longestText);
    }
    await expect(Array.fromAsync(linesOf(endless()))).rejects.toMatchObject({
      fault: { is: "over-limits", excess: expect.stringContaining("one of its lines") },
    });
  });
});
