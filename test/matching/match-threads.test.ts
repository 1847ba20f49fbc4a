import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SitePage } from "../../src/domain/page.ts";
import { readAddressTable } from "../../src/matching/address-table.ts";
import { matchThreads } from "../../src/matching/match-threads.ts";
import { aPage, aSite, aThread, inAWord, whereIs } from "./a-site.ts";

const table = (text: string) => readAddressTable(text, "urls.csv");

describe("an address", () => {
  const site = aSite([
    aPage("/"),
    aPage("/posts/a/", { aliases: ["/old/a.html", "https://www.blog.example/2019/a/"] }),
    aPage("/Posts/Upper/"),
    aPage("/amp/only/index.html"),
    aPage("/posts/caf%C3%A9/"),
    aPage("/posts/%E2%84%A6-100%25/"),
  ]);

  it.each([
    ["https://blog.example/posts/a/", "/posts/a/ by address"],
    ["http://www.blog.example:8080/posts/a/#comments", "/posts/a/ by address"],
    ["//blog.example/posts/a", "/posts/a/ by address"],
    ["blog.example/posts/a", "/posts/a/ by address"],
    ["/posts/a/index.html", "/posts/a/ by address"],
    ["/posts/a/index.htm/", "/posts/a/ by address"],
    ["/posts/a/?utm_source=x&amp;utm_medium=y&fbclid=z", "/posts/a/ by address"],
    ["/posts/a/amp/", "/posts/a/ by address"],
    ["/amp/posts/a/", "/posts/a/ by address"],
    ["/posts/a/?amp=1", "/posts/a/ by address"],
    ["/POSTS/A/", "/posts/a/ by address"],
    ["/posts/upper", "/Posts/Upper/ by address"],
    ["/only", "/amp/only/index.html by address"],
    ["/posts/cafe\u0301/", "/posts/caf%C3%A9/ by address"],
    ["/posts/CAF%c3%89", "/posts/caf%C3%A9/ by address"],
    ["/posts/\u03a9-100%25/", "/posts/%E2%84%A6-100%25/ by address"],
    ["http://blog.example/old/a.html", "/posts/a/ by alias"],
    ["http://blog.example/2019/a", "/posts/a/ by alias"],
    ["https://blog.example/?utm_source=x", "/ by address"],
    ["https://blog.example", "/ by address"],
    ["https://other.example/posts/a/", "unmatched"],
    ["https://blog.example@other.example/posts/a/", "unmatched"],
    ["https://notblog.example/posts/a/", "unmatched"],
    ["ftp://blog.example/posts/a/", "unmatched"],
    ["posts/a/", "unmatched"],
    ["", "unmatched"],
    ["http://", "unmatched"],
    ["/posts/%E9%/", "unmatched"],
  ])("%s is %s", (address, where) => {
    expect(whereIs(address, site)).toBe(where);
  });

  it("keeps parameters that may choose a page: at the home page, and where the site uses them", () => {
    const withParameters = aSite([
      aPage("/"),
      aPage("/posts/a/"),
      aPage("/posts/b/", { aliases: ["/show.php?id=1"] }),
    ]);
    expect(whereIs("/posts/a/?replytocom=12", withParameters)).toBe("/posts/a/ by address");
    expect(whereIs("/?p=12", withParameters)).toBe("unmatched");
    expect(whereIs("/show.php?id=1&utm_source=x", withParameters)).toBe("/posts/b/ by alias");
    expect(whereIs("/show.php?id=2", withParameters)).toBe("unmatched");
    expect(whereIs("/show.php", withParameters)).toBe("unmatched");
  });

  it("belongs to the page itself where it is another page's alias", () => {
    const site = aSite([aPage("/a/"), aPage("/b/", { aliases: ["/a/"] })]);
    expect(whereIs("/a", site)).toBe("/a/ by address");
  });

  it("that two pages have as alias is neither's", () => {
    const site = aSite([aPage("/a/", { aliases: ["/x/"] }), aPage("/b/", { aliases: ["/x/"] })]);
    expect(whereIs("/x/", site)).toBe("unmatched");
  });

  it("on a site below a path has that path", () => {
    const site = aSite([aPage("/blog/a/")], { basePath: "/blog" });
    expect(whereIs("https://blog.example/blog/amp/a/", site)).toBe("/blog/a/ by address");
    expect(whereIs("https://blog.example/a/", site)).toBe("unmatched");
  });

  it("with the fewest differences wins over others of the same thread", () => {
    const site = aSite([aPage("/a/"), aPage("/b/")]);
    const threads = [aThread({ addresses: ["/A", "/b/"] }), aThread({ addresses: ["/a/", "/b/"] })];
    const { matches } = matchThreads(threads, site);
    expect(matches.map(inAWord)).toEqual(["/b/ by address", "unmatched"]);
    expect(matches[1]).toMatchObject({ proposals: [{ pageId: "/a/" }, { pageId: "/b/" }] });
  });
});

