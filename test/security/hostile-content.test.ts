import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfigFile } from "../../src/config/config-file.ts";
import { readConfigFile } from "../../src/config/read-config-file.ts";
import { buildSite } from "../../src/hugo/asked/build-site.ts";
import { usualSetup } from "../../src/hugo/asked/site-setup.ts";
import { createHugoSite, type HugoSiteOptions } from "../../src/hugo/site-source.ts";
import { readYaml } from "../../src/hugo/text/hugo-yaml.ts";
import { noHugos, siteWidget } from "../hugo/scan-fixture.ts";

// What somebody may have committed to a repository, and must not get out of it.

let folder: string;
let repository: string;
let outside: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-content-"));
  repository = join(folder, "repository");
  outside = join(folder, "outside");
  write("repository/hugo.toml", 'baseURL = "https://example.org/"\n');
  const widget = '<script>initComments({ commentSectionId: "{{ .Get 0 }}" })</script>';
  write("repository/layouts/shortcodes/chat.html", widget);
  writePage("repository/content/own.md", "title: Own", "own");
  writePage("outside/private.md", "title: Private", "private");
  write("repository/public/own/index.html", builtPage("own"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function builtPage(thread: string): string {
  return `<html><body><script>initComments({ commentSectionId: "${thread}" })</script></body></html>`;
}

function writePage(path: string, frontMatter: string, thread: string): void {
  write(path, `---\n${frontMatter}\n---\n{{< chat ${thread} >}}\n`);
}

async function scan(options: Partial<HugoSiteOptions> = {}) {
  const site = createHugoSite({
    widget: siteWidget,
    siteDir: repository,
    repositoryDir: repository,
    baseUrl: undefined,
    findHugos: noHugos,
    shortcodes: undefined,
    duplicateSections: "error",
    discover: "auto",
    publicDir: undefined,
    say() {},
    env: {},
    now: new Date("2024-06-01T12:00:00Z"),
    ...options,
  });
  const { pages, places, findings } = await site.scan(new AbortController().signal);
  return {
    pages: pages.map(({ pageId }) => pageId),
    /** Content files that were read and name a section. */
    files: [...new Set(places.map(({ location }) => location.file))],
    codes: findings.map(({ code }) => code),
    messages: findings.map(({ message }) => message).join("\n"),
  };
}

describe("content behind a symbolic link out of the repository", () => {
  it("is not read where a file is the link", async () => {
    symlinkSync(join(outside, "private.md"), join(repository, "content/linked.md"));
    expect((await scan()).files).toEqual(["content/own.md"]);
  });

  it("is not read where a folder below the content is the link", async () => {
    symlinkSync(outside, join(repository, "content/linked"));
    expect((await scan()).files).toEqual(["content/own.md"]);
  });

  it("is not read where the content folder itself is the link", async () => {
    write("repository/hugo.toml", 'contentDir = "linked"\n');
    symlinkSync(outside, join(repository, "linked"));
    expect((await scan()).files).toEqual([]);
  });

  it("is not read where a mount leads there", async () => {
    const mounts = ["content", "linked"].map((source) => ({ source, target: "content" }));
    write("repository/hugo.toml", "");
    write("repository/config/_default/module.json", JSON.stringify({ mounts }));
    symlinkSync(outside, join(repository, "linked"));
    expect((await scan()).files).toEqual(["content/own.md"]);
  });

  it("is read where the link leads to another place in the repository", async () => {
    write("repository/hugo.toml", 'contentDir = "linked"\n');
    symlinkSync(join(repository, "content"), join(repository, "linked"));
    expect((await scan()).files).toEqual(["linked/own.md"]);
  });
});

describe("content outside of the repository", () => {
  it("is not read where the configuration leads there by '..'", async () => {
    const mounts = ["content", "../outside"].map((source) => ({ source, target: "content" }));
    write("repository/config/_default/module.json", JSON.stringify({ mounts }));
    expect((await scan()).files).toEqual(["content/own.md"]);
  });
});

describe("configuration and templates behind a link out of the repository", () => {
  it("are refused without a word of what is there", async () => {
    write("outside/passwd", "root:x:0:0");
    rmSync(join(repository, "hugo.toml"));
    symlinkSync(join(outside, "passwd"), join(repository, "hugo.json"));
    const refusal = await scan().catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: "malformed-site-config",
      message: expect.not.stringContaining("root"),
    });
    expect(refusal).toMatchObject({ message: expect.stringContaining("link") });
  });

  it("add no shortcode that shows comments", async () => {
    write("outside/talk.html", '<script>initComments({ commentSectionId: "x" })</script>');
    symlinkSync(join(outside, "talk.html"), join(repository, "layouts/shortcodes/talk.html"));
    write("repository/content/talk.md", "---\ntitle: T\n---\n{{< talk >}}\n");
    expect((await scan()).files).toEqual(["content/own.md"]);
  });

  it("can't be this action's own, whichever way the link goes", async () => {
    write("outside/settings.yml", "cactus:\n  site_name: stolen\n");
    symlinkSync(join(outside, "settings.yml"), join(repository, "comment-migration.yml"));
    const read = await readConfigFile(undefined, { cwd: repository, inputsAre: "input" });
    expect(read).toEqual({
      problem: { where: "comment-migration.yml", message: expect.stringContaining("link") },
    });
  });
});

