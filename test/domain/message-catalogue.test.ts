import { expect, expectTypeOf, it } from "vitest";
import { defineMessages } from "../../src/domain/message-catalogue.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import { plural } from "../../src/domain/plural.ts";

const messages = defineMessages({
  "file-locked": {
    severity: "error",
    message: ({ path }: { path: string }) => `${path} is locked.`,
    remedy: ({ program }: { program: string }) => `Close ${program}.`,
  },
  "pages-skipped/draft": {
    severity: "notice",
    message: ({ pages }: { pages: number }) =>
      `${plural(pages, "page is a draft", "pages are drafts")}.`,
    remedy: "You don't have to do anything.",
  },
  "pages-skipped/unreadable": {
    severity: "warning",
    message: ({ pages }: { pages: number }) => `${plural(pages, "page")} could not be read.`,
    remedy: "Make them readable.",
  },
  "many-orphans": { severity: "caution", message: "Many.", remedy: "Look." },
});

it("makes an error, with what caused it and where", () => {
  const cause = new Error("EBUSY");
  const location = { file: "a.md", line: 1 };
  const error = messages.error("file-locked", { path: "a.md", program: "vi" }, { cause, location });
  expect(error).toBeInstanceOf(MigrationError);
  expect(error).toMatchObject({
    code: "file-locked",
    message: "a.md is locked.",
    remedy: "Close vi.",
    cause,
    location,
  });
});

it("makes a finding, whose cases share a code and have severities of their own", () => {
  expect(messages.finding("pages-skipped/draft", { pages: 1 })).toEqual({
    severity: "notice",
    code: "pages-skipped",
    message: "1 page is a draft.",
    remedy: "You don't have to do anything.",
  });
  expect(messages.finding("pages-skipped/unreadable", { pages: 2 }, { pageId: "/a/" })).toEqual({
    severity: "warning",
    code: "pages-skipped",
    message: "2 pages could not be read.",
    remedy: "Make them readable.",
    pageId: "/a/",
  });
});

it("makes a reason of a dry run's judgement", () => {
  expect(messages.reason("many-orphans", {})).toEqual({
    judgement: "caution",
    code: "many-orphans",
    message: "Many.",
    remedy: "Look.",
  });
});

it("lets the compiler refuse what a catalogue lacks", () => {
  type Codes<Maker extends "error" | "finding" | "reason"> = Parameters<
    (typeof messages)[Maker]
  >[0];
  expectTypeOf<Codes<"error">>().toEqualTypeOf<"file-locked">();
  expectTypeOf<Codes<"reason">>().toEqualTypeOf<"many-orphans">();
  // @ts-expect-error a parameter of the remedy is missing
  messages.error("file-locked", { path: "a.md" });
  // @ts-expect-error a reason is no finding
  expect(() => messages.finding("many-orphans", {})).toThrow("another severity");
  // @ts-expect-error a finding is no reason
  expect(() => messages.reason("file-locked", { path: "a", program: "b" })).toThrow("another");
});
