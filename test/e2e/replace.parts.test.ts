import { execFile } from "node:child_process";
import { mkdtemp, mkdtempDisposable, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Report } from "../../src/report/report.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { type GitHubServer, startGitHub } from "../parts/github/github-server.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { readReport } from "../parts/runner/report-file.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { actionDir, checkOutSite, type SiteCheckout } from "./migration-site.ts";
import { remoteSettings, runMigration } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const run = promisify(execFile);
const failed = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
const oldShortcode = /\{\{<\s*chat\s+["`]?([^"`\s>]+)["`]?\s*>\}\}/g;

let homeserver: EmbeddedHomeserver;
let api: CloudflareApi;
/** Section whose room can't be read. */
let broken: string | undefined;

beforeAll(async () => {
  homeserver = await startEmbeddedHomeserver({
    faults: ({ path }) =>
      broken !== undefined && path.includes(broken)
        ? { kind: "answer", status: 403, body: { errcode: "M_FORBIDDEN", error: "no" } }
        : undefined,
  });
  await seed(homeserver, await readExampleConversations());
});
afterAll(() => homeserver[Symbol.asyncDispose]());

function inputs(more: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...remoteSettings(homeserver, account, api),
    "max-retries": "0",
    ...more,
  };
}

/** All content files of a site, by path from its root. */
async function contentOf(site: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(join(site, "content"), { recursive: true });
  const texts = files
    .filter((file) => file.endsWith(".md"))
    .map(async (file) => {
      return [`content/${file}`, await readFile(join(site, "content", file), "utf8")] as const;
    });
  return new Map((await Promise.all(texts)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The content with the new shortcode, by the pages of a report; drafts are no pages, and those without a room stay. */
function expected(
  before: ReadonlyMap<string, string>,
  { pageList = [] }: Pick<Report, "pageList">,
): ReadonlyMap<string, string> {
  const shown = pageList.filter(({ state }) => state !== "without-conversation");
  const pageOf = new Map(shown.map(({ location, pageId }) => [location.file, pageId]));
  return new Map(
    [...before].map(([file, text]) => {
      const page = pageOf.get(file);
      const by = `{{< comments section="$1" page="${page}" >}}`;
      return [file, page === undefined ? text : text.replace(oldShortcode, by)];
    }),
  );
}

// What was replaced is seen by a new build alone.
describeWith("hugo")("the terminal command replaces the widgets of the working tree", () => {
  let checkout: SiteCheckout;
  let before: ReadonlyMap<string, string>;
  const reportFile = () => join(checkout.workspace, ".comment-migration/report/report.json");

  beforeAll(async () => {
    api = await startCloudflareApi(account);
    checkout = await checkOutSite();
    const loaf = join(checkout.workspace, "content/posts/first-loaf.md");
    const text = await readFile(loaf, "utf8");
    await writeFile(loaf, `\uFEFF${text.replaceAll("\n", "\r\n")}`);
    const shortcode = join(checkout.workspace, "layouts/shortcodes/comments.html");
    await writeFile(shortcode, '<div class="comments"></div>\n');
    before = await contentOf(checkout.workspace);
  });
  afterAll(async () => {
    broken = undefined;
    await checkout[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  async function command(more: Readonly<Record<string, string>>) {
    const flags = Object.entries(
      inputs({ replace: "working-tree", "hugo-path": partPath("hugo"), ...more }),
    );
    const args = flags.flatMap(([name, value]) =>
      name === "json" ? ["--json"] : [`--${name}`, value],
    );
    const cli = join(actionDir, "dist", "cli.js");
    const options = {
      cwd: checkout.workspace,
      env: { PATH: process.env["PATH"], HOME: checkout.workspace, ...compileCache },
      maxBuffer: 10_000_000,
    };
    return run(process.execPath, [cli, ...args], options).then(
      (output) => ({ code: 0, ...output }),
      (error: unknown) => failed.parse(error),
    );
  }

  it("refuses a template that is none, before it does anything", async () => {
    const { code, stderr } = await command({ "replace-with": "{{< comments [id] >}}" });
    expect(code).toBe(1);
    expect(stderr).toContain("flag replace-with: has the unknown placeholder [id]");
    expect(stderr).toContain("[page]");
  });

  it("refuses a pull request, which only the action can make", async () => {
    const { code, stderr } = await command({ replace: "pull-request" });
    expect(code).toBe(1);
    expect(stderr).toContain("use working-tree");
  });

  it("shows a diff in a dry run, and writes nothing", async () => {
    const { code, stdout, stderr } = await command({ mode: "dry-run" });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("+++ b/content/posts/rye-bread.md");
    expect(stdout).toContain('-{{< chat rye-bread >}}\n+{{< comments section="rye-bread" page=');
    expect(stdout).toMatch(/16 old shortcodes would be replaced in 16 files/);
    expect(await contentOf(checkout.workspace)).toEqual(before);
  });

  it("keeps the diff out of a report that is for programs", async () => {
    const { stdout, stderr } = await command({ mode: "dry-run", json: "true" });
    expect(JSON.parse(stdout)).toMatchObject({ replacement: { dryRun: true, replaced: 16 } });
    expect(stderr).toContain("+++ b/content/posts/rye-bread.md");
  });

  it("leaves the page that failed as it is, and replaces the others", async () => {
    broken = "rye-bread";
    const { code, stdout } = await command({});
    broken = undefined;
    expect(code).toBe(1);
    expect(stdout).toContain("15 old shortcodes were replaced in 15 files");
    const after = await contentOf(checkout.workspace);
    const wanted = expected(before, await readReport(reportFile()));
    const rye = "content/posts/rye-bread.md";
    expect(after.get(rye)).toBe(before.get(rye));
    expect(after).toEqual(new Map(wanted).set(rye, before.get(rye) ?? ""));
    expect(after.get("content/posts/first-loaf.md")).toMatch(/^\uFEFF---\r\n/);
    expect(after.get("content/posts/comments-without-tracking/index.md")).toContain(
      "{{</* chat my-section */>}}",
    );
  });

  it("replaces what was left when its page is complete, and nothing twice", async () => {
    // What was replaced has no old section any more, and so is no page of the migration.
    const { code, stdout, stderr } = await command({});
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toContain("1 old shortcode was replaced in 1 file");
    const replaced = await contentOf(checkout.workspace);
    expect(replaced.get("content/posts/rye-bread.md")).toContain(
      '{{< comments section="rye-bread" page="/2021/05/rye/" >}}',
    );
    await command({});
    expect(await contentOf(checkout.workspace)).toEqual(replaced);
  });
});

describe("the action opens a pull request", () => {
  let github: GitHubServer;
  let site: SiteCheckout;
  let workspace: string;

  beforeAll(async () => {
    api = await startCloudflareApi(account);
    github = await startGitHub();
    site = await checkOutSite();
    const files = await readdir(site.workspace, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(site.workspace.length + 1), await readFile(path)] as const;
      });
    github.repository.commitFiles("main", Object.fromEntries(await Promise.all(texts)));
    workspace = await mkdtemp(join(tmpdir(), "workspace-"));
    github.repository.checkOut("main", workspace);
  });
  afterAll(async () => {
    await rm(workspace, { recursive: true });
    await site[Symbol.asyncDispose]();
    await github[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  const action = (more: Readonly<Record<string, string>> = {}, at = workspace) =>
    runMigration({
      workspace: at,
      inputs: inputs({
        replace: "pull-request",
        "github-token": github.token,
        archive: "data/comments",
        "pull-request-labels": "comments",
        "pull-request-reviewers": "ada, octo-org/docs",
        "pull-request-draft": "true",
        ...more,
      }),
      env: { GITHUB_API_URL: github.apiUrl, GITHUB_RUN_ID: "77", GITHUB_RUN_ATTEMPT: "2" },
    });

  it("but none in a dry run, which shows the changes in its log", async () => {
    const { main } = await action({ mode: "dry-run" });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.log).toContain("+++ b/content/posts/rye-bread.md");
    expect(main.outputs["pull-request-url"]).toBe("");
    expect(github.writes).toEqual([]);
  });

  it("with the replaced shortcodes of all pages, and the report", async () => {
    const before = await contentOf(workspace);
    const { main, report } = await action();
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs).toMatchObject({ status: "complete", "pull-request-number": "1" });
    expect(main.outputs["pull-request-url"]).toMatch(/\/pull\/1$/);
    expect(main.summary).toMatch(/\]\(https:.*\/pull\/1\)/);
    expect(await contentOf(workspace)).toEqual(before);

    const wanted = expected(before, report ?? { pageList: [] });
    const branch = "comment-migration/replace";
    for (const [file, text] of wanted) {
      expect(github.repository.bytes(["show", `${branch}:${file}`]).toString(), file).toBe(text);
    }
    const changed = github.repository
      .git(["diff", "-z", "--name-only", "main", branch])
      .split("\0")
      .filter((file) => file !== "");
    expect(changed.filter((file) => file.startsWith("content/"))).toHaveLength(16);
    const archived = changed.filter((file) => !file.startsWith("content/"));
    expect(archived.length).toBeGreaterThan(10);
    for (const file of archived) {
      const bytes = await readFile(join(workspace, file));
      expect(github.repository.bytes(["show", `${branch}:${file}`]), file).toEqual(bytes);
    }
    expect(github.repository.git(["rev-list", "--count", `main..${branch}`])).toBe("1");
    expect(github.pullRequests).toMatchObject([
      {
        ...{ title: "Show the moved comments in 16 files", base: "main", isDraft: true },
        ...{ labels: ["comments"], reviewers: ["ada", "docs"] },
      },
    ]);
    expect(github.pullRequests[0]?.body).toContain("/actions/runs/77/attempts/2)");
    expect(github.pullRequests[0]?.body).toContain(
      `| Archive files written | ${archived.length} |`,
    );
    expect(github.pullRequests[0]?.body).toMatch(/16 of 17 pages with/);
    expect(github.pullRequests[0]?.body.length).toBeLessThanOrEqual(65_536);
  });

  it("once, and leaves it as it is when a later run on another machine finds nothing new", async () => {
    const head = github.repository.headOf("comment-migration/replace");
    await using another = await mkdtempDisposable(join(tmpdir(), "workspace-"));
    github.repository.checkOut("main", another.path);
    const { main } = await action({ mode: "verify" }, another.path);
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs).toMatchObject({ status: "verified", "pull-request-number": "1" });
    expect(github.repository.headOf("comment-migration/replace")).toBe(head);
    expect(github.pullRequests).toHaveLength(1);
  });

  it("or says what it lacks, and fails though the comments are moved", async () => {
    github.rules.contents = "read";
    const { main, report } = await action({ "pull-request-branch": "another" });
    github.rules.contents = "write";
    expect(main.exitCode).toBe(1);
    expect(main.log).toContain("contents: write");
    expect(main.summary).toContain("contents");
    expect(report).toMatchObject({ verdict: "failed", replacement: { pullRequest: null } });
    expect(main.log.replaceAll(`::add-mask::${github.token}`, "")).not.toContain(github.token);
  });
});
