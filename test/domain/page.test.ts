import { describe, expect, it } from "vitest";
import { type ThreadAddress, threadsOf } from "../../src/domain/page.ts";

function threads(...addresses: readonly ThreadAddress[]): string {
  const file = "content/a.md";
  const placed = addresses.map((address) => ({ ...address, location: { file, line: 1 } }));
  return threadsOf({ pageId: "/a/", title: "A", file, threads: placed });
}

describe("the sections of a page, in a word", () => {
  it("are those that checkpoints of earlier releases hold", () => {
    expect(threads({ threadId: "b" }, { threadId: "a" })).toBe("0473ef2dc0d324ab");
  });

  it("are the same whatever their order, and however often one stands on the page", () => {
    const [a, b] = [{ threadId: "a" }, { threadId: "b" }];
    expect(threads(a, b, a)).toBe(threads(b, a));
  });

  it("are others on a page of another site", () => {
    const a = { threadId: "a" };
    expect(threads({ ...a, siteName: "site-de" })).not.toBe(threads(a));
    expect(threads(a, { ...a, siteName: "site-de" })).not.toBe(threads(a));
  });
});
