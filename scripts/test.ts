import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { missingTiers } from "../test/parts/tiers.ts";

// Types, style, then all tests; the last line is `N passed, N failed`. With REQUIRE_ALL_TIERS=1 a
// tier that cannot run fails instead of being skipped. Arguments go to vitest.

const root = fileURLToPath(new URL("..", import.meta.url));
const results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string() })),
});

function run(name: string, args: readonly string[]): boolean {
  const program = join(root, "node_modules", name);
  return (
    spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: "inherit" }).status === 0
  );
}

function sayMissingTiers(): void {
  for (const { name, reason, remedy } of missingTiers()) {
    console.log(`\nSKIPPED: ${name}. Reason: ${reason}. Remedy: ${remedy}.`);
  }
}

sayMissingTiers();
const typesHold = [".", "examples/worker", "examples/worker/hugo"].every((project) =>
  run("typescript/bin/tsc", ["--noEmit", "-p", project]),
);
const styleHolds = run("@biomejs/biome/bin/biome", ["ci"]);

const folder = mkdtempSync(join(tmpdir(), "test-results-"));
const file = join(folder, "results.json");
const testsHold = run("vitest/vitest.mjs", [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${file}`,
  ...process.argv.slice(2),
]);
const { numPassedTests, numFailedTests, numPendingTests, testResults } = results.parse(
  JSON.parse(readFileSync(file, "utf8")),
);
rmSync(folder, { recursive: true });

// A file that can't be loaded has no tests to count, and is a failure all the same.
const brokenFiles = testResults.filter(({ status }) => status === "failed").length;
const otherFailures = (typesHold ? 0 : 1) + (styleHolds ? 0 : 1);
const failed = Math.max(numFailedTests, brokenFiles, testsHold ? 0 : 1) + otherFailures;
sayMissingTiers();
const skipped = numPendingTests === 0 ? "" : `, ${numPendingTests} skipped`;
console.log(`\n${numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 ? 0 : 1;
