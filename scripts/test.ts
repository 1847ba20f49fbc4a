import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { missingTiers } from "../test/parts/tiers/tiers.ts";
import { failuresOf, type Program, run, staticChecks, tests } from "./programs.ts";

// Without arguments: the static checks and the unit tests, beside the tests with real parts; the last
// line is `N passed, N failed`. With REQUIRE_ALL_TIERS=1 a tier that cannot run fails instead of being
// skipped. With arguments: vitest on what they name, and nothing else.

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string() })),
});

/** Runs vitest and counts. A file that can't be loaded has no tests to count, and is a failure all the same. */
async function count(program: Program, output: "shown" | "returned"): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "test-results-"));
  const file = join(folder, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ended = await run([...program, ...reporters], output);
  if (output === "returned") console.log(ended.output);
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report.parse(
    JSON.parse(readFileSync(file, "utf8")),
  );
  rmSync(folder, { recursive: true });
  const brokenFiles = testResults.filter(({ status }) => status === "failed").length;
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, brokenFiles, ended.succeeded ? 0 : 1),
    skipped: numPendingTests,
  };
}

/** Each check counts as one that failed or as none. */
async function lookAtCode(): Promise<Counts> {
  let failed = 0;
  for (const [name, programs] of Object.entries(staticChecks)) {
    failed += await failuresOf(name, programs);
  }
  return { passed: 0, failed, skipped: 0 };
}

async function everything(): Promise<Counts> {
  const [code, withParts] = await Promise.all([
    (async () => [await lookAtCode(), await count(tests.unit, "returned")])(),
    count(tests.parts, "shown"),
  ]);
  return [...code, withParts].reduce((sum, counts) => ({
    passed: sum.passed + counts.passed,
    failed: sum.failed + counts.failed,
    skipped: sum.skipped + counts.skipped,
  }));
}

function sayMissingTiers(): void {
  for (const { name, reason, remedy } of missingTiers()) {
    console.log(`\nSKIPPED: ${name}. Reason: ${reason}. Remedy: ${remedy}.`);
  }
}

const named = process.argv.slice(2);
if (named.length > 0) {
  const { succeeded } = await run([...tests.named, ...named], "shown");
  process.exitCode = succeeded ? 0 : 1;
} else {
  sayMissingTiers();
  const { passed, failed, skipped } = await everything();
  sayMissingTiers();
  console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
