import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textDigest } from "../../../src/domain/text-digest.ts";
import { longestText } from "../../../src/sources/export/export-format.ts";
import { contentsOf } from "./with-files.ts";

const annId = "3cd10f60-1c2b-11e9-8d5f-d5ba7b5f8f2e";
const boId = "4aa03bb0-1c2c-11e9-8d5f-d5ba7b5f8f2e";
const annHash = "86f6d5e0b4b3c9e2b6a9e7c1d2f3a4b5";

/** As Staticman 3 writes it. */
const ann = `_id: ${annId}
_parent: 'https://crumbs.example/bread/'
name: Ann
email: ${annHash}
url: 'https://ann.example'
message: "Rye *or*\\nwheat? https://rye.example/a_b"
date: '2019-01-19T20:31:36.789Z'
`;
const bo = `_id: ${boId}
_parent: 'https://crumbs.example/bread/'
replying_to_uid: ${annId}
name: Bo
email: ''
message: >-
  Rye: always.
date: 1547930000
`;

const allComments = async (files: Readonly<Record<string, string>>) =>
  (await contentsOf(files)).conversations.flatMap((one) => one?.comments ?? []);

/** One comment, by its fields. */
async function only(fields: object, name = "data/comments/bread/entry.json") {
  const whole = { _id: annId, name: "Ann", message: "Rye.", date: 1547930000, ...fields };
  const [comment] = await allComments({ [name]: JSON.stringify(whole) });
  return comment;
}

