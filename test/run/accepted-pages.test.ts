import { expect, it } from "vitest";
import { acceptedPages } from "../../src/run/accepted-pages.ts";

const page = (pageId: string) => ({ pageId, title: "", file: "a.md", threads: [] });
const pages = [page("/%C3%BCber/"), page("/plain/"), page("/other/")];

it.each(["/%C3%BCber/", "/%c3%bcber/", "/über/"])(
  "a page is accepted by its address as anybody writes it: %s",
  (address) => {
    const accepted = acceptedPages({ pages }, [address, "/plain/"]);
    expect(pages.filter(({ pageId }) => accepted.has(pageId))).toEqual(pages.slice(0, 2));
  },
);

it("no page is accepted where none is named", () => {
  expect(acceptedPages({ pages })).toEqual(new Set());
});
