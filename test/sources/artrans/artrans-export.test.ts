import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { textDigest } from "../../../src/domain/text-digest.ts";
import { artransFormat } from "../../../src/sources/artrans/artrans-format.ts";
import { longestText } from "../../../src/sources/export/export-format.ts";
import { withExport } from "../export/with-export.ts";

/** Written by Artalk 2.10, `artalk export`. */
const crumbs = readFileSync(new URL("crumbs.artrans", import.meta.url), "utf8");

function contents(data: unknown, { isPacked = false, site = "" } = {}) {
  const json = typeof data === "string" ? data : JSON.stringify(data);
  return withExport(
    artransFormat,
    [isPacked ? gzipSync(json) : json],
    (opened) => ({
      source: opened.source,
      threads: opened.threads,
      findings: opened.findings.map(({ code }) => code),
      conversations: opened.threads.map(({ id }) => opened.commentsOf(id)),
    }),
    site === "" ? {} : { site },
  );
}

/** An Artran as converters write it, changed. */
function artran(changes: object): object {
  return {
    id: "1",
    content: "Rye.",
    created_at: "2021-02-04T06:49:46.000Z",
    nick: "Ann",
    email: "ann@example.org",
    link: "",
    page_key: "/bread/",
    ...changes,
  };
}

const commentsOf = async (...artrans: readonly object[]) =>
  (await contents(artrans.map(artran))).conversations.flatMap((one) => one?.comments ?? []);

