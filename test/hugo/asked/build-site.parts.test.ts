import { spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildSite, type HugoBuild } from "../../../src/hugo/asked/build-site.ts";
import { askSetup, usualSetup } from "../../../src/hugo/asked/site-setup.ts";
import type { HugoOptions } from "../../../src/hugo/program/run-hugo.ts";
import { currentHugo, hugos } from "../../parts/hugo/hugos.ts";
import { hugoEnv } from "../built/scanned-build.ts";
import { hugosAt } from "../scan-fixture.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "own-tmp-"));
  vi.stubEnv("TMPDIR", temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): string {
  return writeFixtureSite({ name: "built", files, expected: [] });
}

const layouts = {
  "layouts/_default/single.html": "<p>{{ .Title }} {{ hugo.Environment }} {{ .Permalink }}</p>",
  "layouts/_default/list.html": "<p>{{ .Title }}</p>",
};

type BuildOptions = { readonly hugoPath: string } & Partial<HugoOptions>;

async function build(
  siteDir: string,
  { hugoPath, ...more }: BuildOptions,
  signal = new AbortController().signal,
): Promise<HugoBuild> {
  const options = { siteDir, baseUrl: undefined, env: hugoEnv, ...more };
  const asked = await askSetup(hugoPath, options, new AbortController().signal);
  if (asked.kind !== "known") throw new Error(asked.message);
  const site = { ...options, setup: asked.setup, shortcodes: new Map<string, string>() };
  for await (const hugo of hugosAt(hugoPath)(signal)) {
    return await buildSite(hugo, site, signal);
  }
  throw new Error("there is no Hugo");
}

/** A build by a program that only stands for Hugo, and that must not be asked anything before. */
async function buildByStandIn(
  siteDir: string,
  { hugoPath, ...more }: BuildOptions,
  signal = new AbortController().signal,
): Promise<HugoBuild> {
  const options = { siteDir, baseUrl: undefined, env: hugoEnv, ...more };
  const setup = await usualSetup(siteDir, options);
  const hugo = { path: hugoPath, version: "0.168.0", from: "path" } as const;
  return buildSite(hugo, { ...options, setup, shortcodes: new Map() }, signal);
}

async function built(siteDir: string, more: BuildOptions) {
  const result = await build(siteDir, more);
  if (result.kind !== "built") throw new Error(result.message);
  return result;
}

function scratchFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("comment-migration-hugo-"));
}

for (const hugo of hugos) {
  hugo.describe(`a build with ${hugo.name}`, () => {
    it("leaves nothing in the site's folder, whatever the site asks for", async () => {
      const siteDir = write({
        ...layouts,
        "hugo.toml": `baseURL = "https://example.org/"
[build]
writeStats = true
${hugo === currentHugo ? "[build.buildStats]\\nenable = true" : ""}
[caches.images]
dir = ":resourceDir/_gen"`.replaceAll("\\n", "\n"),
        "content/a.md": "---\ntitle: A\n---\n",
        "assets/main.js": 'import { x } from "./x.js"; console.log(x);',
        "assets/x.js": "export const x = 1;",
        "assets/style.css": "p { color: red }",
        "layouts/_default/single.html": `{{ $css := resources.Get "style.css" | minify | fingerprint }}<p class="a">{{ $css.RelPermalink }}
{{ with resources.Get "main.js" | js.Build }}{{ .RelPermalink }}{{ end }}`,
      });
      const before = readdirSync(siteDir, { recursive: true }).sort();
      {
        await using result = await built(siteDir, { hugoPath: hugo.path() });
        expect(existsSync(join(result.dir, "a/index.html"))).toBe(true);
        expect(readdirSync(siteDir, { recursive: true }).sort()).toEqual(before);
      }
    });

    it("takes the results of tools that the site keeps, and leaves them", async () => {
      const siteDir = write({
        ...layouts,
        "hugo.toml": 'baseURL = "https://example.org/"',
        "content/a.md": "---\ntitle: A\n---\n",
        "resources/_gen/assets/kept.txt": "kept",
      });
      await using result = await built(siteDir, { hugoPath: hugo.path() });
      expect(existsSync(join(result.dir, "../resources/_gen/assets/kept.txt"))).toBe(true);
      expect(readFileSync(join(siteDir, "resources/_gen/assets/kept.txt"), "utf8")).toBe("kept");
    });

    it("has drafts and pages of the future as the site has them", async () => {
      const content = {
        ...layouts,
        "content/a.md": "---\ntitle: A\n---\n",
        "content/draft.md": "---\ntitle: D\ndraft: true\n---\n",
        "content/future.md": "---\ntitle: F\ndate: 2999-01-01\n---\n",
      };
      const config = 'baseURL = "https://example.org/"\n';
      const hugoPath = hugo.path();
      await using plain = await built(write({ ...content, "hugo.toml": config }), { hugoPath });
      const all = `${config}buildDrafts = true\nbuildFuture = true\n`;
      await using whole = await built(write({ ...content, "hugo.toml": all }), { hugoPath });
      const pages = (dir: string) =>
        ["a", "draft", "future"].filter((name) => existsSync(join(dir, name)));
      expect(pages(plain.dir)).toEqual(["a"]);
      expect(pages(whole.dir)).toEqual(["a", "draft", "future"]);
    });

    it("follows the base URL that is given, and the environment", async () => {
      const siteDir = write({
        ...layouts,
        "hugo.toml": 'baseURL = "https://example.org/"',
        "pages/b.md": "---\ntitle: B\n---\n",
      });
      await using result = await built(siteDir, {
        hugoPath: hugo.path(),
        baseUrl: "https://other.example/sub/",
        env: { ...hugoEnv, HUGO_ENVIRONMENT: "staging", HUGO_CONTENTDIR: "pages" },
      });
      expect(readFileSync(join(result.dir, "b/index.html"), "utf8")).toBe(
        "<p>B staging https://other.example/sub/b/</p>",
      );
    });

    it("is gone when it is disposed of", async () => {
      const siteDir = write({
        ...layouts,
        "hugo.toml": "",
        "content/a.md": "---\ntitle: A\n---\n",
      });
      const result = await built(siteDir, { hugoPath: hugo.path() });
      expect(existsSync(result.dir)).toBe(true);
      expect(scratchFolders()).toHaveLength(1);
      await result[Symbol.asyncDispose]();
      expect(scratchFolders()).toEqual([]);
    });

    it("tells what Hugo says when it fails, and leaves nothing", async () => {
      const siteDir = write({
        "hugo.toml": 'baseURL = "https://example.org/"',
        "content/a.md": "---\ntitle: A\n---\n",
        "layouts/_default/single.html": "{{ .NoSuchField }}",
      });
      const before = readdirSync(siteDir);
      expect(await build(siteDir, { hugoPath: hugo.path() })).toMatchObject({
        kind: "failed",
        message: expect.stringContaining("NoSuchField"),
      });
      expect(readdirSync(siteDir)).toEqual(before);
      expect(scratchFolders()).toEqual([]);
    });

    it("ends when the run is stopped", async () => {
      const siteDir = write({
        "hugo.toml": "",
        "content/a.md": "---\ntitle: A\n---\n",
        "layouts/_default/single.html": '{{ readFile "pipe" }}',
      });
      const pipe = join(siteDir, "pipe");
      expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
      const stop = new AbortController();
      const reason = new Error("stopped");
      const building = build(siteDir, { hugoPath: hugo.path() }, stop.signal);
      // A pipe can be opened like this once somebody reads from it, who then waits for what is written.
      const open = () => openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
      const writer = await vi.waitFor(open, { timeout: 20_000 });
      stop.abort(reason);
      await expect(building).rejects.toBe(reason);
      closeSync(writer);
      expect(open).toThrow("ENXIO");
      expect(scratchFolders()).toEqual([]);
    });
  });
}

