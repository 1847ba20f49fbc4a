import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));

const permissions = z.record(z.string(), z.enum(["read", "write", "none"]));
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  on: z.unknown(),
  permissions: permissions.optional(),
  jobs: z.record(
    z.string(),
    z.object({
      permissions: permissions.optional(),
      "timeout-minutes": z.number().optional(),
      steps: z.array(step),
    }),
  ),
});

function workflowsIn(folder: string) {
  return readdirSync(join(root, folder)).map((name) => {
    const file = join(folder, name);
    const text = readFileSync(join(root, file), "utf8");
    return { file, text, workflow: workflow.parse(parse(text)) };
  });
}

const own = workflowsIn(".github/workflows");
const examples = workflowsIn("examples/workflows");
const all = [...own, ...examples];

function stepsOf({ workflow: { jobs } }: (typeof all)[number]) {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

describe.each(own.map((one) => [one.file, one] as const))("%s", (_, one) => {
  it("uses actions by their commit alone, and says which version that is", () => {
    for (const { uses } of stepsOf(one)) {
      if (uses === undefined || uses === "./") continue;
      expect(uses).toMatch(/^[\w-]+\/[\w-]+(?:\/[\w-]+)*@[0-9a-f]{40}$/);
      expect(one.text).toMatch(new RegExp(`uses: ${RegExp.escape(uses)} # v\\d+\\.\\d+\\.\\d+\\n`));
    }
  });

  it("gives no permission to all jobs, and to each what it names", () => {
    expect(one.workflow.permissions).toEqual({});
    for (const job of Object.values(one.workflow.jobs)) expect(job.permissions).toBeDefined();
  });

  it("leaves no token in the checkout", () => {
    for (const { uses, with: inputs } of stepsOf(one)) {
      if (uses?.startsWith("actions/checkout@")) {
        expect(inputs?.["persist-credentials"]).toBe(false);
      }
    }
  });

  it("ends every job at a time", () => {
    for (const job of Object.values(one.workflow.jobs)) {
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
  });

  it("hands out write permissions only for releases and for what a scan found", () => {
    const written = Object.values(one.workflow.jobs).flatMap((job) =>
      Object.entries(job.permissions ?? {}).flatMap(([name, level]) =>
        level === "write" ? [name] : [],
      ),
    );
    const allowed: Readonly<Record<string, readonly string[]>> = {
      ".github/workflows/codeql.yml": ["security-events"],
      ".github/workflows/release.yml": ["id-token", "attestations", "contents", "id-token"],
    };
    expect(written).toEqual(allowed[one.file.replaceAll("\\", "/")] ?? []);
  });
});

describe.each(examples.map((one) => [one.file, one] as const))("%s", (_, one) => {
  it("says its permissions, and writes only what it is for", () => {
    expect(one.workflow.permissions).toBeDefined();
    const { permissions = {}, jobs } = one.workflow;
    const written = [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})]
      .flatMap(Object.entries)
      .flatMap(([name, level]) => (level === "write" ? [name] : []));
    const allowed: Readonly<Record<string, readonly string[]>> = {
      "check-pull-requests.yml": ["pull-requests"],
      "continue-on-schedule.yml": ["issues"],
      "continue-until-done.yml": ["actions"],
      "archive.yml": ["contents"],
      "replace.yml": ["contents", "pull-requests"],
    };
    expect(written).toEqual(allowed[basename(one.file)] ?? []);
  });
});

describe.each(all.map((one) => [one.file, one] as const))("%s", (_, one) => {
  it("puts no expression into a shell, where its value would be a command", () => {
    for (const { run = "" } of stepsOf(one)) expect(run).not.toContain("${{");
  });

  it("is started by nothing that lets strangers reach secrets", () => {
    expect(JSON.stringify(one.workflow.on)).not.toMatch(/pull_request_target|workflow_run|issue/);
  });
});

describe("CI", () => {
  const ci = own.filter(({ file }) => file.endsWith("ci.yml"));
  const runs = ci.flatMap((one) => stepsOf(one).flatMap(({ run }) => run ?? []));

  it("runs all tests by .ci/run, and names none by hand", () => {
    expect(readFileSync(join(root, ".ci/run"), "utf8")).toContain("npm test");
    expect(runs).toContain(".ci/run");
    expect(runs).toContain("npm run test:unit");
    expect(runs.join("\n")).not.toMatch(/\.test\.ts|npm test -- /);
  });

  it("uses the action itself, and compares its outputs", () => {
    const steps = ci.flatMap(stepsOf);
    const action = steps.findIndex(({ uses }) => uses === "./");
    expect(steps[action]?.with).toMatchObject({ mode: "dry-run", "site-dir": "examples/site" });
    expect(steps[action + 1]?.run).toContain("assert.equal(outputs.status");
  });
});
