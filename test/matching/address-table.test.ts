import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MigrationError } from "../../src/domain/migration-error.ts";
import { readAddressTable } from "../../src/matching/address-table.ts";
import { matchThreads } from "../../src/matching/match-threads.ts";
import type { ThreadMatch, UnmatchedThread } from "../../src/matching/thread-match.ts";
import { writeProposals } from "../../src/matching/write-proposals.ts";
import { aPage, aSite, aThread, inAWord } from "./a-site.ts";

const read = (text: string) =>
  readAddressTable(text, "urls.csv").map(({ from, to, isPrefix, keepsRest, location }) => [
    location.line,
    `${from}${isPrefix ? "*" : ""}`,
    `${to}${keepsRest ? "*" : ""}`,
  ]);

describe("a table of addresses", () => {
  it("has rows, and its name, comments and blank lines beside them", () => {
    const text = `\uFEFF# from, to and "more\r\n\r\nFrom,To\r\n/a#x , /b/\r\n  \r\n"/c,d","/e ""f"""\r\n/g*,/h*\r\n/i*,\r\n`;
    expect(read(text)).toEqual([
      [4, "/a#x", "/b/"],
      [6, "/c,d", '/e "f"'],
      [7, "/g*", "/h*"],
      [8, "/i*", ""],
    ]);
  });

  it.each([
    ["/a,/b/\n/c", 2, /must have two columns, from and to, but has 1/],
    ["/a,/b/,c\n", 1, /but has 3/],
    ["# a\n\n,/b/", 3, /no address in its first column/],
    ["/a,/b/\n/c,/d*\n", 2, /\* in its second column only/],
    ['/a,/b/\n/c"d,/e\n', 2, /is not valid CSV/],
    ['/a,/b/\n# "\n"/c,/d\n/e,/f\n', 3, /opens a quotation mark/],
  ])("%j has its fault in line %i", (text, line, message) => {
    const fault = catchError(() => readAddressTable(text, "urls.csv"));
    expect(fault).toMatchObject({
      code: "address-table-invalid",
      message: expect.stringMatching(message),
      location: { file: "urls.csv", line },
    });
  });
});

function catchError(action: () => unknown): MigrationError {
  try {
    action();
  } catch (error) {
    if (error instanceof MigrationError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("the table of proposals", () => {
  const unmatched = (
    thread: Parameters<typeof aThread>[0],
    ...pageIds: readonly string[]
  ): ThreadMatch => ({
    kind: "unmatched",
    thread: aThread(thread),
    proposals: pageIds.map((pageId) => ({ pageId, because: "same title" })),
  });

  it("lists threads by comments, single proposals as rows and all else as comments", () => {
    const text = writeProposals([
      unmatched({ id: "few", addresses: ["/few"], comments: 2, title: "A\nB" }, "/a/"),
      unmatched({ id: "most", addresses: ["", "/most"], comments: 1200 }, "/a/", "/b/"),
      unmatched({ id: "none", addresses: ["/none,"], comments: 30 }),
      unmatched({ id: "nowhere", comments: 1 }),
      { kind: "excluded", thread: aThread(), by: "table" },
    ]);
    expect(text.slice(text.indexOf("from,to"))).toBe(`from,to

# 1,200 comments
# /a/: same title
# /b/: same title
#/most,/a/
#/most,/b/

# 30 comments
#"/none,",

# 2 comments, “A B”
# /a/: same title
/few,/a/

# 1 comment: thread nowhere has no address, so no row can name it
`);
  });

  it("read back has what was written, whatever is in it", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constant("https://old.example/a?b=c,d"),
      fc.string({ unit: fc.constantFrom(...' #,"*\n\r/a') }),
    );
    const proposals = fc.array(
      fc
        .constantFrom("/a", "/b*", "/c,d", "/e%22")
        .map((path) => ({ pageId: path, because: "a\n,b" })),
      { maxLength: 2 },
    );
    const thread = fc.record({ address: text, title: text, comments: fc.nat(), proposals });
    fc.assert(
      fc.property(fc.array(thread, { maxLength: 5 }), (drawn) => {
        const matches = drawn.map(
          ({ address, proposals, ...rest }, index): UnmatchedThread => ({
            kind: "unmatched",
            thread: aThread({ id: String(index).padStart(3, "0"), addresses: [address], ...rest }),
            proposals,
          }),
        );
        const written = matches
          .toSorted((one, other) => other.thread.comments - one.thread.comments)
          .flatMap(({ thread: { addresses }, proposals: [first, second] }) => {
            const from = addresses.join("").trim().replace(/\*$/, "%2A");
            return from === "" || first === undefined || second !== undefined
              ? []
              : [[from, first.pageId.replace(/\*$/, "%2A")]];
          });
        const rows = readAddressTable(writeProposals(matches), "urls.csv");
        expect(rows.map(({ from, to }) => [from, to])).toEqual(written);
        expect(rows.filter(({ isPrefix, keepsRest }) => isPrefix || keepsRest)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("moves its threads to the proposed pages once it is the site's table", () => {
    const pages = [aPage("/a/", { title: "A" }), aPage("/b*/", { title: "B" })];
    const threads = [
      aThread({ id: "1", addresses: ["https://old.example/?p=1&x=*"], title: "A" }),
      aThread({ id: "2", addresses: ["junk, “*”\n*"], title: "B" }),
      aThread({ id: "3", identifiers: ["#42"], title: "a" }),
    ];
    const { matches } = matchThreads(threads, aSite(pages));
    expect(matches.map(inAWord)).toEqual(["unmatched", "unmatched", "unmatched"]);
    const table = readAddressTable(writeProposals(matches), "urls.csv");
    const after = matchThreads(threads, aSite(pages, { table }));
    expect(after.matches.map(inAWord)).toEqual(["/a/ by table", "/b*/ by table", "/a/ by table"]);
    expect(after.findings).toEqual([]);
  });
});