describe("properties of addresses", () => {
  const segment = fc.constantFrom(
    "a",
    "b",
    "c",
    "post",
    "caf\u00e9",
    "\u65e5\u672c",
    "100%",
    "x y",
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 3 });
  const pageIdOf = (segments: readonly string[]) =>
    `/blog/${segments.map((one) => encodeURIComponent(one)).join("/")}/`;
  const sitePages = fc
    .uniqueArray(path, { minLength: 2, maxLength: 8, selector: (one) => one.join("/") })
    .map((paths) =>
      paths.map((one, index) =>
        aPage(pageIdOf(one), { aliases: [`/blog/old-${index}/Entry.html`] }),
      ),
    );

  const fault = {
    origin: fc.constantFrom(
      ...["", "http://blog.example", "https://WWW.blog.example", "https://old.example:8443"],
    ),
    amp: fc.constantFrom("", "before", "after"),
    ending: fc.constantFrom("/", "", "/index.html", "/index.htm"),
    query: fc.constantFrom("", "?utm_source=a", "?amp=1&gclid=b", "?fbclid=a&amp;ref=c", "?"),
    fragment: fc.constantFrom("", "#disqus_thread"),
    spelling: fc.constantFrom("encoded", "decoded", "decomposed", "lower"),
    isUpper: fc.boolean(),
  };

  it("any page is found at its address or alias with any faults", () => {
    const whole = fc.record({ ...fault, pages: sitePages, pick: fc.nat(), isAlias: fc.boolean() });
    fc.assert(
      fc.property(whole, ({ pages, pick, isAlias, ...faults }) => {
        const page = pages[pick % pages.length];
        const address = isAlias ? page?.aliases[0] : page?.pageId;
        const site = aSite(pages, {
          hosts: ["www.blog.example", "old.example"],
          basePath: "/blog",
        });
        const by = isAlias ? "alias" : "address";
        expect(whereIs(faulty(address ?? "", faults), site)).toBe(`${page?.pageId} by ${by}`);
      }),
      { numRuns: 500 },
    );
  });

  it("pages that differ only by case or slash are found by their exact addresses only", () => {
    const others = fc.constantFrom("/blog/POST/x/", "/blog/Post/x", "/blog/post/x");
    fc.assert(
      fc.property(others, (other) => {
        const site = aSite([aPage("/blog/post/x/"), aPage(other)], { basePath: "/blog" });
        expect(whereIs("https://blog.example/blog/post/x/", site)).toMatch(/^\/blog\/post\/x\/ by/);
        expect(whereIs(`https://blog.example${other}`, site)).toBe(`${other} by address`);
        expect(whereIs("https://blog.example/BLOG/pOST/x", site)).toBe("unmatched");
      }),
    );
  });

  it("a foreign host never leads to a page", () => {
    fc.assert(
      fc.property(sitePages, fc.domain(), fc.nat(), (pages, host, pick) => {
        const address = `https://${host}${pages[pick % pages.length]?.pageId}`;
        expect(whereIs(address, aSite(pages, { basePath: "/blog" }))).toBe("unmatched");
      }),
    );
  });

  it("no text makes it fail, or leads to a page that it doesn't name", () => {
    const site = aSite([aPage("/blog/a/")], { basePath: "/blog" });
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...":/?#%@.ab4\\") })),
        (text) => {
          fc.pre(!/blog/i.test(text));
          expect(whereIs(text, site)).toBe("unmatched");
        },
      ),
    );
  });

  it("each thread's page is the same in whatever order they come", () => {
    const address = fc
      .record({ ...fault, path })
      .map(({ path, ...faults }) => faulty(pageIdOf(path), faults));
    const addresses = fc.array(fc.array(address, { maxLength: 2 }), { minLength: 1, maxLength: 8 });
    const drawn = addresses.chain((lists) =>
      fc.tuple(
        fc.constant(lists),
        fc.shuffledSubarray([...lists.keys()], { minLength: lists.length }),
      ),
    );
    fc.assert(
      fc.property(sitePages, drawn, (pages, [lists, order]) => {
        const threads = lists.map((one, index) => aThread({ id: `${index}`, addresses: one }));
        const site = aSite(pages, { basePath: "/blog" });
        const shuffled = order.flatMap((index) => threads[index] ?? []);
        const inOrder = matchThreads(threads, site).matches;
        expect(matchThreads(shuffled, site).matches).toEqual(order.map((index) => inOrder[index]));
      }),
    );
  });

  interface Faults {
    readonly origin: string;
    readonly amp: string;
    readonly ending: string;
    readonly query: string;
    readonly fragment: string;
    readonly spelling: string;
    readonly isUpper: boolean;
  }

  function faulty(
    address: string,
    { origin, amp, ending, query, fragment, ...how }: Faults,
  ): string {
    const inner = address.replace(/^\/blog\//, amp === "before" ? "/blog/amp/" : "/blog/");
    const spelt = spell(inner.replace(/\/$/, ""), how);
    return `${origin}${spelt}${amp === "after" ? "/amp" : ""}${ending}${query}${fragment}`;
  }

  function spell(
    path: string,
    { spelling, isUpper }: Pick<Faults, "spelling" | "isUpper">,
  ): string {
    const decoded = decodeURIComponent(path).replaceAll("%", "%25");
    const cased = isUpper ? decoded.toUpperCase() : decoded;
    if (spelling === "decoded") return cased;
    if (spelling === "decomposed")
      return encodeURI(cased.normalize("NFD")).replaceAll("%2525", "%25");
    if (spelling === "lower") {
      return encodeURI(cased)
        .replaceAll("%2525", "%25")
        .replace(/%\w\w/g, (one) => one.toLowerCase());
    }
    return encodeURI(cased).replaceAll("%2525", "%25");
  }
});

