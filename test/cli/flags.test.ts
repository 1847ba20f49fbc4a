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
});
