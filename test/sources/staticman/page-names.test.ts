import { expect, it } from "vitest";
import { pageNames } from "../../../src/sources/staticman/page-names.ts";

it("a page is called what templates make of its address and its file", () => {
  const names = pageNames({ pageId: "/posts/my-bread/", file: "content/post/bread.en.md" });
  expect(names).toEqual([
    "posts/my-bread",
    "my-bread",
    "postsmy-bread",
    "posts-my-bread",
    "post/bread.en",
    "bread.en",
    "postbread.en",
    "post-bread.en",
    "post/bread",
    "bread",
    "postbread",
    "post-bread",
    "post-bread.en.md",
    "ceb370b10038d58d07880649ccc25344",
  ]);
});

it("a bundle is called like its folder", () => {
  const names = pageNames({ pageId: "/post/salt/", file: "content/post/salt/index.md" });
  expect(names).toEqual(expect.arrayContaining(["post/salt", "salt", "post-salt-index.md"]));
});

it("a page's address may be encoded, or no valid encoding", () => {
  expect(pageNames({ pageId: "/br%C3%B6tchen/", file: "" })).toContain("brötchen");
  expect(pageNames({ pageId: "/100%/", file: "" })).toContain("100%");
});
