import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { explainForFork, requireTrustedEvent } from "../../src/action/runner/trusted-event.ts";
import { ConfigError } from "../../src/config/config-error.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";

const missing = new ConfigError([{ where: "input cloudflare-api-token", message: "is missing" }]);

/** The environment of a run of a pull request whose branch is in a repository; null: a deleted one. */
function pullRequestFrom(full_name: string | null) {
  const folder = mkdtempSync(join(tmpdir(), "event-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "event.json");
  const repo = full_name === null ? null : { full_name };
  writeFileSync(file, JSON.stringify({ pull_request: { head: { repo } } }));
  return {
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: file,
    GITHUB_REPOSITORY: "octo/blog",
  };
}

describe("a run that a stranger's pull request started", () => {
  it("is refused where it has this repository's secrets", () => {
    expect(() => requireTrustedEvent({ GITHUB_EVENT_NAME: "pull_request_target" })).toThrow(
      /pull_request_target/,
    );
  });

  it.each(["workflow_dispatch", "schedule", "push", "pull_request", undefined])(
    "is none that was started by %s",
    (event) => {
      expect(() => requireTrustedEvent({ GITHUB_EVENT_NAME: event })).not.toThrow();
    },
  );

  it.each(["mallory/blog", null])("is told why it has no secrets: from %s", async (fork) => {
    const refusal = await explainForFork(missing, pullRequestFrom(fork));
    expect(refusal).toMatchObject({
      code: "no-secrets-for-forks",
      message: expect.stringContaining("passes no secrets to it"),
      remedy: expect.stringContaining("head.repo.full_name == github.repository"),
    });
    expect(refusal.message).toContain("cloudflare-api-token");
  });

  it("is told nothing of forks where it is none, or failed for another reason", async () => {
    expect(await explainForFork(missing, pullRequestFrom("octo/blog"))).toBe(missing);
    expect(await explainForFork(missing, { GITHUB_EVENT_NAME: "push" })).toBe(missing);
    const other = new MigrationError("x", "y");
    expect(await explainForFork(other, pullRequestFrom("mallory/blog"))).toBe(other);
  });

  it("is no reason to fail for an event file that can't be read", async () => {
    const env = { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "/nonexistent" };
    expect(await explainForFork(missing, env)).toBe(missing);
  });
});