describe("Staticman's data files", () => {
  it("have a page's comments in a folder, with their Markdown as Hugo shows it", async () => {
    const { source, threads, conversations, findings } = await contentsOf({
      "data/comments/bread/comment-1547930000000.yml": bo,
      "data/comments/bread/comment-1547929896789.yml": ann,
    });
    expect(source).toBe("staticman");
    expect(findings).toEqual([]);
    expect(threads).toEqual([
      {
        id: "bread",
        addresses: ["https://crumbs.example/bread/"],
        identifiers: ["bread"],
        title: undefined,
        date: new Date("2019-01-19T20:31:36.789Z"),
        comments: 2,
      },
    ]);
    expect(conversations[0]?.comments).toEqual([
      {
        source: "staticman",
        sourceId: annId,
        authorId: annHash,
        authorName: "Ann",
        body: "Rye or\nwheat? https://rye.example/a_b",
        formatted: expect.stringContaining("<em>or</em>"),
        sentAt: Date.UTC(2019, 0, 19, 20, 31, 36, 789),
        replyTo: null,
        author: { isOwner: false, emailHash: annHash, url: "https://ann.example" },
      },
      {
        source: "staticman",
        sourceId: boId,
        authorId: `guest-${textDigest("Bo").slice(0, 32)}`,
        authorName: "Bo",
        body: "Rye: always.",
        sentAt: 1547930000000,
        replyTo: annId,
      },
    ]);
  });

  it.each([
    ["data/comments/2019/bread/entry.yml", "2019/bread"],
    ["data/comments/en/bread/entry.yml", "en/bread"],
    ["site/data/comments/bread/entry.yml", "bread"],
    ["_data/comments/comments/entry.yml", "comments"],
    ["data/replies/bread/entry.yml", "bread"],
    ["old-comments/bread/entry.yml", "bread"],
    ["src/comments/bread/entry.yml", "bread"],
  ])("have the page's name in the folders below that of all comments: %s", async (name, page) => {
    const { threads } = await contentsOf({ [name]: ann });
    expect(threads).toMatchObject([{ id: page, identifiers: [page] }]);
  });

  it.each([
    "export/entry.yml",
    "data/comments/entry.yml",
    "data/comments/2019/entry.yml",
    "data/comments/2019/05/a.yml",
  ])("may be in a folder that is no page, and then say theirs: %s", async (name) => {
    const { threads } = await contentsOf({ [name]: ann });
    expect(threads).toMatchObject([
      { addresses: ["https://crumbs.example/bread/"], identifiers: [] },
    ]);
  });

  it("are of a page that is called like a year where nothing else is said", async () => {
    const { threads } = await contentsOf({
      "data/comments/2019/a.json": JSON.stringify({
        _id: annId,
        message: "Rye.",
        date: "2019-01-01",
      }),
    });
    expect(threads).toMatchObject([{ id: "2019", comments: 1 }]);
  });

  it("are of the page of their folder where nothing says where all comments are", async () => {
    const text = JSON.stringify({ _id: annId, message: "Rye.", date: "2019-01-01" });
    const { threads } = await contentsOf({ "somewhere/else/bread/a.json": text });
    expect(threads).toMatchObject([{ id: "bread", identifiers: ["bread"] }]);
  });

  it("without a page are reported", async () => {
    const { findings, threads } = await contentsOf({
      "comments/entry.json": JSON.stringify({ _id: annId, name: "Ann", message: "Rye." }),
    });
    expect([findings, threads]).toEqual([["exported-posts-without-place"], []]);
  });

  it("may be front matter with the message below it", async () => {
    const { message: _, ...fields } = { message: "", _id: annId, name: "Ann", date: 1547930000 };
    const head = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
    const text = ["---", ...head, "---", "Rye.", "", "---", "Wheat.", ""].join("\n");
    const [comment] = await allComments({ "content/comments/bread/entry.md": text });
    expect(comment).toMatchObject({ sourceId: annId, authorName: "Ann" });
    expect(comment?.body).toMatch(/^Rye\.\s+Wheat\.$/);
  });

  it.each([
    ["replying_to_uid", boId],
    ["replying_to", boId],
    ["replyTo", boId],
    ["reply_to", boId],
    ["replyID", `comment-${boId}`],
    ["replyThread", boId],
    ["parent_id", boId],
    ["_parent", boId],
  ])("name the comment that they answer as the site's form does: %s", async (field, answered) => {
    const reply = { _id: annId, name: "Ann", message: "Rye.", date: 1547930001, [field]: answered };
    const comments = await allComments({
      "data/comments/bread/b.json": JSON.stringify(reply),
      "data/comments/bread/a.json": JSON.stringify({ ...reply, _id: boId, [field]: "" }),
    });
    expect(comments.map(({ sourceId, replyTo }) => [sourceId, replyTo])).toEqual([
      [annId, boId],
      [boId, null],
    ]);
  });

  it("answer the comment that is closest, and not the first of its thread", async () => {
    const file = (fields: object) =>
      JSON.stringify({ name: "Ann", message: "Rye.", date: 1547930000, ...fields });
    const cyId = annId.replace("3", "5");
    const comments = await allComments({
      "data/comments/bread/a.json": file({ _id: annId }),
      "data/comments/bread/b.json": file({ _id: boId, replyThread: annId, replyID: annId }),
      "data/comments/bread/c.json": file({ _id: cyId, replyThread: annId, replyID: boId }),
    });
    expect(comments.map(({ replyTo }) => replyTo)).toEqual([null, annId, boId]);
  });

  it.each(["comment", "body", "content", "text"])(
    "have their text in the field %s as well",
    async (field) => {
      expect(await only({ message: undefined, [field]: "Oat." })).toMatchObject({ body: "Oat." });
    },
  );

  it.each([
    ["2019-01-19T20:31:36.789Z", "2019-01-19T20:31:36.789Z"],
    [1547930000, "2019-01-19T20:33:20Z"],
    [1547930000123, "2019-01-19T20:33:20.123Z"],
    ["1547930000", "2019-01-19T20:33:20Z"],
  ])("have times in any form of Staticman's: %s", async (date, time) => {
    expect(await only({ date })).toMatchObject({ sentAt: Date.parse(time) });
  });

  it("may say when they were edited", async () => {
    const date = "2019-01-19T20:31:36Z";
    const updated = "2019-01-20T20:31:36Z";
    expect(await only({ date, updated })).toMatchObject({ editedAt: Date.parse(updated) });
    expect((await only({ date, updated: date }))?.editedAt).toBeUndefined();
  });

  it("have the time of their file's name where they say none", async () => {
    const name = "data/comments/bread/comment-1547930000123.json";
    expect(await only({ date: undefined }, name)).toMatchObject({ sentAt: 1547930000123 });
    expect(await only({ date: undefined })).toBeUndefined();
  });

  it.each([
    ["Ann@Example.org ", textDigest("ann@example.org")],
    [annHash.toUpperCase(), annHash],
    [textDigest("ann@example.org"), textDigest("ann@example.org")],
    ["JJ3RS9C5qa8xu4cx/Y9EwHwAMEeXPCZbLR9eW1K9LshissvNcYFfC", undefined],
    ["", undefined],
  ])("keep no more of a mail address than its hash: %s", async (email, hash) => {
    const comment = await only({ email });
    expect(comment?.author?.emailHash).toBe(hash);
    expect(comment?.authorId).toMatch(hash === undefined ? /^guest-/ : /^[\da-f]{32}$/);
  });

  it("have HTML among their Markdown only as far as it is safe", async () => {
    expect(
      await only({ message: "Hi <script>x()</script><b onclick=x()>there</b>" }),
    ).toMatchObject({ formatted: "<p>Hi <b>there</b></p>" });
  });

  it("have texts as they are written, whatever YAML could take them for", async () => {
    const [comment] = await allComments({
      "data/comments/bread/a.yml": `_id: ${annId}\nname: 0012\nmessage: 1e3\ndate: 2019-01-19 20:31:36Z\nurl: ~\n`,
    });
    expect(comment).toMatchObject({ authorName: "0012", body: "1e3" });
  });

  it("leave out what nobody could show", async () => {
    const { conversations } = await contentsOf({
      "data/comments/bread/a.json": JSON.stringify({
        _id: annId,
        name: "Ann",
        date: 1,
        message: "x".repeat(longestText + 1),
      }),
      "data/comments/bread/b.json": JSON.stringify({ _id: boId, name: "Bo", date: 1547930000 }),
    });
    expect(conversations[0]?.skipped.map(({ reason }) => reason).sort()).toEqual([
      "longer than 1000000 characters",
      "without a text",
    ]);
  });
});

