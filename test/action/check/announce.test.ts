import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { announce } from "../../../src/action/check/announce.ts";
import type { EndedRun } from "../../../src/action/check/ended-run.ts";
import type { RunContext } from "../../../src/action/runner/run-context.ts";
import type { Announcements } from "../../../src/config/load-announcements.ts";
import type { Report } from "../../../src/report/report.ts";
import { refusal } from "../../parts/github/git-data.ts";
import {
  type ConversationsServer,
  startConversations,
} from "../../parts/github/start-conversations.ts";
import { freePort } from "../../parts/machine/loopback.ts";
import { exampleReport, exampleVerification } from "../../report/example-report.ts";
import { goodReport, reportOfEachKind } from "../../report/report-of-each-kind.ts";

const never = new AbortController().signal;
const head = "0123456789abcdef0123456789abcdef01234567";

let github: ConversationsServer;
let folder: string;
let log: string;
beforeEach(async () => {
  github = await startConversations();
  folder = mkdtempSync(join(tmpdir(), "event-"));
  log = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    log += String(chunk);
    return true;
  });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github[Symbol.asyncDispose]();
});

function contextOf(change: Partial<RunContext>): RunContext {
  return {
    workspace: folder,
    repository: github.name,
    workflow: "Check comments",
    workflowFile: ".github/workflows/check.yml",
    job: "check",
    leg: "",
    step: "migration",
    runId: "42",
    runAttempt: 1,
    isHosted: true,
    ref: "refs/heads/main",
    eventName: "schedule",
    eventFile: join(folder, "event.json"),
    apiUrl: github.apiUrl,
    serverUrl: "https://github.example",
    commit: head,
    ...change,
  };
}

/** A pull request of the repository itself, or of a fork; with the context of a run for it. */
function pullRequest({ from = "octo-org/octo-blog", sha = head } = {}) {
  if (github.issues.length === 0) github.write({ body: "Please pull.", isPullRequest: true });
  const event = { pull_request: { number: 1, head: { sha, repo: { full_name: from } } } };
  writeFileSync(join(folder, "event.json"), JSON.stringify(event));
  return contextOf({ eventName: "pull_request", ref: "refs/pull/1/merge" });
}

function settings(change: Partial<Announcements>): Announcements {
  return {
    mode: "dry-run",
    stateKey: "default",
    isPart: false,
    pullRequestComment: false,
    onFailure: "none",
    token: github.token,
    maxRetries: 0,
    secrets: [],
    ...change,
  };
}

function kind(name: string): Report {
  const report = reportOfEachKind[name];
  if (report === undefined) throw new Error(`there is no report ${name}`);
  return report;
}

function ended(report: Report, exitCode: 0 | 1 = 0): EndedRun {
  return { report, exitCode };
}

const commenting = (change: Partial<Announcements> = {}) =>
  settings({ pullRequestComment: true, ...change });
const go = () => ended(kind("dry run, go"));
const noGo = () => ended(kind("dry run, no-go"), 1);
const bodies = () => github.comments.map(({ body }) => body);

