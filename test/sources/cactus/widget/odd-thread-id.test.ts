import { expect, it } from "vitest";
import { oddThreadId } from "../../../../src/sources/cactus/widget/odd-thread-id.ts";

it.each([
  ["a_b", "forbidden-section-id"],
  ["_", "forbidden-section-id"],
  ["two words", "forbidden-section-id"],
  ["co:lon", "impossible-section-id"],
])("the section id %j is warned of", (threadId, code) => {
  expect(oddThreadId(threadId)).toMatchObject({ severity: "warning", code });
});

it.each([
  ["Größe", "Gr%C3%B6%C3%9Fe"],
  ["#1?", "%231%3F"],
  ["50%", "50%25"],
])("the section id %j is reported as it appears in requests", (threadId, encoded) => {
  const finding = oddThreadId(threadId);
  expect(finding).toMatchObject({ severity: "notice", code: "encoded-section-id" });
  expect(finding?.message).toContain(encoded);
});

it.each(["posts/rye", "/posts/rel/", "post-1", "Post.With.Dots", "0123456789abcdef", "a~b!"])(
  "the section id %s is no news",
  (threadId) => {
    expect(oddThreadId(threadId)).toBeUndefined();
  },
);
