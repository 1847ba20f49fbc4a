import { describe, expect, it } from "vitest";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Thread } from "../../src/domain/page.ts";
import { withoutSecrets } from "../../src/http/without-secrets.ts";
import { childEnvironment } from "../../src/process/child-environment.ts";

function scanOf(...threads: readonly Thread[]) {
  const page = { pageId: "/post/", title: "Post", file: "content/post.md", threads };
  return { threads, pages: [page] };
}

function load(inputs: Record<string, string> = {}) {
  return loadConfig({
    cwd: "/repository",
    inputsAre: "input",
    env: {},
    inputs: { "d1-mode": "local", "database-name": "comments", ...inputs },
  });
}

describe("the environment of Hugo and wrangler", () => {
  it.each([
    "INPUT_CLOUDFLARE-API-TOKEN",
    "INPUT_ACCESS-TOKEN",
    "ACTIONS_RUNTIME_TOKEN",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "GITHUB_TOKEN",
    "GITHUB_ENV",
    "GITHUB_OUTPUT",
    "GITHUB_PATH",
    "GITHUB_STATE",
    "GITHUB_STEP_SUMMARY",
  ])("holds nothing that is the action's alone: %s", (name) => {
    const env = { [name]: "value", HUGO_ENV: "production", GITHUB_REPOSITORY: "o/r" };
    expect(childEnvironment(env, [])).toEqual({ HUGO_ENV: "production", GITHUB_REPOSITORY: "o/r" });
  });

  it("holds no secret, under whichever name it was given", () => {
    const env = { MATRIX_ACCESS_TOKEN: "s3cret", MY_TOKEN: "s3cret", HOME: "/home/ada" };
    expect(childEnvironment(env, ["s3cret"])).toEqual({ HOME: "/home/ada" });
  });
});

describe("a homeserver that only the site's pages name", () => {
  const location = { file: "content/post.md", line: 1 };
  const homeserverUrl = "https://matrix.evil.example";
  const names = { siteName: "blog", serverName: "x", serverUrl: homeserverUrl };
  const thread = { threadId: "a", ...names, location };

  it.each([{ "access-token": "secret" }, { "matrix-user": "ada", "matrix-password": "secret" }])(
    "gets no secret: the workflow has to name it (%j)",
    (inputs) => {
      expect(() => completeConfig(load(inputs), scanOf(thread))).toThrow(
        /sent only to an address that you/,
      );
      const named = load({ ...inputs, "homeserver-url": homeserverUrl });
      expect(completeConfig(named, scanOf(thread)).source.serverUrl).toBe(homeserverUrl);
    },
  );

  it("is read as a guest", () => {
    expect(completeConfig(load(), scanOf(thread)).source.serverUrl).toBe(homeserverUrl);
  });
});

describe("a secret that goes to a homeserver without encryption", () => {
  it.each([
    ["http://matrix.example.org", ["secret-in-the-open"]],
    ["https://matrix.example.org", []],
    ["http://127.0.0.1:8008", []],
    ["http://localhost:8008", []],
    ["http://[::1]:8008", []],
  ])("is warned of, unless it stays on this machine: %s", (homeserverUrl, codes) => {
    const names = { "site-name": "blog", "server-name": "x", "homeserver-url": homeserverUrl };
    const withToken = completeConfig(load({ ...names, "access-token": "secret" }), scanOf());
    expect(withToken.findings.map(({ code }) => code)).toEqual(codes);
    expect(completeConfig(load(names), scanOf()).findings).toEqual([]);
  });
});

it("a secret in what a server said is replaced, wherever and however often it stands there", () => {
  expect(withoutSecrets("Bearer abc, abc and xyz", ["abc", undefined, "", "xyz"])).toBe(
    "Bearer ***, *** and ***",
  );
});
