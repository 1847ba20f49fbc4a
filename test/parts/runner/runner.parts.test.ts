import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ActionRun, runAction, startAction } from "./runner.ts";
import { type SampleAction, writeSampleAction } from "./sample-action.ts";

const samples: SampleAction[] = [];
afterEach(async () => {
  for (const sample of samples.splice(0)) await sample[Symbol.asyncDispose]();
});

/** An action with these scripts, to be run in a workspace of its own. */
async function sampleRun(
  scripts: Parameters<typeof writeSampleAction>[0],
  run: Partial<ActionRun> = {},
): Promise<ActionRun> {
  const { action, workspace } = await writeSampleAction(scripts).then((sample) => {
    samples.push(sample);
    return sample;
  });
  return { action, workspace, ...run };
}

const post = 'console.log("post after", process.env.STATE_step)';
const briefly = { beforeSigterm: 300, beforeSigkill: 300 };
/** Says what it got, and goes on. */
const stubborn = `
import { saveState } from "@actions/core";
saveState("step", "main");
process.on("SIGINT", () => console.log("got SIGINT"));
process.on("SIGTERM", () => console.log("got SIGTERM"));
setInterval(() => {}, 1000);
console.log("ready");
`;

describe("a step", () => {
  it("finds its inputs, defaults included, as the runner passes them", async () => {
    const main = `
      import { getInput } from "@actions/core";
      console.log(JSON.stringify([getInput("site-name"), getInput("two words"), getInput("none")]));
      console.log(Object.keys(process.env).filter((name) => name.startsWith("INPUT_")).join());
    `;
    const inputs = { "site-name": "default", "two words": "default", none: "" };
    const run = await sampleRun({ main, inputs }, { inputs: { "site-name": "blog" } });
    const result = await runAction(run);
    expect(result.main.stdout).toBe(
      '["blog","default",""]\nINPUT_SITE-NAME,INPUT_TWO_WORDS,INPUT_NONE\n',
    );
  });

  it("must not be given an input that action.yml doesn't declare", async () => {
    const run = await sampleRun({ main: "" }, { inputs: { typo: "1" } });
    await expect(runAction(run)).rejects.toThrow("no input typo");
  });

  it("has the environment of its job, and nothing of the test's", async () => {
    vi.stubEnv("OF_THE_TEST", "1");
    const main = `
      import { readFileSync } from "node:fs";
      import { setOutput } from "@actions/core";
      const { env } = process;
      setOutput("seen", JSON.stringify({
        cwd: process.cwd() === env.GITHUB_WORKSPACE,
        run: [env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_WORKFLOW, env.GITHUB_JOB],
        ref: [env.GITHUB_REF, env.GITHUB_REF_NAME],
        event: JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8")),
        extra: env.EXTRA,
        ofTheTest: env.OF_THE_TEST ?? null,
        services: Object.keys(env).filter((name) => name.startsWith("ACTIONS_")),
      }));
    `;
    const run = await sampleRun(
      { main },
      {
        runId: "7",
        attempt: 2,
        workflow: "W",
        job: "j",
        ref: "refs/heads/topic/x",
        event: { inputs: { a: "b" } },
        env: { EXTRA: "yes" },
      },
    );
    const result = await runAction(run);
    expect(JSON.parse(result.main.outputs["seen"] ?? "")).toEqual({
      cwd: true,
      run: ["7", "2", "W", "j"],
      ref: ["refs/heads/topic/x", "topic/x"],
      event: { inputs: { a: "b" } },
      extra: "yes",
      ofTheTest: null,
      services: [],
    });
  });

  it("gives its exit code, outputs, annotations, groups and summary", async () => {
    const main = `
      import { error, group, setFailed, setOutput, summary } from "@actions/core";
      setOutput("report", "two\\nlines");
      await group("Pages", async () => console.log("one page"));
      error("no room", { file: "content/a.md", startLine: 4, title: "Page" });
      await summary.addRaw("## Done").write();
      setFailed("1 page failed");
    `;
    const result = await runAction(await sampleRun({ main }));
    expect(result.main).toMatchObject({
      exitCode: 1,
      signal: null,
      outputs: { report: "two\nlines" },
      annotations: [
        { message: "no room", file: "content/a.md", line: 4, title: "Page" },
        { message: "1 page failed", file: undefined },
      ],
      groups: [{ title: "Pages", lines: ["one page"] }],
      summary: "## Done",
    });
    expect(result.post).toBeUndefined();
  });

  it("shows no secret in log and summary", async () => {
    const main = `
      import { setSecret, summary } from "@actions/core";
      setSecret("own-secret");
      console.log("own-secret and given-secret");
      await summary.addRaw("own-secret and given-secret").write();
    `;
    const result = await runAction(await sampleRun({ main }, { secrets: ["given-secret"] }));
    expect(result.main.log).toBe("*** and ***");
    expect(result.main.summary).toBe("*** and ***");
    expect(result.main.masks).toEqual(["own-secret"]);
  });

  it("loses a summary of more than 1 MiB", async () => {
    const main = `
      import { summary } from "@actions/core";
      await summary.addRaw("x".repeat(1024 * 1024 + 1)).write();
    `;
    const { main: result } = await runAction(await sampleRun({ main }));
    expect(result.summary).toBe("");
    expect(result.annotations).toMatchObject([
      { severity: "error", message: expect.stringContaining("upload aborted") },
    ]);
  });
});

