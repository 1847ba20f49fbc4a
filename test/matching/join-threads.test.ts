import { expect, it } from "vitest";
import { joinThreads } from "../../src/matching/join-threads.ts";
import { matchThreads } from "../../src/matching/match-threads.ts";
import { aPage, aSite, aThread } from "./a-site.ts";

it("threads of one page are one conversation, by first comment, in whatever order they come", () => {
  const threads = [
    aThread({ id: "undated", addresses: ["/a/"] }),
    aThread({ id: "late", addresses: ["/a/amp/"], date: new Date("2021-01-01") }),
    aThread({ id: "other", addresses: ["/B/"] }),
    aThread({ id: "early", addresses: ["http://blog.example/a"], date: new Date("2020-01-01") }),
    aThread({ id: "lost", addresses: ["/c/"] }),
  ];
  const site = aSite([aPage("/b/"), aPage("/a/")]);
  for (const given of [threads, threads.toReversed()]) {
    const joined = joinThreads(matchThreads(given, site).matches);
    expect(joined.map(({ page }) => page.pageId)).toEqual(["/a/", "/b/"]);
    expect(joined.map((one) => one.threads.map(({ thread }) => thread.id))).toEqual([
      ["early", "late", "undated"],
      ["other"],
    ]);
  }
});
