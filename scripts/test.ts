import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { z } from "zod";
import { missingTiers } from "../test/parts/tiers/tiers.ts";
import { failuresOf, type Program, run, staticChecks, tests } from "./programs.ts";

// Without arguments: the static checks and the unit tests, beside the tests with real parts; at the end
// what failed is named, and the last line is `N passed, N failed`. With REQUIRE_ALL_TIERS=1 a tier that
// cannot run fails instead of being skipped. With arguments: vitest on what they name, and nothing else.

interface Counts {
  readonly passed: number;
  readonly skipped: number;
  /** What failed and why, each in some lines. */
  readonly failures: readonly string[];
}

const report = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Runs vitest and counts. A file that can't be loaded has no tests to count, and is a failure all the same. */
async function count(program: Program, output: "shown" | "returned"): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "test-results-"));
  const file = join(folder, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ended = await run([...program, ...reporters], output);
  if (output === "returned") console.log(ended.output);
  const { numPassedTests, numPendingTests, testResults } = report.parse(
    JSON.parse(readFileSync(file, "utf8")),
  );
  rmSync(folder, { recursive: true });
  const failures = testResults.filter(({ status }) => status === "failed").flatMap(failuresIn);
  const isBroken = !ended.succeeded && failures.length === 0;
  return {
    passed: numPassedTests,
    skipped: numPendingTests,
    failures: isBroken ? [`${program.join(" ")}, beside its tests`] : failures,
  };
}

type TestFile = z.infer<typeof report>["testResults"][number];

/** The tests of a file that failed, each with the beginning of its error; the file where it can't be loaded. */
function failuresIn({ name, message, assertionResults }: TestFile): readonly string[] {
  const tests = assertionResults.filter(({ status }) => status === "failed");
  const file = relative(process.cwd(), name);
  if (tests.length === 0) return [beginningOf(`${file}\n${message}`)];
  return tests.map(({ fullName, failureMessages }) =>
    beginningOf(`${file}: ${fullName}\n${failureMessages?.join("\n") ?? ""}`),
  );
}

/** The log has the rest. */
function beginningOf(failure: string): string {
  const lines = failure.split("\n").filter((line) => !line.includes("/node_modules/"));
  return lines.slice(0, 25).join("\n");
}

/** Each check counts as one that failed or as none. */
async function lookAtCode(): Promise<Counts> {
  const failures: string[] = [];
  for (const [name, programs] of Object.entries(staticChecks)) {
    if ((await failuresOf(name, programs)) > 0) failures.push(`the check "${name}"`);
  }
  return { passed: 0, skipped: 0, failures };
}

async function everything(): Promise<Counts> {
  const [code, withParts] = await Promise.all([
    (async () => [await lookAtCode(), await count(tests.unit, "returned")])(),
    count(tests.parts, "shown"),
  ]);
  return [...code, withParts].reduce((sum, counts) => ({
    passed: sum.passed + counts.passed,
    skipped: sum.skipped + counts.skipped,
    failures: [...sum.failures, ...counts.failures],
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
  const { passed, skipped, failures } = await everything();
  const failed = failures.length;
  sayMissingTiers();
  for (const failure of failures) console.log(`\nFAILED: ${failure}`);
  console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
