import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

describeWith("actionlint")("actionlint", () => {
  it("finds nothing in our workflows and in those that people copy", () => {
    const files = globSync(["examples/workflows/*.yml", ".github/workflows/*.yml"], { cwd: root });
    expect(files.length).toBeGreaterThan(5);
    const { stdout, stderr, status } = spawnSync(partPath("actionlint"), files, {
      cwd: root,
      encoding: "utf8",
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: "", stderr: "", status: 0 });
  });
});