describe("data files that people write", () => {
  it("may give each page's comments numbers of its own", async () => {
    const file = (fields: object) =>
      JSON.stringify({ name: "Ann", message: "Rye.", date: 1547930000, ...fields });
    const comments = await allComments({
      "data/comments/bread/1.json": file({ _id: 1 }),
      "data/comments/bread/2.json": file({ _id: 2, reply_to: 1, date: 1547930001 }),
      "data/comments/salt/1.json": file({ _id: "1" }),
      "data/comments/salt/2.json": file({ _id: 2, parent: 1, date: 1547930001 }),
    });
    expect(new Set(comments.map(({ sourceId }) => sourceId)).size).toBe(4);
    expect(comments.map(({ replyTo }) => replyTo)).toEqual([
      null,
      comments[0]?.sourceId,
      null,
      comments[2]?.sourceId,
    ]);
  });

  it("may have the ids of elements as theirs", async () => {
    const file = (fields: object) =>
      JSON.stringify({ name: "Ann", message: "Rye.", date: 1547930000, ...fields });
    const [first, second] = await allComments({
      "data/comments/bread/a.json": file({ id: "comment-8" }),
      "data/comments/bread/b.json": file({ id: "comment-9", reply_to: "8", date: 1547930001 }),
    });
    expect(second?.replyTo).toBe(first?.sourceId);
  });

  it("may have no ids: each comment has one by its words, whatever the file is called", async () => {
    const text = JSON.stringify({ name: "Ann", message: "Rye.", date: 1547930000 });
    const [before] = await allComments({ "data/comments/bread/a.json": text });
    const [after] = await allComments({ "data/comments/bread/b.json": text });
    expect(before?.sourceId).toMatch(/^[\da-f]{32}$/);
    expect(after?.sourceId).toBe(before?.sourceId);
  });

  it("may have times without a zone", async () => {
    const { findings } = await contentsOf({
      "data/comments/bread/a.json": JSON.stringify({
        name: "Ann",
        message: "Rye.",
        date: "2019-01-19 20:31",
      }),
    });
    expect(findings).toEqual(["exported-times-without-zone"]);
  });

  it("may be lists, one for each page", async () => {
    const { threads } = await contentsOf({
      "data/comments/bread.yaml": "- name: Ann\n  comment: Rye.\n  date: 2019-01-19T20:31:36Z\n",
      "data/comments/salt.yaml": "- {name: Bo, comment: Sea., date: 2019-01-19T20:31:36Z}\n",
    });
    expect(threads).toMatchObject([
      { id: "bread", identifiers: ["bread"], comments: 1 },
      { id: "salt", comments: 1 },
    ]);
  });
});

