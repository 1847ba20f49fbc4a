import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { textDigest } from "../../../src/domain/text-digest.ts";
import { commentoFormat } from "../../../src/sources/commento/commento-format.ts";
import { longestText } from "../../../src/sources/export/export-format.ts";
import { withExport } from "../export/with-export.ts";

function contents(data: unknown, { isPacked = false } = {}) {
  const json = typeof data === "string" ? data : JSON.stringify(data);
  return withExport(commentoFormat, [isPacked ? gzipSync(json) : json], (opened) => ({
    site: opened.site,
    threads: opened.threads,
    findings: opened.findings.map(({ code }) => code),
    conversations: opened.threads.map(({ id }) => opened.commentsOf(id)),
  }));
}

const annHex = "aa".repeat(32);
const anonymousHex = "0".repeat(64);
const ann = {
  commenterHex: annHex,
  email: "Ann@example.org",
  name: "Ann",
  link: "https://ann.example",
  photo: "undefined",
  provider: "commento",
  joinDate: "2019-01-01T00:00:00Z",
  isModerator: false,
};

function first(comments: readonly object[], more = {}) {
  const base = {
    commenterHex: annHex,
    domain: "crumbs.example",
    url: "/bread/",
    markdown: "Rye.",
    html: "",
    parentHex: "root",
    score: 0,
    state: "approved",
    creationDate: "2019-02-03T04:05:06.789Z",
    direction: 0,
    deleted: false,
  };
  return {
    version: 1,
    comments: comments.map((comment, index) => ({
      ...base,
      commentHex: `c${index + 1}`,
      ...comment,
    })),
    commenters: [ann, ann],
    ...more,
  };
}

describe("an export of Commento", () => {
  it("has comments by the page's path, which is called url", async () => {
    const { site, threads, conversations } = await contents(
      first([
        { markdown: "Rye *or*\nwheat?", score: 3 },
        { parentHex: "c1", score: -1 },
      ]),
    );
    expect(site).toBe("crumbs.example");
    expect(threads).toEqual([
      {
        id: "crumbs.example/bread/",
        addresses: ["/bread/", "//crumbs.example/bread/"],
        identifiers: ["/bread/"],
        title: undefined,
        date: new Date("2019-02-03T04:05:06.789Z"),
        comments: 2,
      },
    ]);
    expect(conversations[0]?.comments).toEqual([
      {
        source: "commento:crumbs.example",
        sourceId: "c1",
        authorId: annHex,
        authorName: "Ann",
        body: "Rye or\nwheat?",
        formatted: "<p>Rye <em>or</em>\nwheat?</p>",
        sentAt: Date.UTC(2019, 1, 3, 4, 5, 6, 789),
        replyTo: null,
        author: {
          isOwner: false,
          emailHash: textDigest("ann@example.org"),
          url: "https://ann.example",
        },
        reactions: [{ key: "👍", count: 3 }],
      },
      expect.objectContaining({ replyTo: "c1", reactions: [{ key: "👎", count: 1 }] }),
    ]);
  });

  it("leaves out what readers do not see, and keeps replies to it", async () => {
    const { conversations } = await contents(
      first([
        { deleted: true },
        { markdown: "[deleted]", commenterHex: "anonymous" },
        { state: "unapproved" },
        { state: "flagged" },
        { state: "odd" },
        { parentHex: "c2" },
        { markdown: "x".repeat(longestText + 1) },
        { creationDate: "0001-01-01T00:00:00Z" },
      ]),
    );
    expect(conversations[0]?.skipped).toEqual([
      { reason: "deleted", sourceIds: ["c1", "c2"] },
      { reason: "waiting for approval", sourceIds: ["c3"] },
      { reason: "spam", sourceIds: ["c4"] },
      { reason: "in a state that Commento does not name (odd)", sourceIds: ["c5"] },
      { reason: "longer than 1000000 characters", sourceIds: ["c7"] },
      { reason: "without a time", sourceIds: ["c8"] },
    ]);
    expect(conversations[0]?.removed).toEqual(["c1", "c2", "c3", "c4", "c5"]);
    expect(conversations[0]?.comments).toMatchObject([{ sourceId: "c6", replyTo: null }]);
  });

  it.each(["anonymous", anonymousHex])("calls who has no account Anonymous: %s", async (hex) => {
    const { conversations } = await contents(first([{ commenterHex: hex }]));
    expect(conversations[0]?.comments).toMatchObject([
      { authorName: "Anonymous", authorId: `guest-${textDigest("Anonymous").slice(0, 32)}` },
    ]);
  });

  it("keeps the comments of an account that the export lacks", async () => {
    const { conversations } = await contents(first([{ commenterHex: "bb" }]));
    expect(conversations[0]?.comments).toMatchObject([{ authorName: "bb", authorId: "bb" }]);
  });

  it("has no HTML that was written among the Markdown", async () => {
    const { conversations } = await contents(
      first([{ markdown: "Hi <script>x()</script><i onclick=x()>there</i>" }]),
    );
    expect(conversations[0]?.comments).toMatchObject([{ formatted: "<p>Hi <i>there</i></p>" }]);
  });

  it("leads from a name that a page was given to no address", async () => {
    const { threads } = await contents(first([{ url: "bread-2020" }]));
    expect(threads).toMatchObject([{ addresses: [], identifiers: ["bread-2020"] }]);
  });

  it("is of one site", async () => {
    const two = first([{}, { domain: "other.example" }]);
    await expect(contents(two)).rejects.toMatchObject({ code: "export-of-several-sites" });
  });
});

