import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../tiers/describe-with.ts";
import { runWorkflow } from "./act.ts";
import { writeActionFiles } from "./sample-action.ts";

const workflow = `
name: Sample
on: { workflow_dispatch: { inputs: { key: { type: string } } } }
jobs:
  sample:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: ./
        id: sample
        with: { key: "\${{ inputs.key }}" }
      - run: echo "found \${{ steps.sample.outputs.found }}"
`;

const main = `
import { writeFileSync } from "node:fs";
import { restoreCache } from "@actions/cache";
import { error, getInput, saveState, setFailed, setOutput, summary } from "@actions/core";

const key = getInput("key");
saveState("key", key);
const found = await restoreCache(["state.json"], key + "-none", [key + "-"]);
setOutput("found", found ?? "nothing");
writeFileSync("state.json", "{}");
await summary.addRaw("## Run " + process.env.GITHUB_RUN_ATTEMPT).write();
error("a mistake", { file: "content/a.md", startLine: 2 });
if (key === "failing") setFailed("on purpose");
`;

const post = `
import { saveCache } from "@actions/cache";
import { getState } from "@actions/core";
const id = await saveCache(["state.json"], getState("key") + "-" + process.env.GITHUB_RUN_ATTEMPT);
console.log("saved " + (id > 0));
`;

describeWith("act")("act", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "act-test-"));
    const repository = join(folder, "repository");
    await mkdir(join(repository, ".github/workflows"), { recursive: true });
    await writeFile(join(repository, ".github/workflows/sample.yml"), workflow);
    await writeActionFiles(repository, { main, post, inputs: { key: "" } });
    await symlink(
      fileURLToPath(new URL("../../../node_modules", import.meta.url)),
      join(repository, "node_modules"),
    );
    const git = execa({ cwd: repository, env: { GIT_CONFIG_GLOBAL: "/dev/null" } });
    await git`git init --quiet --initial-branch main`;
    await git`git -c user.name=x -c user.email=x@example.com commit --quiet --allow-empty -m x`;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (inputs: Record<string, string>, attempt: number) =>
    runWorkflow({
      repository: join(folder, "repository"),
      workflow: ".github/workflows/sample.yml",
      inputs,
      env: { GITHUB_RUN_ATTEMPT: String(attempt) },
      cacheDir: join(folder, "cache"),
    });

  it("runs main and post of a local action, which keeps its state in the cache between runs", async () => {
    const first = await run({ key: "state" }, 1);
    expect(first).toMatchObject({
      exitCode: 0,
      summaries: ["## Run 1"],
      outputs: { found: "nothing" },
      annotations: [
        {
          severity: "error",
          message: "a mistake",
          properties: { file: "content/a.md", line: "2" },
        },
      ],
    });
    expect(first.steps.filter(({ name }) => name === "./")).toEqual([
      { name: "./", stage: "Main", result: "success" },
      { name: "./", stage: "Post", result: "success" },
    ]);
    expect(first.text).toContain("found nothing");
    expect(first.text).toContain("saved true");

    const second = await run({ key: "state" }, 2);
    expect(second.outputs).toEqual({ found: "state-1" });
  });

  it("fails with a failing step, after its post step", async () => {
    const { exitCode, steps } = await run({ key: "failing" }, 1);
    expect(exitCode).toBe(1);
    expect(steps.filter(({ name }) => name === "./").map(({ result }) => result)).toEqual([
      "failure",
      "success",
    ]);
  });

  it("says why it can't run a workflow", async () => {
    const missing = { repository: join(folder, "repository"), workflow: "missing.yml" };
    await expect(runWorkflow(missing)).rejects.toThrow("missing.yml");
  });
});
