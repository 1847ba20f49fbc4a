import { describe, expect, it } from "vitest";
import { readFlags } from "../../src/cli/flags.ts";

describe("flags", () => {
  it.each([
    [["--quiet"], "error"],
    [["-q"], "error"],
    [["--verbose"], "debug"],
    [["-v"], "debug"],
    [["--log-level", "warn"], "warn"],
    [[], undefined],
  ])("%j mean the log level %s", (args, level) => {
    expect(readFlags(args).inputs["log-level"]).toBe(level);
  });

  it("that contradict each other are refused", () => {
    expect(() => readFlags(["--quiet", "--verbose"])).toThrow("one of --quiet, --verbose");
    expect(() => readFlags(["-q", "--log-level=info"])).toThrow("one of --quiet, --verbose");
  });

  it("ask for the report as JSON", () => {
    expect(readFlags(["--json"]).json).toBe(true);
    expect(readFlags([]).json).toBe(false);
  });

  it("--dry-run stands alone or has a value", () => {
    expect(readFlags(["--dry-run", "--json"]).inputs["dry-run"]).toBe("true");
    expect(readFlags(["--dry-run", "false"]).inputs["dry-run"]).toBe("false");
  });

  it.each([
    ["--databse-name", "--databse-name is no flag. Did you mean --database-name?"],
    ["-database-name", "-database-name is no flag. Did you mean --database-name?"],
    ["--Site-Name=blog", "--Site-Name is no flag. Did you mean --site-name?"],
  ])("that are mistyped, like %s, are refused with the nearest one", (flag, message) => {
    expect(() => readFlags([flag, "comments"])).toThrow(message);
  });

  it("that are like no other are refused with the way to all of them", () => {
    expect(() => readFlags(["--bananas"])).toThrow("See --help for all flags.");
  });
});
