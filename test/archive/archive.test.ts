import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  archivedDetails,
  archiveFileName,
  archivePage,
  archiveText,
  withDetailsOf,
} from "../../src/archive/archived-page.ts";
import { withEarlierDetails, writeArchive } from "../../src/archive/write-archive.ts";
import type { HeldComment } from "../../src/domain/kept-comment.ts";

function held(event: string, parent: string | null, page = "/a/"): HeldComment {
  return {
    source: "cactus:x/blog",
    sourceId: event,
    commentId: event.length,
    pageId: page,
    isVerified: true,
    digest: "",
    writtenParent: null,
    importedAt: "2024-05-02T10:00:00.000Z",
    isAsWritten: true,
    hasItsTime: true,
    isShown: true,
    isEmptied: false,
    kept: {
      sourceId: event,
      page,
      parentSourceId: parent,
      authorName: `Author of ${event}`,
      content: `<b>${event}</b>\n`,
      createdAt: "2024-05-01T10:00:00.000Z",
    },
  };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const nobody = new Set<string>();
const pageOf = (page: string, ...events: string[]) =>
  archivePage(
    page,
    "text",
    events.map((event) => held(event, null, page)),
  );

describe("an archived page", () => {
  it("says of a place whose comment was removed that it was", () => {
    const comment = held("$1", null);
    const { kept } = comment;
    if (kept === null) throw new Error("the comment is not there");
    const empty = { ...comment, isEmptied: true, kept: { ...kept, content: "" } };
    const { comments } = archivePage("/a/", "text", [empty, held("$2", "$1")]);
    expect(comments.map(({ content }) => content)).toEqual(["[removed]", "<b>$2</b>\n"]);
  });

  it("has reactions, the owner's mark and the author's address of those that have any", () => {
    const reactions = [{ key: "👍", count: 2 }];
    const details = new Map([
      ["$1", { reactions, isOwner: true, url: "https://ada.example" }],
      ["$22", { reactions: [], isOwner: false, url: undefined }],
    ]);
    const comments = ["$1", "$22", "$333"].map((event) => held(event, null));
    const page = archivePage("/a/", "text", comments, details);
    expect(page.comments.map(({ reactions, owner, url }) => [reactions, owner, url])).toEqual([
      [reactions, true, "https://ada.example"],
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
    const again = archivePage("/a/", "text", comments);
    expect(withDetailsOf(page, again)).toEqual(page);
  });

  it("has no time for a comment whose time is none", () => {
    const comment = held("$1", null);
    const { kept } = comment;
    if (kept === null) throw new Error("the comment is not there");
    const odd = { ...comment, kept: { ...kept, createdAt: "0000-00-00 00:00:00" } };
    expect(archivePage("/a/", "text", [odd]).comments).toMatchObject([{ created: null }]);
  });

  it("has every comment that is there once, each reply below what it answers", () => {
    const parents = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(parents, (tree) => {
        const comments = tree
          .map(([parent, isGone], index): HeldComment => {
            const comment = held(`$${index}`, index === 0 ? null : `$${parent % (index + 1)}`);
            return isGone ? { ...comment, kept: null } : comment;
          })
          .map((comment, index) =>
            comment.kept?.parentSourceId === `$${index}` ? held(`$${index}`, null) : comment,
          );
        const there = comments.filter(({ kept }) => kept !== null);
        const { comments: archived } = archivePage("/a/", "text", comments);
        expect(archived.map(({ author }) => author).toSorted()).toEqual(
          there.map(({ kept }) => kept?.authorName).toSorted(),
        );
        for (const [index, { depth, parent_author }] of archived.entries()) {
          const above = archived.slice(0, index).findLast((one) => one.depth === depth - 1);
          expect(parent_author).toBe(depth === 0 ? null : above?.author);
        }
      }),
    );
  });

  it("has a file name of its own on every file system, whatever its page id", () => {
    const names = ["/a/", "/A/", "/ä/", "/a%CC%88/", "/con/", "/../", "/"].map(archiveFileName);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
  });
});

describe("an archived comment", () => {
  const ada = { isOwner: true, url: "https://ada.example", reactions: [{ key: "👍", count: 2 }] };
  const detailed = archivePage(
    "/a/",
    "text",
    [held("$1", null), held("$22", null)],
    new Map([["$1", ada]]),
  );

  it("has reactions, owner and site where it has some, and no empty fields", () => {
    const [first, second] = detailed.comments;
    expect(first).toMatchObject({
      reactions: [{ key: "👍", count: 2 }],
      owner: true,
      url: "https://ada.example",
    });
    for (const key of ["reactions", "owner", "url"]) expect(second).not.toHaveProperty(key);
  });

  it("keeps them where it was not read again, with what the target holds of it now", async () => {
    const folder = emptyFolder();
    await writeArchive(folder, { pages: [detailed], unknown: nobody });
    const file = join(folder, archiveFileName("/a/"));
    const before = readFileSync(file, "utf8");
    const plain = archivePage("/a/", "text", [held("$1", null), held("$22", null)]);
    const again = {
      pages: [plain],
      lacks: (page: string) => (page === "/a/" ? archivedDetails : []),
      unknown: nobody,
    };
    expect(await writeArchive(folder, again)).toMatchObject({ files: 1, written: 0, removed: 0 });
    expect(readFileSync(file, "utf8")).toBe(before);
    const fewer = { ...again, pages: [archivePage("/a/", "text", [held("$1", null)])] };
    await writeArchive(folder, fewer);
    expect(JSON.parse(readFileSync(file, "utf8")).comments).toMatchObject([{ owner: true }]);
  });

  it("says which files may lack them, for the pull request that has an earlier version", async () => {
    const folder = emptyFolder();
    const plain = archivePage("/a/", "text", [held("$1", null), held("$22", null)]);
    const pages = [plain, pageOf("/b/", "$3")];
    const change = {
      pages,
      lacks: (page: string) => (page === "/a/" ? archivedDetails : []),
      unknown: nobody,
    };
    const { paths } = await writeArchive(folder, change);
    const [a, b] = ["/a/", "/b/"].map((page) => join(folder, archiveFileName(page)));
    expect(paths).toEqual({
      current: [
        { path: a, lacks: archivedDetails },
        { path: b, lacks: [] },
      ],
      removed: [],
    });
    expect(withEarlierDetails(archiveText(plain), archiveText(detailed))).toBe(
      archiveText(detailed),
    );
    for (const other of ["", "{}", archiveText(pageOf("/b/", "$1"))]) {
      expect(withEarlierDetails(archiveText(plain), other)).toBe(archiveText(plain));
    }
    const { paths: next } = await writeArchive(folder, { pages: [plain], unknown: nobody });
    expect(next.removed).toEqual([b]);
  });

  it("loses them where it was read again and has none any more", async () => {
    const folder = emptyFolder();
    await writeArchive(folder, { pages: [detailed], unknown: nobody });
    await writeArchive(folder, { pages: [pageOf("/a/", "$1")], unknown: nobody });
    const text = readFileSync(join(folder, archiveFileName("/a/")), "utf8");
    expect(text).not.toMatch(/reactions|owner|url/);
  });
});

describe("an archive", () => {
  it("is the same bytes for the same comments, and is not written again", async () => {
    const folder = join(emptyFolder(), "data", "comments");
    const change = { pages: [pageOf("/a/", "$1"), pageOf("/b/", "$2")], unknown: nobody };
    expect(await writeArchive(folder, change)).toMatchObject({ files: 2, written: 2, removed: 0 });
    const file = join(folder, archiveFileName("/a/"));
    const before = [readFileSync(file, "utf8"), statSync(file).mtimeMs];
    expect(await writeArchive(folder, change)).toMatchObject({ files: 2, written: 0, removed: 0 });
    expect([readFileSync(file, "utf8"), statSync(file).mtimeMs]).toEqual(before);
  });

  it("loses the files of pages that are gone or empty, and keeps those of pages that are not known", async () => {
    const folder = emptyFolder();
    const pages = ["/a/", "/b/", "/c/"].map((page) => pageOf(page, "$1"));
    await writeArchive(folder, { pages, unknown: nobody });
    const next = { pages: [pageOf("/a/")], unknown: new Set(["/b/"]) };
    expect(await writeArchive(folder, next)).toMatchObject({ files: 1, written: 0, removed: 2 });
    expect(readdirSync(folder)).toEqual([archiveFileName("/b/")]);
  });

  it("keeps the files of all other pages where only a shard of them was moved", async () => {
    const folder = emptyFolder();
    await writeArchive(folder, { pages: [pageOf("/a/", "$1")], unknown: "all others" });
    await writeArchive(folder, { pages: [pageOf("/b/", "$2")], unknown: "all others" });
    expect(readdirSync(folder)).toHaveLength(2);
    await writeArchive(folder, { pages: [pageOf("/b/")], unknown: "all others" });
    expect(readdirSync(folder)).toEqual([archiveFileName("/a/")]);
  });

  it("leaves alone what it did not write, and refuses to write over it", async () => {
    const folder = emptyFolder();
    const foreign = join(folder, archiveFileName("/a/"));
    writeFileSync(foreign, "[]");
    writeFileSync(join(folder, "authors.json"), "{}");
    mkdirSync(join(folder, archiveFileName("/folder/")));
    await writeArchive(folder, { pages: [pageOf("/b/", "$1")], unknown: nobody });
    expect(readdirSync(folder)).toHaveLength(4);
    await expect(
      writeArchive(folder, { pages: [pageOf("/a/", "$1")], unknown: nobody }),
    ).rejects.toMatchObject({ code: "archive-file-in-the-way" });
    expect(readFileSync(foreign, "utf8")).toBe("[]");
  });
});