describe("the post step", () => {
  it("has the state, the variables and the path that main left, also after a failure", async () => {
    const main = `
      import { addPath, exportVariable, saveState, setFailed } from "@actions/core";
      saveState("step", "main");
      exportVariable("LEFT", "here");
      addPath("/opt/tool");
      console.log("state in main:", process.env.STATE_step);
      setFailed("no");
    `;
    const result = await runAction(
      await sampleRun({
        main,
        post: "const { env } = process; console.log(env.STATE_step, env.LEFT, env.PATH);",
      }),
    );
    expect(result.main).toMatchObject({ exitCode: 1, state: { step: "main" } });
    expect(result.main.stdout).toContain("state in main: undefined");
    expect(result.post?.stdout).toMatch(/^main here \/opt\/tool:/);
  });
});

describe("a cancelled step", () => {
  it("is interrupted, then terminated, then killed; its post step runs", async () => {
    const job = await startAction(await sampleRun({ main: stubborn, post }, { grace: briefly }));
    await job.waitForOutput(/^ready$/);
    job.cancel();
    const { main, post: posted } = await job.result;
    expect(main.stdout).toBe("ready\ngot SIGINT\ngot SIGTERM\n");
    expect(main).toMatchObject({ exitCode: null, signal: "SIGKILL" });
    expect(posted?.stdout).toBe("post after main\n");
  });

  it("is left alone when it ends by itself", async () => {
    const main = `
      process.on("SIGINT", () => { console.log("stopping"); process.exitCode = 3; clearInterval(t); });
      const t = setInterval(() => {}, 1000);
      console.log("ready");
    `;
    const job = await startAction(await sampleRun({ main, post }));
    await job.waitForOutput(/^ready$/);
    job.cancel();
    const result = await job.result;
    expect(result.main).toMatchObject({ exitCode: 3, signal: null, stdout: "ready\nstopping\n" });
    expect(result.post?.exitCode).toBe(0);
  });

  it("ends at once when it handles no signal", async () => {
    const main = 'setInterval(() => {}, 1000); console.log("ready");';
    const job = await startAction(await sampleRun({ main, post }));
    await job.waitForOutput(/^ready$/);
    job.cancel();
    const result = await job.result;
    expect(result.main).toMatchObject({ exitCode: null, signal: "SIGINT" });
    expect(result.post?.exitCode).toBe(0);
  });
});

describe("a lost runner", () => {
  it("ends everything at once, and no post step runs", async () => {
    const job = await startAction(await sampleRun({ main: stubborn, post }));
    await job.waitForOutput(/^ready$/);
    job.kill();
    const result = await job.result;
    expect(result.main).toMatchObject({ signal: "SIGKILL", stdout: "ready\n" });
    expect(result.main.state).toEqual({ step: "main" });
    expect(result.post).toBeUndefined();
  });

  it("may be lost in the post step", async () => {
    const job = await startAction(await sampleRun({ main: "", post: stubborn }));
    await job.waitForOutput(/^ready$/);
    job.kill();
    expect((await job.result).post).toMatchObject({ signal: "SIGKILL" });
  });
});

describe("the end of a job", () => {
  it("ends processes that the action left behind", async () => {
    const main = `
      import { spawn } from "node:child_process";
      const child = spawn("sleep", ["600"], { stdio: "ignore" });
      child.unref();
      console.log(child.pid);
    `;
    const result = await runAction(await sampleRun({ main }));
    const pid = Number(result.main.stdout);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it("is waited for no longer by those who wait for output", async () => {
    const job = await startAction(await sampleRun({ main: 'console.log("something else")' }));
    await expect(job.waitForOutput(/never/)).rejects.toThrow("something else");
    await job.result;
  });
});

/** A killed process that nobody has reaped yet is not running any more. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "gone");
  return status !== "gone" && !/^\d+ \(.*\) Z/.test(status);
}
