import { expect, it } from "vitest";
import { failureText } from "../../src/cli/failure-text.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";

it("a terminal shows what happened and what to do about it", () => {
  const error = new MigrationError("a-code", "It failed.", { remedy: "Do this." });
  expect(failureText(error, ["--verbose"])).toBe("It failed.\nDo this.\n");
});

it("an error that nobody foresaw is two sentences, its details come with --verbose", () => {
  const error = new TypeError("x is not a function");
  expect(failureText(error, [])).toMatch(
    /^An unexpected error occurred: TypeError: x is not a function\nRun it again with --verbose[^\n]+\n$/,
  );
  expect(failureText(error, ["-v"])).toMatch(/\n {4}at .*failure-text\.test\.ts/);
});