describe("an export of Comentario", () => {
  const pageId = "20420d40-be9b-4d09-bb0c-000000000001";
  const boId = "476088a7-f3d5-4a4e-b56b-000000000002";
  const nobody = "00000000-0000-0000-0000-000000000000";
  const never = "0001-01-01T00:00:00.000Z";
  const comment = {
    createdTime: "2023-11-14T20:15:12.000Z",
    deletedTime: never,
    html: "<p>Sea <strong>salt</strong></p>\n",
    id: "s1",
    isApproved: true,
    isDeleted: false,
    isPending: false,
    isSticky: false,
    markdown: "Sea **salt**",
    pageId,
    score: 23,
    url: "http://crumbs.example/salt/#comentario-s1",
    userCreated: boId,
  };
  const third = (comments: readonly object[] | null) => ({
    version: 3,
    pages: [
      { id: pageId, path: "/salt/", title: "Salt & pepper", isReadonly: true, countComments: 1 },
    ],
    comments:
      comments?.map((more, index) => ({ ...comment, id: `s${index + 1}`, ...more })) ?? null,
    commenters: [
      { id: boId, email: "bo@example.org", name: "Bo", colourIndex: 3, isModerator: false },
    ],
  });

  it("has its pages with their titles", async () => {
    const { site, threads, conversations } = await contents(
      third([
        {},
        { parentId: "s1", userCreated: nobody, authorName: "Passer-by", score: 0 },
        { editedTime: "2023-11-15T00:00:00.000Z", html: "", markdown: "One\ntwo" },
      ]),
      { isPacked: true },
    );
    expect(site).toBe("crumbs.example");
    expect(threads).toMatchObject([
      { addresses: ["/salt/", "//crumbs.example/salt/"], title: "Salt & pepper", comments: 3 },
    ]);
    expect(conversations[0]?.comments).toMatchObject([
      {
        sourceId: "s1",
        authorId: boId,
        authorName: "Bo",
        body: "Sea salt",
        formatted: "<p>Sea <strong>salt</strong></p>",
        sentAt: Date.UTC(2023, 10, 14, 20, 15, 12),
        reactions: [{ key: "👍", count: 23 }],
      },
      { sourceId: "s2", authorName: "Passer-by", replyTo: "s1" },
      { sourceId: "s3", body: "One\ntwo", editedAt: Date.UTC(2023, 10, 15) },
    ]);
    expect(conversations[0]?.findings?.map(({ code }) => code)).toEqual(["exported-thread-closed"]);
  });

  it("leaves out what readers do not see", async () => {
    const { conversations, findings } = await contents(
      third([{ isDeleted: true }, { isPending: true }, { isApproved: false }, { pageId: "gone" }]),
    );
    expect(conversations[0]?.skipped.map(({ reason }) => reason)).toEqual([
      "deleted",
      "waiting for approval",
      "rejected",
    ]);
    expect(findings).toEqual(["exported-posts-without-place"]);
  });

  it("may have no comments, which Go writes as null", async () => {
    const { threads } = await contents(third(null));
    expect(threads).toMatchObject([{ addresses: ["/salt/"], comments: 0 }]);
  });

  it("has the comments of Comentario 2 by their path", async () => {
    const { threads, conversations } = await contents(
      first([
        { domain: undefined, url: "", host: "crumbs.example", path: "/a/", markdown: "a\nb" },
      ]),
    );
    expect(threads).toMatchObject([{ addresses: ["/a/", "//crumbs.example/a/"] }]);
    expect(conversations[0]?.comments).toMatchObject([{ body: "a\nb" }]);
  });
});

describe("a file that is no whole export of Commento", () => {
  it.each([
    ["", "export-of-another-kind", "empty"],
    ["<rss/>", "export-of-another-kind", "a feed"],
    ["words", "export-of-another-kind", "without XML or JSON"],
    ['[{"page_key":"/a/","is_pending":"false"}]', "export-of-another-kind", "Artrans"],
    ['[{"id":"/a/","title":"A","comments":[]}]', "export-of-another-kind", "JSON of Isso"],
    ['{"version":1,"users":[],"posts":[]}\n', "export-of-another-kind", "a remark42 backup"],
    ["SQLite format 3\0", "export-of-another-kind", "a SQLite database"],
    ['{"version":2,"comments":[]}', "export-malformed", "version"],
    ['{"version":1,"comments":[{"commentHex":3}]}', "export-malformed", "comments.0.commentHex"],
    [JSON.stringify(first([{}])).slice(0, -10), "export-cut", "ends in the middle"],
    [JSON.stringify(first([{}])).replace(":", ";"), "export-malformed", "damaged"],
  ])("is refused: %s", async (text, code, words) => {
    await expect(contents(text)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });
});