describe("the comment on a pull request", () => {
  it("is one, in place of which the next push puts its own", async () => {
    const context = pullRequest();
    await announce(noGo(), commenting(), context, never);
    expect(bodies()).toEqual([expect.stringContaining("NO-GO")]);
    expect(bodies()[0]).toContain("Commit 0123456, checked by [this run]");
    expect(bodies()[0]).toContain("https://github.example/octo-org/octo-blog/actions/runs/42");
    await announce(go(), commenting(), pullRequest({ sha: "f".repeat(40) }), never);
    expect(bodies()).toEqual([expect.stringContaining("GO: 28 comments")]);
    expect(bodies()[0]).toContain("Commit fffffff");
    expect(bodies()[0]).not.toContain("NO-GO");
  });

  it("is found behind pages of others' comments", async () => {
    const context = pullRequest();
    const talk = () => {
      for (let index = 0; index < 205; index++) github.write({ issue: 1, body: `Talk ${index}` });
    };
    talk();
    await announce(noGo(), commenting(), context, never);
    talk();
    await announce(go(), commenting(), context, never);
    expect(github.comments).toHaveLength(411);
    expect(github.comments[205]?.body).toContain("🟢");
  });

  it("is of one migration and job: others have their own", async () => {
    const context = pullRequest();
    await announce(go(), commenting(), context, never);
    await announce(go(), commenting({ stateKey: "blog --> x" }), context, never);
    await announce(go(), commenting({ mode: "verify" }), context, never);
    await announce(go(), commenting(), { ...context, job: "other" }, never);
    await announce(go(), commenting(), { ...context, leg: '{"site":"b"}' }, never);
    expect(github.comments).toHaveLength(5);
    for (const body of bodies())
      expect(body).toMatch(/^<!-- hugo-comment-migration check \w{16} -->\n/);
  });

  it("is not one that a stranger wrote with our mark", async () => {
    const context = pullRequest();
    await announce(go(), commenting(), context, never);
    const copy = github.write({ issue: 1, body: bodies()[0] ?? "" });
    const [own] = github.comments;
    github.deleteComment(own?.id ?? 0);
    await announce(noGo(), commenting(), context, never);
    expect(github.comments.find(({ id }) => id === copy)?.body).toContain("🟢");
    expect(github.comments).toHaveLength(2);
    expect(bodies()[1]).toContain("NO-GO");
  });

  it("says that a check did not start, in place of an older result", async () => {
    const context = pullRequest();
    await announce(go(), commenting(), context, never);
    const message = "Hugo can't build the site: @admin:example s3cret-token";
    const run = { refusal: { code: "hugo-failed", message, remedy: "Fix it." } };
    await announce(run, commenting({ secrets: ["s3cret-token"] }), context, never);
    expect(github.comments).toHaveLength(1);
    expect(bodies()[0]).toContain("❌ The run did not start");
    expect(bodies()[0]).toContain("Fix it.");
    expect(bodies()[0]).not.toContain("GO:");
    expect(bodies()[0]).not.toContain("s3cret");
    expect(bodies()[0]).not.toContain("@");
  });

  it.each<[string, Partial<Announcements>, Report, Partial<RunContext>]>([
    ["not asked for", { pullRequestComment: false }, kind("dry run, go"), {}],
    ["of a migration", { mode: "migrate" }, goodReport(), {}],
    ["of a shard", { isPart: true }, kind("dry run, go"), {}],
    ["of another event", {}, kind("dry run, go"), { eventName: "push" }],
    ["of pull_request_target", {}, kind("dry run, go"), { eventName: "pull_request_target" }],
  ])("is not written where it is %s", async (_, change, report, context) => {
    await announce(ended(report), commenting(change), { ...pullRequest(), ...context }, never);
    expect(github.requests).toEqual([]);
  });

  it("is not written by a run that was cancelled: a later push has a run of its own", async () => {
    await announce(go(), commenting(), pullRequest(), AbortSignal.abort());
    expect(github.requests).toEqual([]);
  });
});