describe("an identifier", () => {
  const identifiersOf = ({ pageId }: SitePage) => [pageId === "/a/" ? "first" : "same"];
  const site = aSite([aPage("/a/"), aPage("/b/"), aPage("/c/")], { identifiersOf });

  it("is a page's where no address is, exactly, and only that page's", () => {
    const threads = [
      aThread({ identifiers: ["first"] }),
      aThread({ identifiers: ["first"], addresses: ["/b/"] }),
      aThread({ identifiers: ["First"] }),
      aThread({ identifiers: ["same"] }),
    ];
    expect(matchThreads(threads, site).matches.map(inAWord)).toEqual([
      "/a/ by identifier",
      "/b/ by address",
      "unmatched",
      "unmatched",
    ]);
  });
});

describe("the table", () => {
  const pages = [aPage("/posts/a/"), aPage("/posts/caf%C3%A9/")];

  it.each([
    ["https://old.example/1,/posts/a/", "http://www.old.example:81/1#x", "/posts/a/ by table"],
    ["https://old.example/1,/posts/a/", "https://old.example/1/", "unmatched"],
    ["https://old.example/*,/posts/*", "http://old.example/a", "/posts/a/ by table"],
    [
      "https://old.example/*,/posts/*",
      "http://old.example/caf%C3%A9/",
      "/posts/caf%C3%A9/ by table",
    ],
    ["old.example/*,/posts/a/", "http://old.example/?p=3", "/posts/a/ by table"],
    ["/?p=12,https://blog.example/posts/a/", "http://blog.example/?p=12", "/posts/a/ by table"],
    ["thread-7,/posts/a/", "thread-7", "/posts/a/ by table"],
    ["/x/1,\n/x/*,/posts/a/", "/x/1", "excluded"],
    ["/x/*,/posts/a/\n/x/1,", "/x/1", "/posts/a/ by table"],
    ["/x/*,", "https://old.example/x/1", "unmatched"],
    ["*,", "anything", "excluded"],
    ["/posts/a/,/posts/caf%C3%A9/", "/posts/a/", "/posts/a/ by address"],
  ])("%j takes %s: %s", (text, address, where) => {
    expect(whereIs(address, aSite(pages, { table: table(text) }))).toBe(where);
  });

  it("may leave out the path of the base URL", () => {
    const site = aSite([aPage("/blog/a/")], { basePath: "/blog", table: table("/x,/a/") });
    expect(whereIs("/x", site)).toBe("/blog/a/ by table");
  });

  it("is warned about where it leads to no page, with the line", () => {
    const rows = table("/x/*,/gone/*\n/y,/nowhere/\n/z,/posts/a/\n");
    const thread = aThread({ addresses: ["/x/1"] });
    const { matches, findings } = matchThreads([thread, thread], aSite(pages, { table: rows }));
    expect(matches.map(inAWord)).toEqual(["unmatched", "unmatched"]);
    expect(findings.map(({ code, location }) => [code, location?.line])).toEqual([
      ["address-table-page-unknown", 1],
      ["address-table-page-unknown", 2],
    ]);
    expect(findings[0]?.message).toContain("/gone/1");
  });
});