/** Nine aliases on each of nine levels: a few hundred characters that stand for 9^9 values. */
const bomb = Array.from({ length: 9 }, (_, level) =>
  level === 0
    ? "a0: &a0 { k: 1 }"
    : `a${level}: &a${level} { ${Array.from({ length: 9 }, (_, n) => `k${n}: *a${level - 1}`).join(", ")} }`,
).join("\n");

describe("YAML that grows when its aliases are followed", () => {
  it("fails its page with file and reason, and the others are found", async () => {
    writePage("repository/content/bomb.md", bomb, "bomb");
    const { pages, codes, messages } = await scan();
    expect(pages).toEqual(["/own/"]);
    expect(codes).toContain("malformed-front-matter");
    expect(messages).toContain("content/bomb.md");
  });

  it("fails its page where a value holds itself", async () => {
    writePage("repository/content/loop.md", "a: &a\n  b: *a", "loop");
    const { pages, codes, messages } = await scan();
    expect(pages).toEqual(["/own/"]);
    expect(codes).toContain("malformed-front-matter");
    expect(messages).toContain("a value that it is part of");
  });

  it("is refused in the site's configuration", async () => {
    rmSync(join(repository, "hugo.toml"));
    write("repository/hugo.yaml", `params:\n${bomb.replace(/^/gm, "  ")}\n`);
    await expect(scan()).rejects.toMatchObject({ code: "malformed-site-config" });
  });

  it("is refused in this action's own configuration, as every alias is", () => {
    const { problems, isReadable } = parseConfigFile("comment-migration.yml", bomb);
    expect(isReadable).toBe(false);
    expect(problems[0]?.message).toContain("refers to another value");
  });

  it("does not keep honest aliases from being read", () => {
    expect(readYaml("a: &a { b: 1 }\nc: { <<: *a, d: *a }")).toEqual({
      a: { b: 1 },
      c: { b: 1, d: { b: 1 } },
    });
  });
});

describe("values that are nested without end", () => {
  it.each([
    ["YAML", `---\na: ${"[".repeat(100_000)}\n---\n`],
    ["JSON", `{ "a": ${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)} }\n`],
    ["TOML", `+++\na = ${"[".repeat(100_000)}\n+++\n`],
  ])("fail their page, not the run: %s", async (_, frontMatter) => {
    write("repository/content/deep.md", `${frontMatter}{{< chat deep >}}\n`);
    expect(await scan()).toMatchObject({
      pages: ["/own/"],
      codes: expect.arrayContaining(["malformed-front-matter"]),
    });
  });

  it("are a fault of this action's own configuration that is told", () => {
    const deep = `cactus: ${"[".repeat(100_000)}`;
    const { problems, isReadable } = parseConfigFile("comment-migration.yml", deep);
    expect(isReadable).toBe(false);
    expect(problems).not.toEqual([]);
  });
});

it("JavaScript in the place of front matter is not run", async () => {
  const script = 'module.exports = { title: (globalThis.ran = "yes") }';
  write("repository/content/js.md", `---js\n${script}\n---\n{{< chat js >}}\n`);
  await scan();
  expect(globalThis).not.toHaveProperty("ran");
});

