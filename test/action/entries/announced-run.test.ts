import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type ConversationsServer,
  startConversations,
} from "../../parts/github/start-conversations.ts";
import { type GivenSettings, runOn } from "../../run/hosts.ts";

let github: ConversationsServer;
let workspace: string;
beforeEach(async () => {
  github = await startConversations();
  workspace = mkdtempSync(join(tmpdir(), "site-"));
});
afterEach(async () => {
  rmSync(workspace, { recursive: true });
  await github[Symbol.asyncDispose]();
});

const secret = "cf-token-nobody-may-see";

function run(settings: GivenSettings, env: Readonly<Record<string, string>> = {}) {
  const given = { "github-token": github.token, "on-failure": "issue", "max-retries": "0" };
  const place = { workspace, env, apiUrl: github.apiUrl };
  return runOn("action", { "cloudflare-api-token": secret, ...given, ...settings }, place);
}

describe("a run that did not start", () => {
  it("has an issue, though it is the settings that are wrong", async () => {
    const { exitCode } = await run({ concurrency: "0" });
    expect(exitCode).toBe(1);
    expect(github.issues).toMatchObject([{ title: "Comments: the migration failed" }]);
    expect(github.issues[0]?.body).toContain("input concurrency");
    expect(github.issues[0]?.body).not.toContain("nobody-may-see");
  });

  it("has an issue, though the config file can't be read", async () => {
    writeFileSync(join(workspace, "comment-migration.yml"), "migration: [");
    expect((await run({})).exitCode).toBe(1);
    expect(github.issues[0]?.body).toContain("comment-migration.yml");
  });

  it("writes nothing where a stranger's pull request meets the rights of the repository", async () => {
    const event = { pull_request: { number: 1, head: { sha: "0".repeat(40), repo: null } } };
    writeFileSync(join(workspace, "event.json"), JSON.stringify(event));
    const { exitCode } = await run(
      { mode: "dry-run", "pull-request-comment": "true" },
      {
        GITHUB_EVENT_NAME: "pull_request_target",
        GITHUB_EVENT_PATH: join(workspace, "event.json"),
      },
    );
    expect(exitCode).toBe(1);
    expect(github.requests).toEqual([]);
  });

  it("fails in the same way where the issue can't be written", async () => {
    github.rules.issues = "none";
    const { exitCode, log } = await run({ concurrency: "0" });
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error::.*input concurrency/m);
    expect(log).toMatch(/^::warning .*issues: write/m);
  });
});
