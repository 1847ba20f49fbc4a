import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readRunContext } from "../../../src/action/runner/run-context.ts";
import { budgetWithin, timeLimitOf } from "../../../src/action/runner/time-limit.ts";

function limitWith(workflow: string | undefined, runner = "github-hosted") {
  const workspace = mkdtempSync(join(tmpdir(), "workflow-"));
  onTestFinished(() => rmSync(workspace, { recursive: true }));
  mkdirSync(join(workspace, ".github/workflows"), { recursive: true });
  if (workflow !== undefined) {
    writeFileSync(join(workspace, ".github/workflows/move.yml"), workflow);
  }
  return timeLimitOf(
    readRunContext({
      GITHUB_WORKSPACE: workspace,
      GITHUB_WORKFLOW_REF: "octo-org/octo-blog/.github/workflows/move.yml@refs/heads/main",
      GITHUB_JOB: "migrate",
      RUNNER_ENVIRONMENT: runner,
    }),
  );
}

describe("the time limit of a job", () => {
  const jobs = (limit: string) => `jobs:\n  migrate:\n    timeout-minutes: ${limit}\n  other: {}\n`;

  it("is what the workflow file says of it", async () => {
    expect(await limitWith(jobs("25"))).toBe(25);
    expect(await limitWith(jobs("25"), "self-hosted")).toBe(25);
  });

  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
  it.each(["${{ fromJSON(inputs.limit) }}", "soon", "{}"])(
    "is what it says, whatever another job has: %s",
    async (limit) => {
      const others = `  build:\n    timeout-minutes: ${limit}\n  empty:\n`;
      const limitOfOurs = await limitWith(`${jobs("30")}${others}`);
      expect(limitOfOurs).toBe(30);
      expect(budgetWithin(30)).toBe(27);
    },
  );

  it("is six hours on GitHub's own runners, whatever the file says beyond", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
    const expression = "${{ inputs.limit }}";
    for (const file of [undefined, jobs("900"), jobs(expression), "jobs: [", ""]) {
      expect(await limitWith(file)).toBe(360);
    }
  });

  it("is not known on other runners where the file does not say it", async () => {
    expect(await limitWith("jobs: { migrate: {} }", "self-hosted")).toBeUndefined();
  });

  it("leaves a tenth, at most ten minutes, for saving", () => {
    expect([budgetWithin(360), budgetWithin(20), budgetWithin(1)]).toEqual([350, 18, 0.9]);
  });
});