describe("a proposal", () => {
  const date = (day: string) => new Date(`${day}T12:00:00Z`);
  const site = aSite([
    aPage("/posts/hello/", { title: "Hello, “World”", date: date("2020-01-10") }),
    aPage("/notes/hello/", { title: "Notes", date: date("2015-01-10") }),
  ]);
  const proposed = (first: string | undefined, title?: string) => {
    const addresses = ["https://old.example/2020/Hello.html"];
    const day = first === undefined ? undefined : date(first);
    const { matches } = matchThreads([aThread({ addresses, title, date: day })], site);
    return matches[0]?.kind === "unmatched" ? matches[0].proposals : "matched";
  };

  it.each([
    ["2020-01-07", []],
    ["2020-01-08", ["same end of the address, first comment at the time of the page"]],
    ["2020-01-10", ["same end of the address, first comment on the day of the page"]],
    ["2020-01-11", ["same end of the address, first comment 1 day after the page"]],
    ["2021-01-09", ["same end of the address, first comment 365 days after the page"]],
    ["2021-01-10", []],
    [undefined, []],
  ])("is made for the same end of an address with a first comment at %s: %j", (first, because) => {
    expect(proposed(first)).toEqual(
      because.map((reason) => ({ pageId: "/posts/hello/", because: reason })),
    );
  });

  it("is made for the same title, however it is set", () => {
    expect(proposed(undefined, " hello -  'world' ")).toEqual([
      { pageId: "/posts/hello/", because: "same title" },
    ]);
  });

  it("is not made of what very many pages have in common", () => {
    const pages = Array.from({ length: 11 }, (_, index) => aPage(`/${index}/`, { title: "Photo" }));
    const threads = [aThread({ title: "Photo" })];
    expect(matchThreads(threads, aSite(pages)).matches[0]).toMatchObject({ proposals: [] });
    expect(matchThreads(threads, aSite(pages.slice(1))).matches[0]).toMatchObject({
      proposals: { length: 10 },
    });
  });
});
