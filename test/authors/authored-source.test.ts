import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAuthoredSource, withAuthor } from "../../src/authors/authored-source.ts";
import { readAuthorEntries } from "../../src/config/author-entries.ts";
import type { Comment, Conversation } from "../../src/domain/comment.ts";

const never = new AbortController().signal;

function comment(sourceId: string, authorId: string, authorName: string): Comment {
  const source = "cactus:example.org/blog";
  return { source, sourceId, authorId, authorName, body: "Hi", sentAt: 0, replyTo: null };
}

const conversation: Conversation = {
  threads: [],
  skipped: [],
  moderators: ["@ada:x.example", "@bob:x.example", "@silent:x.example"],
  comments: [
    comment("$1", "@ada:x.example", "ada"),
    comment("$2", "@bob:x.example", "Bob"),
    comment("$3", "@bob:x.example", "Bob"),
    comment("$4", "@reader:x.example", "Reader"),
  ],
};

/** What is said after the page was read twice, as a page with a shared section is. */
async function afterReading(given: Readonly<Record<string, unknown>>) {
  const { source, findings } = createAuthoredSource(
    {
      names: [],
      expectedComments: async () => 0,
      findConversations: async () => [],
      readPage: async () => conversation,
    },
    readAuthorEntries(given).entries,
  );
  const page = { pageId: "/a/", title: "a", file: "a.md", threads: [] };
  await source.readPage(page, never);
  const { comments } = await source.readPage(page, never);
  return { comments, findings };
}

describe("a comment of an author", () => {
  const first = comment("$1", "@ada:x.example", "ada");
  const entryOf = (said: unknown) =>
    readAuthorEntries({ "@ada:x.example": said }).entries.get("@ada:x.example");

  it("gets name, address, hash, site and mark", () => {
    const said = {
      name: "Ada",
      email: " MyEmailAddress@example.com ",
      url: "https://a.example",
      owner: true,
    };
    expect(withAuthor(first, entryOf(said))).toEqual({
      ...first,
      authorName: "Ada",
      author: {
        isOwner: true,
        email: "MyEmailAddress@example.com",
        // Source: the example of https://docs.gravatar.com/rest/hash/
        emailHash: "84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee",
        url: "https://a.example",
      },
    });
  });

  it("keeps the hash that was given, and has no address then", () => {
    const md5 = createHash("md5").update("myemailaddress@example.com").digest("hex");
    expect(md5).toBe("0bc83cb571cd1c50ba6f3e8a78ef1346");
    const { author } = withAuthor(first, entryOf({ "email-hash": md5.toUpperCase() }));
    expect(author).toEqual({ isOwner: false, emailHash: md5 });
  });

  it("of whom only the name is said is otherwise as it was", () => {
    expect(withAuthor(first, entryOf({ name: "Ada" }))).toEqual({ ...first, authorName: "Ada" });
  });

  it("of whom nothing is said is as it was", () => {
    expect(withAuthor(first, undefined)).toBe(first);
  });
});

describe("a source with authors", () => {
  it("gives each comment its author, and leaves the others as they were", async () => {
    const { comments } = await afterReading({ "@bob:x.example": { name: "Robert" } });
    expect(comments.map(({ authorName }) => authorName)).toEqual([
      "ada",
      "Robert",
      "Robert",
      "Reader",
    ]);
  });

  it("proposes moderators who wrote as owners, by entries that can be copied", async () => {
    const { findings } = await afterReading({});
    const [proposal, ...others] = findings({ isProposing: true, isWhole: true });
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      severity: "notice",
      code: "owners-proposed",
      message: expect.stringContaining(
        "Bob (@bob:x.example, 2 comments), ada (@ada:x.example, 1 comment)",
      ),
    });
    const [, setting = ""] = /: (\{.*\})$/.exec(proposal?.remedy ?? "") ?? [];
    const { entries, faults } = readAuthorEntries(JSON.parse(setting));
    expect([[...entries.keys()], faults]).toEqual([["@bob:x.example", "@ada:x.example"], []]);
  });

  it("proposes nobody of whom something is said already, and nobody when comments are moved", async () => {
    const { findings } = await afterReading({ "@ada:x.example": {}, "@bob:x.example": {} });
    expect(findings({ isProposing: true, isWhole: true })).toEqual([]);
    const { findings: moving } = await afterReading({});
    expect(moving({ isProposing: false, isWhole: true })).toEqual([]);
  });

  it("warns of entries of nobody who wrote, with the nearest id, once all pages were read", async () => {
    const { findings } = await afterReading({ "@redaer:x.example": {}, "@who:y.example": {} });
    expect(findings({ isProposing: false, isWhole: false })).toEqual([]);
    expect(findings({ isProposing: false, isWhole: true })).toMatchObject([
      {
        severity: "warning",
        message:
          "2 entries of authors are of nobody who wrote a comment: @redaer:x.example. Did you mean @reader:x.example?; @who:y.example",
      },
    ]);
  });
});
