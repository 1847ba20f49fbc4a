import { describe, expect, it } from "vitest";
import { issoFormat } from "../../../src/sources/isso/isso-format.ts";
import { withExport } from "../export/with-export.ts";

const said = {
  author: "Ann",
  email: "ann@example.org",
  website: "http://ann.example",
  remote_addr: "192.0.2.7",
  created: "2005-02-24 04:03:37",
  text: "Fresh *bread*.",
};

function commentsIn(threads: unknown) {
  return withExport(issoFormat, [JSON.stringify(threads)], (opened) => ({
    findings: opened.findings.map(({ code }) => code),
    threads: opened.threads,
    comments: opened.threads.flatMap(({ id }) => opened.commentsOf(id)?.comments ?? []),
  }));
}

function thread(comments: readonly unknown[], id = "/posts/1/") {
  return { id, title: "Bread", comments };
}

describe("Isso's generic JSON", () => {
  it("has comments by the page's path, with times in UTC, which is reported", async () => {
    const { threads, comments, findings } = await commentsIn([thread([{ id: 0, ...said }])]);
    expect(threads).toMatchObject([{ id: "/posts/1/", addresses: ["/posts/1/"], title: "Bread" }]);
    expect(comments).toMatchObject([
      {
        body: "Fresh bread.",
        sentAt: Date.UTC(2005, 1, 24, 4, 3, 37),
        authorName: "Ann",
        author: { isOwner: false, url: "http://ann.example" },
      },
    ]);
    expect(findings).toEqual(["exported-times-without-zone"]);
  });

  it("gives each comment an id that is the same in the next export", async () => {
    const next = { ...said, text: "More." };
    const ids = async (threads: unknown) =>
      (await commentsIn(threads)).comments.map(({ sourceId }) => sourceId);
    const one = await ids([
      thread([{ id: 0, ...said }]),
      thread([{ id: 0, ...said }], "/posts/2/"),
    ]);
    expect(new Set(one).size).toBe(2);
    const other = await ids([
      thread([{ id: 0, ...said }], "/posts/2/"),
      thread([
        { id: 0, ...said },
        { id: 1, ...next },
      ]),
    ]);
    expect(other).toEqual(expect.arrayContaining(one));
  });

  it("tells comments without an id, or with one twice, by what they say", async () => {
    const { comments } = await commentsIn([
      thread([said, said, { ...said, text: "Else." }, { id: 5, ...said }, { id: 5, ...said }]),
    ]);
    expect(comments.map(({ body }) => body).toSorted()).toEqual([
      "Else.",
      ...Array(4).fill("Fresh bread."),
    ]);
  });

  it("has parents where a program wrote them; 0 is none, unless a comment has it", async () => {
    const replies = async (firstId: number) => {
      const { comments } = await commentsIn([
        thread([
          { ...said, id: firstId, parent: null },
          { ...said, id: 7, parent: firstId, created: "2005-02-24 05:00:00" },
          { ...said, id: 8, parent: 0, created: "2005-02-24 06:00:00" },
        ]),
      ]);
      const [first] = comments.map(({ sourceId }) => sourceId);
      return comments.map(({ replyTo }) => replyTo === first);
    };
    expect(await replies(0)).toEqual([false, true, true]);
    expect(await replies(3)).toEqual([false, true, false]);
  });

  it("keeps a time with a zone, and has none for what is no time", async () => {
    const { comments, findings } = await commentsIn([
      thread([
        { ...said, created: "2005-02-24T04:03:37+02:00" },
        { ...said, created: "soon" },
      ]),
    ]);
    expect(comments.map(({ sentAt }) => sentAt)).toEqual([Date.UTC(2005, 1, 24, 2, 3, 37)]);
    expect(findings).toEqual([]);
  });

  it.each([
    ['[{"id": 1, "comments": 3, "x": {"comments": []}}]', "export-malformed"],
    ['[{"page_key": "/a/", "comments": "x"}]', "export-of-another-kind"],
    ['{"version":1,"comments":[{"commentHex":"a"}]}', "export-of-another-kind"],
    ["<rss/>", "export-of-another-kind"],
    ["some words", "export-of-another-kind"],
    ['[{"id": "/a/", "title": "A", "comments": [{"id": 0,', "export-cut"],
    ['[{"id": "/a/", "title": "A", "comments": [}]', "export-malformed"],
  ])("is refused where it is something else: %s", async (text, code) => {
    await expect(withExport(issoFormat, [text], () => undefined)).rejects.toMatchObject({ code });
  });
});