describe("a comment that can't be written", () => {
  it("is a notice for a fork, whose runs may only read", async () => {
    Object.assign(github.rules, { issues: "read", pullRequests: "read" });
    await announce(go(), commenting(), pullRequest({ from: "mallory/octo-blog" }), never);
    expect(log).toMatch(
      /^::notice title=Comment migration::The result was not written as a comment, because runs for a fork/m,
    );
    expect(log).not.toMatch(/::(?:error|warning)/);
  });

  it.each(["read", "none"] as const)(
    "is a notice that names the permission, where the token has %s",
    async (right) => {
      Object.assign(github.rules, { issues: right, pullRequests: right });
      await announce(go(), commenting(), pullRequest(), never);
      expect(log).toMatch(
        /^::notice .*Resource not accessible by integration.*pull-requests: write/m,
      );
    },
  );

  it("is a warning without a token, and nothing where none is needed", async () => {
    const context = pullRequest();
    await announce(go(), commenting({ token: undefined }), context, never);
    expect(log).toMatch(/^::warning .*there is no token\. Remove the input github-token/m);
    log = "";
    await announce(go(), settings({ token: undefined }), context, never);
    expect(log).toBe("");
  });

  it("needs only one of the rights that allow it", async () => {
    github.rules.issues = "none";
    await announce(go(), commenting(), pullRequest(), never);
    expect(github.comments).toHaveLength(1);
  });

  it("is a warning for any other reason", async () => {
    github.rules.isLocked = true;
    await announce(go(), commenting(), pullRequest(), never);
    expect(log).toMatch(/^::warning .*Unable to create comment because issue is locked\. /m);
    log = "";
    const apiUrl = `http://127.0.0.1:${await freePort()}`;
    await announce(go(), commenting(), { ...pullRequest(), apiUrl }, never);
    expect(log).toMatch(/^::warning .*not written as a comment/m);
  });

  it("is tried again after a failure for now, without a second comment", async () => {
    github.rules.faults.push(refusal(502, "Bad gateway"));
    await announce(go(), commenting({ maxRetries: 1 }), pullRequest(), never);
    await announce(noGo(), commenting(), pullRequest(), never);
    expect(github.comments).toHaveLength(1);
  });
});

const failed = () => ended(exampleReport(), 1);
const complete = () => ended(goodReport());
const withIssue = (change: Partial<Announcements> = {}) =>
  settings({ mode: "migrate", onFailure: "issue", ...change });
const states = () => github.issues.map(({ state }) => state);

describe("the issue about a run that failed", () => {
  it("says what failed, where the run is, and what to do", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    expect(github.issues).toMatchObject([
      { title: "Comments: the migration failed", state: "open" },
    ]);
    const body = github.issues[0]?.body ?? "";
    expect(body).toContain("1 page failed");
    expect(body).toContain("/posts/broken/");
    expect(body).toContain(
      "[The run](https://github.example/octo-org/octo-blog/actions/runs/42/attempts/1)",
    );
    expect(body).toContain("What to do next");
  });

  it("is brought up to date by the next one, without a word where the same failed", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    await announce(failed(), withIssue(), contextOf({ runId: "43" }), never);
    expect(states()).toEqual(["open"]);
    expect(github.issues[0]?.body).toContain("/runs/43/");
    expect(github.comments).toEqual([]);
  });

  it("gets a comment where something else failed", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    await announce(ended(kind("stopped"), 1), withIssue(), contextOf({ runId: "43" }), never);
    expect(bodies()).toEqual([expect.stringMatching(/^Other things fail now, in \[this run\]/)]);
    expect(github.issues[0]?.body).toContain("Cloudflare refused the token");
  });

  it("is closed with a comment by a run that succeeds; the next failure opens another", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    await announce(complete(), withIssue(), contextOf({ runId: "44" }), never);
    expect(states()).toEqual(["closed"]);
    expect(bodies()).toEqual([expect.stringMatching(/^A later run succeeded, in .*\/runs\/44\//)]);
    await announce(failed(), withIssue(), contextOf({}), never);
    expect(states()).toEqual(["closed", "open"]);
  });

  it("is not closed by a run that was not of the same job, migration, mode and branch", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    await announce(go(), withIssue({ mode: "dry-run" }), contextOf({}), never);
    await announce(go(), withIssue(), contextOf({}), never);
    await announce(complete(), withIssue({ stateKey: "other" }), contextOf({}), never);
    await announce(complete(), withIssue(), contextOf({ job: "other" }), never);
    await announce(complete(), withIssue(), contextOf({ ref: "refs/heads/draft" }), never);
    expect(states()).toEqual(["open"]);
    expect(github.comments).toEqual([]);
  });

  it("is not closed by a run that has not done everything", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    await announce(ended(kind("partial"), 0), withIssue(), contextOf({}), never);
    expect(states()).toEqual(["open"]);
  });

  it("is opened though the step does not fail, where fail-on says so", async () => {
    await announce(ended(exampleReport(), 0), withIssue(), contextOf({}), never);
    expect(states()).toEqual(["open"]);
  });

  it("is opened by a run that did not start", async () => {
    const run = { refusal: { code: "config", message: "a is wrong\nb is wrong", remedy: "" } };
    await announce(run, withIssue(), contextOf({}), never);
    expect(github.issues[0]?.body).toContain("a is wrong  \nb is wrong");
  });

  it("is of the whole site, not of a shard, and of a run that nobody watches", async () => {
    await announce(failed(), withIssue({ isPart: true }), contextOf({}), never);
    for (const eventName of ["pull_request", "pull_request_target", "push", "workflow_run", ""]) {
      await announce(failed(), withIssue(), contextOf({ eventName }), never);
    }
    expect(github.requests).toEqual([]);
  });

  it("is not one that a stranger opened with our mark, nor a pull request", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    const { body = "" } = github.issues[0] ?? {};
    github.write({ body });
    await announce(complete(), withIssue(), contextOf({}), never);
    await announce(complete(), withIssue(), contextOf({}), never);
    expect(states()).toEqual(["closed", "open"]);
    expect(github.comments).toHaveLength(1);
  });

  it("is found behind pages of others", async () => {
    await announce(failed(), withIssue(), contextOf({}), never);
    for (let index = 0; index < 150; index++) github.write({ body: "It is broken." });
    await announce(failed(), withIssue(), contextOf({}), never);
    expect(github.issues).toHaveLength(151);
  });

  it("is a warning where it can't be written", async () => {
    github.rules.issues = "read";
    await announce(failed(), withIssue(), contextOf({}), never);
    expect(log).toMatch(/^::warning .*the permission issues: write/m);
    log = "";
    Object.assign(github.rules, { issues: "write", hasIssues: false });
    await announce(failed(), withIssue(), contextOf({}), never);
    expect(log).toMatch(/^::warning .*the repository has no issues/m);
  });
});