describe("an export of Artalk", () => {
  it("has its comments by the page's key, with their Markdown and HTML as readers saw it", async () => {
    const { source, threads, conversations, findings } = await contents(crumbs);
    expect(source).toBe("artrans:Crumbs");
    expect(findings).toEqual([]);
    expect(threads).toEqual([
      {
        id: "Crumbs: /bread/",
        addresses: ["/bread/"],
        identifiers: ["/bread/"],
        title: "Bread",
        date: new Date("2021-10-21T12:50:15Z"),
        comments: 3,
      },
      {
        id: "Crumbs: https://crumbs.example/salt/",
        addresses: ["https://crumbs.example/salt/"],
        identifiers: ["https://crumbs.example/salt/"],
        title: "Salt & pepper",
        date: new Date("2021-10-24T12:50:15Z"),
        comments: 1,
      },
    ]);
    const annHash = textDigest("ann@example.org");
    expect(conversations[0]?.comments).toMatchObject([
      {
        source: "artrans:Crumbs",
        sourceId: "1",
        authorId: annHash.slice(0, 32),
        authorName: "Ann",
        body: "Rye or wheat?\nI can't say.",
        formatted: "<p>Rye <em>or</em> wheat?<br />I can't say.</p>",
        sentAt: Date.UTC(2021, 9, 21, 12, 50, 15),
        replyTo: null,
        author: { isOwner: false, emailHash: annHash, url: "https://ann.example" },
        reactions: [{ key: "👍", count: 1 }],
      },
      {
        sourceId: "2",
        body: "Rye: always https://rye.example/a_b_c",
        formatted: expect.stringContaining("<b>always</b>"),
        replyTo: "1",
      },
      { sourceId: "3", body: "Too loud", replyTo: "2" },
    ]);
    expect(conversations[0]?.comments.map(({ editedAt }) => editedAt)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leaves out what waits for approval", async () => {
    const { conversations } = await contents(crumbs);
    expect(conversations[1]?.comments.map(({ sourceId }) => sourceId)).toEqual(["4"]);
    expect(conversations[1]?.skipped).toEqual([
      { reason: "waiting for approval", sourceIds: ["5"] },
    ]);
  });

  it("has no address of a machine or a person", async () => {
    const { threads, conversations } = await contents(crumbs);
    expect(JSON.stringify([threads, conversations])).not.toMatch(/192\.0\.2\.7|ann@|bo@/i);
  });

  it("is the same when it is packed", async () => {
    expect(await contents(crumbs, { isPacked: true })).toEqual(await contents(crumbs));
  });

  it("is of the site that is meant, where it has several with pages of the same key", async () => {
    const two = [
      artran({ site_name: "Crumbs" }),
      artran({ id: "2", site_name: "Other", content: "Oat." }),
    ];
    await expect(contents(two)).rejects.toMatchObject({ code: "export-of-several-sites" });
    const { conversations } = await contents(two, { site: "Other" });
    expect(conversations.flatMap((one) => one?.comments ?? [])).toMatchObject([{ body: "Oat." }]);
  });

  it("has pages on which only the owner writes as closed", async () => {
    const { conversations } = await contents([artran({ page_admin_only: "true" })]);
    expect(conversations[0]?.findings.map(({ code }) => code)).toEqual(["exported-thread-closed"]);
  });
});

describe("Artrans of a converter", () => {
  it.each([
    ["2021-10-28 20:50:15 +0800", "2021-10-28T12:50:15Z"],
    ["2021-10-28 20:50:15.25 +0800 CST", "2021-10-28T12:50:15.250Z"],
    ["2021-10-28 20:50:15 +0000 UTC m=+0.1", "2021-10-28T20:50:15Z"],
    ["2021-10-28T20:50:15-03:30", "2021-10-29T00:20:15Z"],
    ["1635425415", "2021-10-28T12:50:15Z"],
    ["1635425415250", "2021-10-28T12:50:15.250Z"],
  ])("has times in any form that names an instant: %s", async (created_at, time) => {
    expect(await commentsOf({ created_at })).toMatchObject([{ sentAt: Date.parse(time) }]);
  });

  it("has times without a zone as UTC, and says so", async () => {
    const { conversations, findings } = await contents([
      artran({ created_at: "2021-10-28 20:50:15" }),
    ]);
    expect(conversations[0]?.comments).toMatchObject([
      { sentAt: Date.UTC(2021, 9, 28, 20, 50, 15) },
    ]);
    expect(findings).toEqual(["exported-times-without-zone"]);
  });

  it.each(["", "yesterday", "0001-01-01 00:00:00 +0000", "2021-13-28 20:50:15 +0800"])(
    "leaves out what has no time: %j",
    async (created_at) => {
      const { conversations } = await contents([artran({ created_at })]);
      expect(conversations[0]?.skipped).toEqual([{ reason: "without a time", sourceIds: ["1"] }]);
    },
  );

  it("may write numbers and flags as such", async () => {
    const { conversations } = await contents([
      artran({ id: 1, vote_up: 2, vote_down: 1, is_pending: false, rid: 0 }),
      artran({ id: 2, is_pending: true, rid: 1 }),
      artran({ id: 3, rid: 2, nick: null }),
    ]);
    expect(conversations[0]?.comments).toMatchObject([
      {
        sourceId: "1-1612421386000",
        reactions: [
          { key: "👍", count: 2 },
          { key: "👎", count: 1 },
        ],
      },
      { sourceId: "3-1612421386000", replyTo: "1-1612421386000", authorName: "Anonymous" },
    ]);
    expect(conversations[0]?.skipped).toEqual([
      { reason: "waiting for approval", sourceIds: ["2-1612421386000"] },
    ]);
  });

  it("may give no ids or one twice: each comment has an id, the same in every export", async () => {
    const same = { id: undefined };
    const first = await commentsOf(same, same, { id: "7" }, { id: "7", content: "Oat." });
    expect(new Set(first.map(({ sourceId }) => sourceId)).size).toBe(4);
    const later = await commentsOf({ id: "8" }, same, same);
    const ids = (comments: typeof first) =>
      comments.filter(({ sourceId }) => sourceId.length === 32).map(({ sourceId }) => sourceId);
    expect(ids(first)).toEqual(expect.arrayContaining(ids(later)));
    expect(ids(later)).toHaveLength(2);
  });

  it.each([
    ["example.org/me", "https://example.org/me"],
    ["http://example.org", "http://example.org"],
    ["javascript:alert(1)", undefined],
    ["ftp://example.org", undefined],
  ])("has people's sites as Artalk completes them: %s", async (link, url) => {
    const [comment] = await commentsOf({ link });
    expect(comment?.author?.url).toBe(url);
  });

  it("has nobody by the mail address that Artalk gives those without one", async () => {
    const [comment] = await commentsOf({ email: "anonymous@example.org" });
    expect(comment?.author).toBeUndefined();
    expect(comment?.authorId).toMatch(/^guest-/);
  });

  it("leaves out what no page or nobody could show", async () => {
    const { findings, conversations } = await contents([
      artran({ page_key: " " }),
      artran({ id: "2", content: "x".repeat(longestText + 1) }),
      artran({ id: "3", content: "<script>x()</script>" }),
    ]);
    expect(findings).toEqual(["exported-posts-without-place"]);
    expect(conversations[0]?.skipped.map(({ reason }) => reason)).toEqual([
      "longer than 1000000 characters",
      "without a text",
    ]);
  });

  it("leads from a key that is no address to none", async () => {
    const { threads } = await contents([artran({ page_key: "bread-2020" })]);
    expect(threads).toMatchObject([{ addresses: [], identifiers: ["bread-2020"] }]);
  });
});

describe("a file that is no whole Artrans", () => {
  it.each([
    ["", "export-of-another-kind", "empty"],
    ["<rss/>", "export-of-another-kind", "a feed"],
    ["_id: a\n", "export-of-another-kind", "comments of Staticman"],
    ['{"version":1,"comments":[{"commentHex":"a"}]}', "export-of-another-kind", "Commento"],
    ['{"version":3,"pages":[],"comments":[]}', "export-of-another-kind", "Comentario"],
    ['[{"id":"/a/","title":"A","comments":[]}]', "export-of-another-kind", "JSON of Isso"],
    ['{"version":1,"users":[],"posts":[]}\n', "export-of-another-kind", "a remark42 backup"],
    ["SQLite format 3\0", "export-of-another-kind", "a SQLite database"],
    ['[{"nick":"Ann"}]', "export-of-another-kind", "JSON of another format"],
    ['[{"page_key":"/a/"}]', "export-malformed", "0.content"],
    ['[{"page_key":{},"content":""}]', "export-malformed", "0.page_key"],
    [crumbs.trimEnd().slice(0, -10), "export-cut", "ends in the middle"],
    [crumbs.replace(":", ";"), "export-malformed", "damaged"],
  ])("is refused: %.40s", async (text, code, words) => {
    await expect(contents(text)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });
});
