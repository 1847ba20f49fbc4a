import { describe, expect, it } from "vitest";
import { unpublishedBy } from "../../../src/hugo/content/build-status.ts";
import { splitContent } from "../../../src/hugo/content/content-split.ts";
import { parseFrontMatter } from "../../../src/hugo/content/front-matter.ts";

const none = { buildDrafts: false, buildFuture: false, buildExpired: false };
const all = { buildDrafts: true, buildFuture: true, buildExpired: true };
const now = new Date("2024-06-01T12:00:00Z");

function status(frontMatter: string, setup = none) {
  return unpublishedBy(
    parseFrontMatter(splitContent(`---\n${frontMatter}\n---\n`).frontMatter),
    setup,
    now,
  );
}

describe("a content file has no page", () => {
  it.each([
    ["draft", "draft: true"],
    ["draft", 'draft: "true"'],
    ["draft", "draft: 1"],
    ["draft", "published: false"],
    ["future", "date: 2199-01-01"],
    ["future", "date: 2020-01-01\npublishDate: 2024-06-01T12:00:01Z"],
    ["future", "date: 2024-06-01T11:59:00-02:00"],
    ["future", "published: 2199-01-01"],
    ["expired", "expiryDate: 2024-05-31"],
    ["expired", "unpublishdate: 2024-05-31"],
    ["unrendered", "headless: true"],
    ["unrendered", "build:\n  render: never"],
    ["unrendered", "build:\n  render: link"],
    ["unrendered", "_build:\n  render: false"],
  ])("because it is %s: %j", (why, frontMatter) => {
    expect(status(frontMatter)).toBe(why);
  });

  it.each(["draft: true", "date: 2199-01-01", "expiryDate: 2001-01-01"])(
    "unless the site builds such pages: %j",
    (frontMatter) => {
      expect(status(frontMatter, all)).toBeUndefined();
    },
  );
});

it.each([
  "title: A",
  "draft: false\npublished: false",
  "draft: maybe",
  "date: 2020-01-01",
  "date: 2199-01-01\npublishDate: 2020-01-01",
  "date: 2024-06-01T11:59:59Z",
  "date: no date",
  "expiryDate: 2024-06-02",
  "build:\n  render: always",
  "build:\n  list: never",
  "build: odd",
])("nothing is said against a page with %j", (frontMatter) => {
  expect(status(frontMatter)).toBeUndefined();
});