describe("wp2hugo's file", () => {
  /** Written by wp2hugo of an export of WordPress. */
  const file = readFileSync(new URL("wp2hugo-comments.yaml", import.meta.url), "utf8");

  it("has its comments by the page's address, with the ids of WordPress", async () => {
    const { threads, conversations } = await contentsOf({ "data/comments.yaml": file });
    expect(threads).toMatchObject([
      { addresses: ["/2021/10/bread/"], identifiers: ["309"], comments: 2 },
      { addresses: ["/2021/10/salt/"], identifiers: ["310"], comments: 1 },
    ]);
    const emailHash = textDigest("ann@example.org");
    expect(conversations[0]?.comments).toMatchObject([
      {
        sourceId: "101-1634827815000",
        authorId: emailHash.slice(0, 32),
        authorName: "Ann",
        body: "Rye or wheat?\nI can't: say.",
        formatted: "<p>Rye or wheat?\nI can't: <em>say</em>.</p>",
        sentAt: Date.UTC(2021, 9, 21, 14, 50, 15),
        replyTo: null,
        author: { isOwner: false, emailHash, url: "https://ann.example" },
      },
      { sourceId: "102-1634914215000", authorName: "Bo: the baker", replyTo: "101-1634827815000" },
    ]);
    expect(conversations[1]?.comments).toMatchObject([{ body: "Sea salt. #1" }]);
  });

  it("has times of a zone that it does not name", async () => {
    const { findings } = await contentsOf({ "data/comments.yaml": file });
    expect(findings).toEqual(["exported-times-without-zone"]);
  });

  it("may be in a folder for comments, and is no page then", async () => {
    const { threads } = await contentsOf({ "data/comments/all.yaml": file });
    expect(threads.map(({ addresses }) => addresses)).toEqual([
      ["/2021/10/bread/"],
      ["/2021/10/salt/"],
    ]);
  });
});

describe("a file that is no comment", () => {
  const billion = [
    "a: &a [x, x, x, x, x, x, x, x, x, x]",
    ...[..."bcdefgh"].map((key, index) => {
      const before = "abcdefg"[index];
      return `${key}: &${key} [${`*${before}, `.repeat(10)}]`;
    }),
  ].join("\n");

  it.each([
    ["", "export-of-another-kind", "empty"],
    ["\n", "export-of-another-kind", "empty"],
    ["<rss/>", "export-of-another-kind", "a feed"],
    ["words", "export-of-another-kind", "without XML or JSON"],
    ["main:\n  - name: Home\n    url: /\n", "export-of-another-kind", "YAML without comments"],
    ["- id: 1\n- id: 2\n", "export-of-another-kind", "YAML without comments"],
    ["---\ntitle: Bread\n---\nRye.\n", "export-of-another-kind", "YAML without comments"],
    ['{"version":1,"comments":[{"commentHex":"a"}]}', "export-of-another-kind", "Commento"],
    [
      '[{"id":"1","content":"Rye.","nick":"Ann","page_key":"/a/"}]',
      "export-of-another-kind",
      "Artrans",
    ],
    ['[{"id":"/a/","title":"A","comments":[]}]', "export-of-another-kind", "JSON of Isso"],
    ['{"version":1,"users":[],"posts":[]}\n', "export-of-another-kind", "a remark42 backup"],
    ["SQLite format 3\0", "export-of-another-kind", "a SQLite database"],
    ['{"main":[]}', "export-of-another-kind", "JSON of another format"],
    ['{"_id":"a","name":"Ann","message":"Rye', "export-cut", "ends in the middle"],
    ['{"_id":"a","name";"Ann"}', "export-malformed", "damaged"],
    ["_id: 'a\nname: Ann\n", "export-malformed", "damaged"],
    [billion, "export-malformed", "alias"],
    [`a: ${"[".repeat(100_000)}`, "export-malformed", "damaged"],
  ])("is refused: %.40s", async (text, code, words) => {
    await expect(contentsOf({ "data/comments/bread/a.md": text })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });
});
