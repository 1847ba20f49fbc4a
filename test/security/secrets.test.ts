import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Thread } from "../../src/domain/page.ts";
import { maskOf } from "../../src/domain/secret-mask.ts";
import { childEnvironment } from "../../src/process/child-environment.ts";
import { escapeHtml } from "../../src/sources/html/html-text.ts";
import { cactusOf } from "../config/cactus-of.ts";

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
      expect(cactusOf(completeConfig(named, scanOf(thread))).serverUrl).toBe(homeserverUrl);
    },
  );

  it("is read as a guest", () => {
    expect(cactusOf(completeConfig(load(), scanOf(thread))).serverUrl).toBe(homeserverUrl);
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

describe("a secret in what a server said", () => {
  it("is replaced, wherever and however often it is there", () => {
    const mask = maskOf(["abc", undefined, "", "xyz"]);
    expect(mask("Bearer abc, abc and xyz")).toBe("Bearer ***, *** and ***");
    expect(maskOf([])("nothing")).toBe("nothing");
  });

  it("is replaced as a whole where it begins with another one", () => {
    expect(maskOf(["abc", "abcdef"])("abcdef abc")).toBe("*** ***");
  });

  const secret = 'pä"ss\\w/örd <&> 😀';
  const escaped = (text: string) =>
    Array.from(
      { length: text.length },
      (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join("");
  it.each([
    ["as it is", secret],
    ["in JSON", JSON.stringify(secret)],
    ["in JSON of ASCII", JSON.stringify(secret).replace(/[^ -~]/gu, escaped)],
    ["in JSON with each sign escaped", escaped(secret)],
    ["in JSON with capital digits", escaped(secret).toUpperCase().replaceAll("\\U", "\\u")],
    ["in JSON with an escaped slash", JSON.stringify(secret).replaceAll("/", "\\/")],
    ["in a text of JSON within JSON", JSON.stringify(JSON.stringify(secret))],
    ["in an address", encodeURIComponent(secret)],
    ["in a form", new URLSearchParams({ secret }).toString()],
    ["in HTML", escapeHtml(secret)],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["in a header in base64", Buffer.from(`user:${secret}`).toString("base64")],
    ["in a header of another length", Buffer.from(`x-access-token:${secret}\n`).toString("base64")],
    ["in base64 for addresses", Buffer.from(`?${secret}`).toString("base64url")],
  ])("is replaced %s", (_, said) => {
    const mask = maskOf(["another", secret]);
    const masked = mask(`It said: ${said}.`);
    expect(masked).toContain("***");
    expect(masked.length).toBeLessThan("It said: .".length + said.length);
    expect(masked).not.toContain(said);
  });

  it("is replaced in any mixture of forms, and nothing else is", () => {
    const forms = fc.constantFrom(
      (sign: string) => sign,
      escaped,
      (sign: string) => encodeURIComponent(sign),
      (sign: string) => `&#${sign.codePointAt(0)};`,
    );
    const sign = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      fc.constantFrom("%", "&", "\\"),
    );
    const token = fc.array(sign, { minLength: 4, maxLength: 20 }).map((signs) => signs.join(""));
    fc.assert(
      fc.property(token, fc.array(forms, { minLength: 20, maxLength: 20 }), (text, each) => {
        fc.pre(text.isWellFormed() && !/[*¤]/.test(text));
        const said = [...text].map((sign, index) => each[index]?.(sign) ?? sign).join("");
        expect(maskOf([text])(`a¤${said}¤b`)).toBe("a¤***¤b");
      }),
    );
  });
});

describe("a program that works on the repository's content", () => {
  it("gets no variable that contains a secret", () => {
    const env = {
      PATH: "/usr/bin",
      PLAIN: "s3cret",
      WITH_PREFIX: "Bearer s3cret",
      IN_JSON: '{"token":"s3cret"}',
      IN_BASE64: Buffer.from("x-access-token:s3cret-of-mine").toString("base64"),
      INPUT_TOKEN: "other",
    };
    expect(childEnvironment(env, ["s3cret", "s3cret-of-mine"])).toEqual({ PATH: "/usr/bin" });
  });
});
