import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutReplyFallback } from "../../../../src/sources/cactus/content/reply-fallback.ts";

describe("stripping the reply fallback", () => {
  it.each([
    ["one line", "> <@a:x> hello\n\nhi", "hi"],
    ["several lines", "> <@a:x> one\n> \n> three\n\nhi\n\nthere", "hi\n\nthere"],
    ["an emote", "> * <@a:x> waves\n\nhi", "hi"],
    ["no empty line after it", "> <@a:x> hello\nhi", "hi"],
    ["two empty lines after it", "> <@a:x> hello\n\n\nhi", "\nhi"],
    ["a quotation of the writer's after it", "> <@a:x> hello\n\n> no\n\nhi", "> no\n\nhi"],
    ["nothing after it", "> <@a:x> hello", ""],
  ])("takes it away: %s", (_, body, left) => {
    expect(withoutReplyFallback(body, "anyhow")).toBe(left);
  });

  it.each([
    "hi",
    "hi\n> <@a:x> hello",
    "> a quotation of the writer's own\n\nhi",
    "><@a:x> hello\n\nhi",
    "\n> <@a:x> hello\n\nhi",
  ])("leaves %j as it is", (body) => {
    expect(withoutReplyFallback(body, "anyhow")).toBe(body);
  });

  it("gives back the text that a client put after the quotation of any message", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (quoted, text) => {
          const quotation = `<@a:x> ${quoted}`.split("\n").map((line) => `> ${line}`);
          expect(withoutReplyFallback(`${quotation.join("\n")}\n\n${text}`, "anyhow")).toBe(text);
        },
      ),
    );
  });

  it("takes away a quotation of any length", () => {
    const quotation = "> <@a:x>\n".repeat(200_000);
    expect(withoutReplyFallback(`${quotation}\nhi`, "anyhow")).toBe("hi");
  });

  it.each(["> <tag> quoted\n\nhi", "> <@decorator> explained\n\nhi", "> * <Ada> waves\n\nhi"])(
    "leaves %j as it is where a user id has to name the author",
    (body) => {
      expect(withoutReplyFallback(body, "by-user-id")).toBe(body);
      expect(withoutReplyFallback("> <@ada:example.org> one\n\nhi", "by-user-id")).toBe("hi");
    },
  );
});
