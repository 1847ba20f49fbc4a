import { expect, it } from "vitest";
import type { AddressedThread } from "../../src/domain/addressed-thread.ts";
import { readAddressTable } from "../../src/matching/address-table.ts";
import {
  placeConversations,
  placementFindings,
  proposalsOf,
  reportedPlacement,
} from "../../src/run/place-conversations.ts";
import { aPage, aThread } from "../matching/a-site.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

const rye = aPage("/posts/rye/", { title: "Rye", file: "content/posts/rye.md" });
const bread = aPage("/posts/bread/", { title: "Bread", file: "content/posts/bread.md" });

function place(
  threads: readonly AddressedThread[],
  {
    shown = {},
    table = "",
    termsOf = () => [],
  }: {
    readonly shown?: Readonly<Record<string, string>>;
    readonly table?: string;
    readonly termsOf?: (page: { readonly pageId: string }) => readonly string[];
  } = {},
) {
  const pages = Object.entries(shown).map(([pageId, threadId]) => ({
    ...(pageId === rye.pageId ? rye : bread),
    threads: [{ threadId, location: { file: "layouts/single.html", line: 3 } }],
  }));
  const scan = { ...scanOf(pages), hosts: ["blog.example"], sitePages: [rye, bread] };
  return placeConversations(threads, {
    scan,
    formerHosts: ["old.example"],
    table: readAddressTable(table, "urls.csv"),
    termsOf,
  });
}

const at = (address: string, overrides: Partial<AddressedThread> = {}) =>
  aThread({ id: address, addresses: [address], ...overrides });

it("gives a page all threads that lead to it, by their first comment", () => {
  const later = new Date("2022-02-02");
  const { scan } = place([
    at("https://blog.example/posts/rye/?utm_source=x", { date: later }),
    at("http://www.old.example/posts/rye", { date: new Date("2021-01-01") }),
    at("https://blog.example/posts/bread/"),
  ]);
  expect(
    scan.pages.map(({ pageId, title, file, threads }) => [
      pageId,
      title,
      file,
      threads.map(({ threadId }) => threadId),
    ]),
  ).toEqual([
    ["/posts/bread/", "Bread", "content/posts/bread.md", ["https://blog.example/posts/bread/"]],
    [
      "/posts/rye/",
      "Rye",
      "content/posts/rye.md",
      ["http://www.old.example/posts/rye", "https://blog.example/posts/rye/?utm_source=x"],
    ],
  ]);
});

it("asks the page what its widget calls it, and only where no page says so the widget's rule", () => {
  const byWidget = aThread({ id: "1", identifiers: ["post-17"] });
  const byRule = aThread({ id: "2", identifiers: ["rule:/posts/bread/"] });
  const byRuleOfShown = aThread({ id: "3", identifiers: ["rule:/posts/rye/"] });
  const { placement } = place([byWidget, byRule, byRuleOfShown], {
    shown: { "/posts/rye/": "post-17" },
    termsOf: ({ pageId }) => [`rule:${pageId}`],
  });
  expect(reportedPlacement(placement)).toMatchObject({
    matched: [
      { from: "post-17", pageId: "/posts/rye/", by: "identifier" },
      { from: "rule:/posts/bread/", pageId: "/posts/bread/", by: "identifier" },
    ],
    unplaced: [{ from: "rule:/posts/rye/" }],
  });
  expect(placement.shown.map(({ pageId }) => pageId)).toEqual(["/posts/rye/"]);
});

it("makes no page of what is only alike, and tells it first, by its comments", () => {
  const { scan, placement } = place([
    at("https://blog.example/2019/rye/", { title: "Rye", comments: 2 }),
    at("https://blog.example/elsewhere/", { comments: 7 }),
    at("https://blog.example/never-opened/", { comments: 0 }),
  ]);
  expect(scan.pages).toEqual([]);
  const { unplaced } = reportedPlacement(placement);
  expect(unplaced.map(({ from, comments }) => [from, comments])).toEqual([
    ["https://blog.example/elsewhere/", 7],
    ["https://blog.example/2019/rye/", 2],
  ]);
  expect(unplaced[1]?.proposals).toMatchObject([{ pageId: "/posts/rye/" }]);
  expect(placementFindings(placement, "report/urls.csv")).toMatchObject([
    {
      severity: "error",
      message: "None of the 9 comments in 2 threads has a page on this site.",
      remedy: expect.stringContaining("report/urls.csv"),
    },
  ]);
  const table = proposalsOf(placement) ?? "";
  expect(table).toContain("https://blog.example/elsewhere/");
  expect(table).not.toContain("never-opened");
  // Who commits it has decided.
  const committed = place(
    [at("https://blog.example/2019/rye/"), at("https://blog.example/elsewhere/")],
    { table },
  );
  expect(reportedPlacement(committed.placement)).toMatchObject({
    matched: [{ from: "https://blog.example/2019/rye/", pageId: "/posts/rye/", by: "table" }],
    unplaced: [{ from: "https://blog.example/elsewhere/" }],
  });
});

it("knows pages that are gone on purpose, and counts their comments", () => {
  const { scan, placement } = place(
    [at("https://blog.example/raffle/", { title: "Raffle", comments: 3 })],
    { table: "https://blog.example/raffle/,\n" },
  );
  expect(scan.pages).toEqual([]);
  expect(proposalsOf(placement)).toBeUndefined();
  expect(reportedPlacement(placement)).toEqual({
    unplaced: [],
    matched: [],
    gone: [{ from: "https://blog.example/raffle/", title: "Raffle", comments: 3 }],
  });
  expect(placementFindings(placement, "urls.csv")).toMatchObject([
    { severity: "error", message: "The source has no comments to move." },
    { severity: "notice", code: "comments-of-gone-pages" },
  ]);
});

it("warns of comments without a page where others have one", () => {
  const { placement } = place([
    at("https://blog.example/posts/rye/"),
    at("https://blog.example/elsewhere/", { comments: 7 }),
  ]);
  expect(placementFindings(placement, "urls.csv")).toMatchObject([
    { severity: "warning", code: "comments-without-page" },
  ]);
});

it("counts what may be about something else, and asks nobody for its page", () => {
  const { placement } = place([
    aThread({
      id: "7",
      identifiers: ["Crash on start"],
      title: "Crash on start",
      mayBeOther: true,
    }),
    at("https://blog.example/posts/rye/", { mayBeOther: true }),
  ]);
  expect(reportedPlacement(placement)).toMatchObject({
    unplaced: [],
    matched: [{ pageId: "/posts/rye/" }],
  });
  expect(proposalsOf(placement)).toBeUndefined();
  expect(placementFindings(placement, "urls.csv")).toMatchObject([
    { severity: "notice", message: expect.stringContaining("“Crash on start”") },
  ]);
});
