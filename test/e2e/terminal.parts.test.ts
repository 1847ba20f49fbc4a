import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { wranglerPath } from "../parts/d1/wrangler-project.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";
import { readReport } from "../parts/runner/report-file.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { actionDir, checkOutSite, type SiteCheckout, settingsFor } from "./migration-site.ts";

const cli = join(actionDir, "dist", "cli.js");

/** A server that is no homeserver. */
async function startServer(listener: RequestListener) {
  const server = createServer(listener);
  const baseUrl = await listenOnLoopback(server);
  return {
    baseUrl,
    serverName: "comments.example",
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const nobody = { baseUrl: "http://127.0.0.1:9", serverName: "comments.example" };

function flags(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

function start(checkout: SiteCheckout, settings: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [cli, ...flags(settings)], {
    cwd: checkout.workspace,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: checkout.workspace, ...compileCache },
  });
}

async function run(checkout: SiteCheckout, settings: Readonly<Record<string, string>>) {
  const child = start(checkout, settings);
  const [exitCode, stdout, stderr] = await Promise.all([
    new Promise<number | null>((resolve) => child.once("close", resolve)),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}

describe("the terminal command refuses, and says what to do about", () => {
  it("a missing site name and database", async () => {
    await using checkout = await checkOutSite();
    const { exitCode, stderr } = await run(checkout, { "d1-mode": "local" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("flag site-name: is missing");
    expect(stderr).toContain("flag database-name: is missing");
  });

  it("a flag that does not exist", async () => {
    await using checkout = await checkOutSite();
    const { exitCode, stderr } = await run(checkout, { "sight-name": "x" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--sight-name");
    expect(stderr).toContain("--help");
  });

  it("a content folder that is not there", async () => {
    await using checkout = await checkOutSite();
    rmSync(join(checkout.workspace, "content"), { recursive: true });
    const { exitCode, stderr } = await run(checkout, settingsFor(checkout, nobody));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("There is no content folder (looked for ");
    expect(stderr).toContain("Set site-dir");
  });

  it("a wrangler project that is not there", async () => {
    await using checkout = await checkOutSite();
    const settings = { ...settingsFor(checkout, nobody), "wrangler-dir": "./nowhere" };
    const { exitCode, stderr } = await run(checkout, settings);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("nowhere, in which wrangler is to be run");
    expect(stderr).toContain("wrangler-dir");
  });

  it("a comments table with other columns, which it names and leaves as it is", async () => {
    await using checkout = await checkOutSite();
    const config = join(checkout.workspace, "wrangler.json");
    const database = { binding: "DB", database_name: "comments", database_id: "comments" };
    writeFileSync(
      config,
      JSON.stringify({ name: "x", compatibility_date: "2026-01-01", d1_databases: [database] }),
    );
    const create =
      "CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT, author TEXT, mood TEXT NOT NULL)";
    await execa(process.execPath, [
      wranglerPath,
      ...["d1", "execute", "comments", "--local", "--config", config],
      ...["--persist-to", checkout.d1, "--command", create],
    ]);
    const { exitCode, stderr } = await run(checkout, settingsFor(checkout, nobody));
    expect(exitCode).toBe(1);
    for (const column of ["author_name", "content", "created_at", "mood"]) {
      expect(stderr).toContain(column);
    }
  });

  it("a checkpoint of another migration", async () => {
    await using checkout = await checkOutSite();
    await using html = await startServer((_, response) => response.end("<html>"));
    const settings = settingsFor(checkout, html);
    await run(checkout, settings);
    const { exitCode, stderr } = await run(checkout, {
      ...settings,
      "site-name": "example-blog, other-blog",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("other-blog");
    expect(stderr).toContain("checkpoint-file");
  });
});

describe("the terminal command goes on, and reports", () => {
  it("a homeserver that answers HTML, for each page", async () => {
    await using checkout = await checkOutSite();
    await using html = await startServer((_, response) => {
      response.setHeader("Content-Type", "text/html").end("<html>Welcome</html>");
    });
    const { exitCode, stdout } = await run(checkout, settingsFor(checkout, html));
    expect(exitCode).toBe(1);
    expect(stdout).toContain("17 pages failed");
    expect(stdout).toContain("homeserver-url");
  });

  it("malformed front matter, at its file and line, and nothing of that page is lost in silence", async () => {
    await using checkout = await checkOutSite();
    await using html = await startServer((_, response) => response.end("<html>"));
    writeFileSync(
      join(checkout.workspace, "content", "posts", "torn.md"),
      "---\ntitle: [torn\n---\n{{< chat torn-section >}}\n",
    );
    const { stdout } = await run(checkout, settingsFor(checkout, html));
    expect(stdout).toMatch(/error: content\/posts\/torn\.md:\d: The front matter/);
    expect(stdout).toContain("The comments of its chat were not moved.");
  });

  it("a damaged checkpoint, which it keeps aside", async () => {
    await using checkout = await checkOutSite();
    await using html = await startServer((_, response) => response.end("<html>"));
    const folder = join(checkout.workspace, ".comment-migration");
    mkdirSync(folder);
    writeFileSync(join(folder, "checkpoint.json"), '{"version": "2.0", "comp');
    const { stdout } = await run(checkout, settingsFor(checkout, html));
    expect(stdout).toContain("damaged");
    expect(stdout).toContain("none is duplicated");
  });
});

describeWith("hugo")("the terminal command reports", () => {
  it("a section that stands on two pages, by file and line, where no page is left", async () => {
    await using checkout = await checkOutSite();
    const file = (name: string, content: string) => {
      const path = join(checkout.workspace, "two-posts", name);
      mkdirSync(join(path, ".."), { recursive: true });
      writeFileSync(path, content);
    };
    file("hugo.toml", 'baseURL = "https://blog.example/"');
    file("layouts/_default/single.html", "{{ .Content }}");
    file(
      "layouts/shortcodes/chat.html",
      `<div id="comments"></div><script>initComments({
node: document.getElementById("comments"), defaultHomeserverUrl: "${nobody.baseUrl}",
serverName: "${nobody.serverName}", siteName: "blog", commentSectionId: "{{ .Get 0 }}" })</script>`,
    );
    for (const name of ["a", "b"]) {
      file(`content/${name}.md`, `---\ntitle: ${name}\n---\n{{< chat "cactus-comments" >}}\n`);
    }
    const { "site-name": _, ...settings } = settingsFor(checkout, nobody);
    const dryRun = {
      ...settings,
      "site-dir": "two-posts",
      mode: "dry-run",
      "hugo-path": partPath("hugo"),
    };
    const { exitCode, stdout, stderr } = await run(checkout, dryRun);
    expect(exitCode, stderr).toBe(1);
    expect(stdout).toMatch(/^NO-GO/m);
    expect(stdout).toContain("content/a.md:4");
    expect(stdout).toContain("content/b.md:4");
    expect(stdout).toContain("duplicate-sections");
  });
});

it("the terminal command goes on when its reader, such as head, goes away", async () => {
  await using checkout = await checkOutSite();
  const child = spawn(process.execPath, [cli, "migrate", "--help"], {
    cwd: checkout.workspace,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  const [exitCode, stderr] = await Promise.all([
    new Promise<number | null>((resolve) => child.once("close", resolve)),
    text(child.stderr),
  ]);
  expect([exitCode, stderr]).toEqual([0, ""]);
});

describe("Ctrl+C in a terminal", () => {
  it("stops at once, keeps the checkpoint and the report, and exits with 130", async () => {
    await using checkout = await checkOutSite();
    let asked = () => {};
    const firstRequest = new Promise<void>((resolve) => {
      asked = resolve;
    });
    await using silent = await startServer(() => asked());
    const child = start(checkout, settingsFor(checkout, silent));
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    await firstRequest;
    child.kill("SIGINT");
    const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
    const [stdout, stderr] = await output;
    expect(exitCode, stderr).toBe(130);
    expect(stdout).toContain("Stopped before the end: 0 of 17 pages");
    const folder = join(checkout.workspace, ".comment-migration");
    const checkpoint = JSON.parse(readFileSync(join(folder, "checkpoint.json"), "utf8"));
    expect(checkpoint).toMatchObject({ status: "running", completed_pages: {}, failed_pages: {} });
    const report = await readReport(join(folder, "report", "report.json"));
    expect(report.pages).toMatchObject({ total: 17, remaining: 17 });
  });
});