describe("a build with Hugo", () => {
  it("tells that there is no Hugo", async () => {
    const siteDir = write({ "hugo.toml": "" });
    expect(await buildByStandIn(siteDir, { hugoPath: "/nonexistent/hugo" })).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("ENOENT"),
    });
  });

  it("fails where Hugo ends without an error, but built nothing or prints something else", async () => {
    const siteDir = write({ "hugo.toml": "" });
    const hugoPath = join(siteDir, "hugo");
    writeFileSync(hugoPath, "#!/bin/sh\necho hello\n", { mode: 0o755 });
    expect(await buildByStandIn(siteDir, { hugoPath })).toEqual({
      kind: "failed",
      message: "it ended without an error, but built nothing",
    });
    const options = { siteDir, baseUrl: undefined, env: hugoEnv };
    expect(await askSetup(hugoPath, options, new AbortController().signal)).toEqual({
      kind: "failed",
      message: "it printed something else than its configuration",
    });
  });

  it("is given up when Hugo takes too long, and Hugo is ended", async () => {
    const siteDir = write({ "hugo.toml": "" });
    const hugoPath = join(siteDir, "hugo");
    writeFileSync(hugoPath, "#!/bin/sh\necho $$ > pid.new && mv pid.new pid\nsleep 600\n", {
      mode: 0o755,
    });
    expect(await buildByStandIn(siteDir, { hugoPath, timeBudgetMs: 3_000 })).toMatchObject({
      kind: "failed",
      message: "it was ended because it took more than 1 s",
    });
    const pid = Number(readFileSync(join(siteDir, "pid"), "utf8"));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it("ends Hugo and all that it started when the run is stopped", async () => {
    const siteDir = write({});
    // Stands for a Hugo that has started a tool of its own, such as PostCSS.
    const hugoPath = join(siteDir, "hugo");
    const script = "#!/bin/sh\nsleep 600 &\necho $! $$ > pids.new && mv pids.new pids\nwait\n";
    writeFileSync(hugoPath, script, { mode: 0o755 });
    const stop = new AbortController();
    const reason = new Error("stopped");
    const building = buildByStandIn(siteDir, { hugoPath }, stop.signal);
    await expect.poll(() => existsSync(join(siteDir, "pids"))).toBe(true);
    stop.abort(reason);
    await expect(building).rejects.toBe(reason);
    const pids = readFileSync(join(siteDir, "pids"), "utf8").trim().split(" ").map(Number);
    expect(pids).toHaveLength(2);
    for (const pid of pids) await expect.poll(() => isRunning(pid)).toBe(false);
    expect(scratchFolders()).toEqual([]);
  });
});

function isRunning(pid: number): boolean {
  try {
    // Those that ended and that nobody has asked about yet are not running.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