describe("a giant file", () => {
  function makeGiant(path: string, size: number): void {
    write(path, "---\ntitle: Giant\n---\n{{< chat giant >}}\n");
    truncateSync(join(folder, path), size);
  }

  it("among the content is not read, and that is told", async () => {
    makeGiant("repository/content/giant.md", 40 * 1024 * 1024);
    const { pages, codes } = await scan();
    expect(pages).toEqual(["/own/"]);
    expect(codes).toContain("giant-file");
  });

  it("among the built pages is not read, and that is told", async () => {
    write("repository/public/giant/index.html", builtPage("giant"));
    truncateSync(join(repository, "public/giant/index.html"), 600 * 1024 * 1024);
    write("repository/public/giant.js", "");
    truncateSync(join(repository, "public/giant.js"), 600 * 1024 * 1024);
    writePage("repository/content/giant.md", "title: Giant", "giant");
    const found = await scan({ publicDir: join(repository, "public") });
    expect(found.pages).toEqual(["/own/"]);
    expect(found.codes).toContain("giant-file");
    expect(found.messages).toContain("/giant/");
  });

  it("is refused as the site's configuration", async () => {
    makeGiant("repository/hugo.toml", 8 * 1024 * 1024);
    await expect(scan()).rejects.toMatchObject({ message: expect.stringContaining("too large") });
  });

  it("is refused as this action's own configuration", async () => {
    makeGiant("repository/comment-migration.yml", 8 * 1024 * 1024);
    const read = await readConfigFile(undefined, { cwd: repository, inputsAre: "input" });
    expect(read).toMatchObject({ problem: { message: expect.stringContaining("too large") } });
  });
});

describe("a key called __proto__", () => {
  it.each([
    [
      "YAML",
      '---\n__proto__: { polluted: "yes" }\nparams: { __proto__: { polluted: "yes" } }\n---',
    ],
    ["TOML", '+++\n[__proto__]\npolluted = "yes"\n[params.__proto__]\npolluted = "yes"\n+++'],
    [
      "JSON",
      '{ "__proto__": { "polluted": "yes" }, "constructor": { "prototype": { "polluted": "yes" } } }',
    ],
  ])("in front matter gives no other object a value: %s", async (_, frontMatter) => {
    write("repository/content/proto.md", `${frontMatter}\n{{< chat proto >}}\n`);
    expect((await scan()).files).toEqual(["content/own.md", "content/proto.md"]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty("polluted");
  });

  it("in the site's configuration decides over nothing", async () => {
    rmSync(join(repository, "hugo.toml"));
    write("repository/hugo.json", '{ "__proto__": { "contentdir": "elsewhere" } }');
    write("repository/config/_default/a.json", '{ "__proto__": { "contentdir": "elsewhere" } }');
    expect((await scan()).files).toEqual(["content/own.md"]);
    expect({}).not.toHaveProperty("contentdir");
  });
});

it.skipIf(process.platform === "win32")(
  "a site's own resources folder that is a link is not handed to Hugo, which would write through it",
  async () => {
    const resources = join(outside, "resources");
    mkdirSync(resources);
    symlinkSync(resources, join(repository, "resources"));
    const fakeHugo = join(folder, "hugo");
    const script = `#!/bin/sh
mkdir -p "$HUGO_RESOURCEDIR/_gen"
while [ "$1" != --destination ]; do shift; done
mkdir -p "$2" && touch "$2/index.html"
`;
    writeFileSync(fakeHugo, script, { mode: 0o755 });
    const options = { siteDir: repository, baseUrl: undefined };
    const place = { ...options, env: { PATH: process.env["PATH"] } };
    const build = await buildSite(
      { path: fakeHugo, version: "0.168.0", from: "path" },
      { ...place, setup: await usualSetup(repository, place), shortcodes: new Map() },
      new AbortController().signal,
    );
    if (build.kind !== "built") throw new Error(build.message);
    await build[Symbol.asyncDispose]();
    expect(existsSync(join(resources, "_gen"))).toBe(false);
  },
);
