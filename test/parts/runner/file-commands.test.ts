import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setOutput } from "@actions/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseFileCommands } from "./file-commands.ts";

describe("the files of a step", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "file-commands-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("give every value that @actions/core writes", async () => {
    const file = join(folder, "output");
    vi.stubEnv("GITHUB_OUTPUT", file);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string(), async (first, second) => {
        await writeFile(file, "");
        setOutput("first", `${first}\n${second}`);
        setOutput("second", second);
        const values = parseFileCommands(await readFile(file, "utf8"));
        expect([...values]).toEqual([
          ["first", `${first}\n${second}`],
          ["second", second],
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["name=value", "value"],
    ["name=", ""],
    ["name=a<<b", "a<<b"],
    ["name<<=\nvalue\n=", "value"],
    ["name<<END\nEND\n", ""],
    ["\nname<<END\none\n\nname=three\nEND\n", "one\n\nname=three"],
    ["name=first\nname=second", "second"],
  ])("read %j", (text, value) => {
    expect([...parseFileCommands(text)]).toEqual([["name", value]]);
  });

  it.each([
    ["name", "invalid format"],
    ["=value", "invalid format"],
    ["name<<\nvalue\n", "invalid format"],
    ["name<<END\nvalue", "delimiter not found"],
  ])("are refused with %j", (text, reason) => {
    expect(() => parseFileCommands(text)).toThrow(reason);
  });
});
