import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GitHubServer, startGitHub } from "./github-server.ts";

describe("the server that stands for GitHub", () => {
  let github: GitHubServer;
  beforeEach(async () => {
    github = await startGitHub();
    github.repository.commitFiles("main", { "a.md": "a" });
  });
  afterEach(() => github[Symbol.asyncDispose]());

  async function ask(method: string, path: string, body?: unknown) {
    const response = await fetch(`${github.apiUrl}/repos/${github.name}${path}`, {
      method,
      headers: { Authorization: `token ${github.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  it.each([
    ["POST", "/pulls", { title: "x", base: "main" }, "head"],
    ["POST", "/git/blobs", { encoding: "base64" }, "content"],
    ["POST", "/git/commits", { message: "x", parents: [] }, "tree"],
    ["POST", "/git/trees", { tree: [{ path: "a", mode: "777" }] }, "mode"],
    ["POST", "/issues/1/labels", { labels: [] }, "labels"],
    ["POST", "/pulls/1/requested_reviewers", { reviewers: "ada" }, "reviewers"],
    ["PATCH", "/git/refs/heads/main", { force: true }, "sha"],
    ["GET", "/pulls?state=closd", undefined, "state"],
    ["GET", "/pulls?branch=main", undefined, "branch"],
  ])(
    "takes no request that GitHub's description does not allow: %s %s",
    async (method, path, body, fault) => {
      const { status, text } = await ask(method, path, body);
      expect(status).toBe(418);
      expect(text).toContain(fault);
    },
  );

  it.each([
    ["GET", ""],
    ["GET", "/git/ref/heads/main"],
    ["GET", "/git/trees/main?recursive=1"],
    ["GET", "/compare/main...main"],
    ["GET", "/pulls?state=all&head=octo-org:main"],
  ])("answers as the description says: %s %s", async (method, path) => {
    const { status, text } = await ask(method, path);
    expect(status, text).toBe(200);
  });

  it("has what Git has", async () => {
    const { text } = await ask("POST", "/git/blobs", { content: "YQ==", encoding: "base64" });
    expect(text).toContain(github.repository.git(["rev-parse", "main:a.md"]));
  });
});