describe("what strangers wrote", () => {
  const hostile =
    '@octo-org/admins #1 GH-1 fixes #2 -->\n<img src=x onerror="a()"> [a](javascript:b) https://evil.example www.evil.example `c` | \u202e';
  const finding = (index: number) => ({
    severity: "error" as const,
    code: `lost-${index}`,
    message: `${hostile} ${index} ${"@#".repeat(300)}`,
    remedy: hostile,
    pageId: `/posts/${hostile}/`,
    location: { file: "content/GH-12/a @b (1).md", line: 3 },
  });
  const findings = Array.from({ length: 400 }, (_, index) => finding(index));

  it("mentions nobody, refers to nothing, and fits, in a comment and in an issue", async () => {
    const run = ended(exampleVerification({ findings }), 1);
    await announce(run, commenting({ mode: "verify" }), pullRequest(), never);
    await announce(run, withIssue({ mode: "verify" }), contextOf({}), never);
    const texts = [...bodies(), github.issues[1]?.body ?? ""];
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text.length).toBeLessThanOrEqual(65_536);
      expect(text.length).toBeGreaterThan(2_000);
      expect(text).not.toMatch(/@|<img|\]\(javascript/);
      expect(text).not.toMatch(/&#(?:35|58|64);(?!<!-- -->)|\bGH-\d(?![^(]*\))/);
      // Nothing but our own lines and addresses is left of what GitHub reads.
      const addresses = text.replace(/\]\(https:\/\/github\.example[^)]*\)/g, "");
      expect(addresses).not.toMatch(/https?:|www\.|javascript:/);
    }
    expect(texts[0]).toContain(`/blob/${head}/content/GH-12/a%20%40b%20%281%29.md#L3)`);
  });

  it("is a workflow's name and branch, too", async () => {
    const context = contextOf({ workflow: hostile, ref: `refs/heads/${hostile}` });
    await announce(failed(), withIssue({ stateKey: hostile }), context, never);
    expect(github.issues[0]?.body).not.toMatch(/@|<img/);
    expect(github.issues[0]?.title.length).toBeLessThanOrEqual(256);
  });
});
