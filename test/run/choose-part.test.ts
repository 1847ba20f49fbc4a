import { describe, expect, it } from "vitest";
import { readAddressTable } from "../../src/matching/address-table.ts";
import { choosePart } from "../../src/run/choose-part.ts";
import {
  placeConversations,
  placementFindings,
  reportedPlacement,
} from "../../src/run/place-conversations.ts";
import { enough, load } from "../config/sources.ts";
import { aPage, aThread } from "../matching/a-site.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

const at = (address: string, comments = 1) =>
  aThread({ id: address, addresses: [`https://blog.example${address}`], comments });
const page = (pageId: string) => aPage(pageId, { file: `content${pageId}index.md` });

/** What is left of these conversations' pages, of a site that has these pages. */
function choose(inputs: Readonly<Record<string, string>>) {
  const scan = {
    ...scanOf([]),
    hosts: ["blog.example"],
    sitePages: ["/a/", "/b/", "/c/", "/quiet/"].map(page),
    days: new Map([
      ["/a/", "2020-01-01"],
      ["/b/", "2021-01-01"],
      ["/quiet/", "2021-01-01"],
    ]),
  };
  const table = readAddressTable("from,to\nhttps://blog.example/gone/,", "urls.csv");
  const threads = ["/a/", "/b/", "/c/", "/gone/"].map((address) => at(address));
  const placed = placeConversations([...threads, at("/nobody/", 3)], {
    scan,
    formerHosts: [],
    table,
    termsOf: () => [],
  });
  const found = {
    ...placed,
    scan: { ...placed.scan, findings: placementFindings(placed.placement, "urls.csv") },
  };
  return choosePart(found, load({ inputs: { ...enough, ...inputs } }), () => {});
}

describe("a part of a site whose conversations name their pages", () => {
  it("is the whole site where nothing is asked for", () => {
    const { scan, part, placement } = choose({});
    expect(part).toBeUndefined();
    expect(scan.pages).toHaveLength(3);
    expect(scan.findings.map(({ code }) => code)).toContain("comments-of-gone-pages");
    expect(placement && reportedPlacement(placement).gone).toHaveLength(1);
  });

  it("has the conversations of its pages, and those that may be of them", () => {
    const { scan, part, placement } = choose({ pages: "/{a,c}/" });
    expect(scan.pages.map(({ pageId }) => pageId)).toEqual(["/a/", "/c/"]);
    expect(part).toMatchObject({ chosen: 2, others: 1 });
    const reported = placement && reportedPlacement(placement);
    expect(reported?.matched.map(({ pageId }) => pageId)).toEqual(["/a/", "/c/"]);
    expect(reported?.unplaced.map(({ from }) => from)).toEqual(["https://blog.example/nobody/"]);
    expect(reported?.gone).toEqual([]);
    expect(scan.findings.map(({ code }) => code)).toEqual(["comments-without-page"]);
  });

  it("goes by the dates that the site's pages have", () => {
    const { scan } = choose({ since: "2021" });
    expect(scan.pages.map(({ pageId }) => pageId)).toEqual(["/b/"]);
    expect(scan.findings.at(-1)).toMatchObject({
      code: "pages-without-date",
      message: "1 page has no date, and was not asked for, because since or until is set: /c/.",
    });
  });

  it("holds pages without comments, whose old widgets may go, and none beyond its limit", () => {
    expect(choose({ pages: "/**" }).part?.holds("/quiet/")).toBe(true);
    expect(choose({ pages: "/{a,b}/" }).part?.holds("/quiet/")).toBe(false);
    expect(choose({ limit: "2" }).part?.holds("/quiet/")).toBe(false);
    expect(choose({ until: "2020" }).part?.holds("/quiet/")).toBe(false);
  });
});
