import { afterEach, expect, it, vi } from "vitest";
import { failStep } from "../../../src/action/entries/fail-step.ts";
import { MigrationError } from "../../../src/domain/migration-error.ts";

const before = process.exitCode;
afterEach(() => {
  process.exitCode = before;
  vi.restoreAllMocks();
});

/** What the step writes to its log, by line. */
function logOf(error: unknown): readonly string[] {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  failStep(error);
  return text.trim().split("\n");
}

it("an error that nobody foresaw is one line, and its details are in the debug log", () => {
  const [error, debug, ...others] = logOf(new TypeError("x is not a function"));
  expect(error).toMatch(
    /^::error::An unexpected error occurred: TypeError: x is not a function\. /,
  );
  expect(error).not.toContain("fail-step.test.ts");
  expect(debug).toMatch(/^::debug::.*fail-step\.test\.ts/);
  expect(others).toEqual([]);
});

it("one that this program explains has no details", () => {
  const error = new MigrationError("a-code", "It failed.", { remedy: "Do this." });
  expect(logOf(error)).toEqual(["::error::It failed. Do this."]);
});
