import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inOneLine } from "../../src/domain/in-one-line.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import { detailsOf, explained } from "../../src/domain/unexpected-error.ts";

const zodError = z
  .array(z.object({ content: z.string() }))
  .safeParse([{ content: "a" }, { content: 3 }, 4]).error;

describe("an error in one line", () => {
  it.each([
    [new TypeError("x is not a function"), "TypeError: x is not a function"],
    [new Error("first\n  second"), "Error: first"],
    [new Error("failed", { cause: new Error("no route\nat") }), "Error: failed (no route)"],
    ["a text", "a text"],
  ])("%s", (error, line) => {
    expect(inOneLine(error)).toBe(line);
  });

  it("of unexpected data names the first place, and prints no list", () => {
    const line =
      "data has an unexpected form at data.1.content: Invalid input: expected string, received number";
    expect(inOneLine(zodError)).toBe(line);
    expect(inOneLine(new Error("failed", { cause: zodError }))).toBe(`Error: failed (${line})`);
  });
});

describe("an error that reaches a user", () => {
  it("is shown as it is where this program explains it", () => {
    const error = new MigrationError("a-code", "A sentence.");
    expect(explained(error, "terminal")).toBe(error);
  });

  it.each([
    ["workflow", "debug logging"],
    ["terminal", "--verbose"],
    ["library", "cause"],
  ] as const)("is one sentence, a code and where the details are, in a %s", (host, place) => {
    const shown = explained(zodError, host);
    expect(shown).toMatchObject({ code: "unexpected-error", cause: zodError });
    expect(shown.message).toMatch(/^An unexpected error occurred: data has[^\n]+$/);
    expect(shown.remedy).toContain(place);
    expect(shown.remedy).toContain("the code unexpected-error");
  });

  it("has details line by line, without characters that steer a terminal", () => {
    const details = detailsOf(new Error("red \u001b[31m"));
    expect(details.length).toBeGreaterThan(1);
    expect(details[0]).toBe("Error: red  [31m");
  });
});
