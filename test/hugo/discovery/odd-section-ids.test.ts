import { expect, it } from "vitest";
import { oddSectionIds } from "../../../src/hugo/discovery/odd-thread-ids.ts";

const location = { file: "content/a.md", line: 7 };

function oddities(threadId: string) {
  const page = { pageId: "/a/", title: "A", file: "content/a.md" };
  return oddSectionIds([{ ...page, threads: [{ threadId, location }] }]);
}

it.each([
  ["a_b", "forbidden-section-id"],
  ["_", "forbidden-section-id"],
  ["two words", "forbidden-section-id"],
  ["co:lon", "impossible-section-id"],
])("the section id %j is warned of, at its place", (threadId, code) => {
  expect(oddities(threadId)).toMatchObject([
    { severity: "warning", code, pageId: "/a/", location },
  ]);
});

it.each([
  ["Größe", "Gr%C3%B6%C3%9Fe"],
  ["#1?", "%231%3F"],
  ["50%", "50%25"],
])("the section id %j is told as it stands in requests", (threadId, encoded) => {
  const [finding] = oddities(threadId);
  expect(finding).toMatchObject({ severity: "notice", code: "encoded-section-id", location });
  expect(finding?.message).toContain(encoded);
});

it.each(["posts/rye", "/posts/rel/", "post-1", "Post.With.Dots", "0123456789abcdef", "a~b!"])(
  "the section id %s is no news",
  (threadId) => {
    expect(oddities(threadId)).toEqual([]);
  },
);
