import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyOutputs } from "../../src/action/runner/outputs.ts";
import { actionDir } from "../e2e/migration-site.ts";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { conversationsSchema } from "../parts/homeserver/conversation.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { seed } from "../parts/homeserver/seed.ts";
import { type ActionResult, runAction } from "../parts/runner/runner.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { startHostileServer } from "./hostile-server.ts";

// The whole action on a site and in rooms that are made to break out of its log, summary and outputs.

const attack =
  "::error title=Hacked::owned ##[add-mask]blog <img src=x onerror=alert(1)>\n::stop-commands::x\n";
const people = { eve: { name: `::add-mask::e ##[error]Eve <script>alert(1)</script>` } };
const at = "2024-05-01T10:00:00.000Z";
const says = `${attack}](javascript:alert(1)) </details></table><svg onload=alert(1)> %0A::warning::x`;
const pages = {
  "content/posts/first.md": `---\ntitle: ${JSON.stringify(attack)}\n---\n{{< chat first >}}\n`,
  "content/posts/x ##[stop-commands]x.md": `---\ntitle: B\n---\n{{< chat second >}}\n`,
  "content/::set-output name=status::complete.md": `---\ntitle: C\n---\n{{< chat third >}}\n`,
  "content/<img src=x onerror=alert(1)>.md": `---\ntitle: D\nslug: "##[error]d"\n---\n{{< chat third >}}{{< chat first >}}\n`,
};

/** Hugo's own words, when it refuses the site, repeat what is in such a page. */
const refusedPage = {
  "content/x ##[add-path]x.md": `---\n- ${attack}\n---\n{{< chat third >}}\n`,
};
const layouts = {
  "hugo.toml": 'baseURL = "https://blog.example/"\n',
  "layouts/_default/single.html": "<title>{{ .Title }}</title>{{ .Content }}",
  "layouts/shortcodes/chat.html":
    '<script>initComments({ commentSectionId: "{{ .Get 0 }}" })</script>',
};

// Windows has no such file names.
const isPossible = process.platform !== "win32";

/** Writes files into a folder. */
async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** What a migration of a site did, what it left behind, and what it must tell nobody. */
interface HostileMigration {
  readonly result: ActionResult;
  readonly secrets: Readonly<Record<string, string>>;
  /** Texts of files, by path. */
  readonly kept: ReadonlyMap<string, string>;
}

async function migrateSite(
  workspace: string,
  files: Readonly<Record<string, string>>,
): Promise<HostileMigration> {
  await write(workspace, { ...layouts, ...files });
  await using homeserver = await startEmbeddedHomeserver();
  const steps = [{ from: "eve", at, says }];
  const threads = { first: steps, second: steps, third: steps };
  await seed(homeserver, conversationsSchema.parse({ siteName: "blog", people, threads }));
  const reader = await homeserver.createUser("reader");
  const cloudflareToken = "cf-s3cret-token";
  const secrets = {
    "access-token": reader.accessToken,
    "matrix-password": reader.password ?? "",
    "cloudflare-api-token": cloudflareToken,
    "github-token": "gh-s3cret-token",
  };
  await using api = await startCloudflareApi(
    {
      accountId: "acc00000000000000000000000000000",
      apiToken: cloudflareToken,
      databaseName: "comments",
    },
    { backend: sqliteBackend() },
  );
  await using services = await startResultsService();
  const result = await runAction({
    action: actionDir,
    workspace,
    services,
    inputs: {
      ...secrets,
      "matrix-user": "reader",
      "site-name": "blog",
      "homeserver-url": homeserver.baseUrl,
      "server-name": homeserver.serverName,
      "database-name": "comments",
      "cloudflare-account-id": "acc00000000000000000000000000000",
      "cloudflare-api-base": api.baseUrl,
      "log-level": "debug",
      "hugo-path": partPath("hugo"),
    },
  });
  const left = await readdir(join(workspace, ".comment-migration"), {
    recursive: true,
    withFileTypes: true,
  });
  const paths = left
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const texts = paths.map(async (path) => [path, await readFile(path, "utf8")] as const);
  return { result, secrets, kept: new Map(await Promise.all(texts)) };
}

/** Lines that the runner would carry out, by the name of the command. */
function commandsIn(output: string): readonly string[] {
  return output.split("\n").flatMap((line) => {
    const name = /^\s*::([a-z-]+)/.exec(line)?.[1] ?? /##\[([a-z-]+)/.exec(line)?.[1];
    return name === undefined || line.startsWith("::debug::") ? [] : [name];
  });
}

const describeHostile = isPossible ? describeWith("hugo") : describe.skip;
const hostileSites = [
  { name: "a hostile site", files: pages, completed: "1" },
  {
    name: "a hostile site that Hugo refuses",
    files: { ...pages, ...refusedPage },
    completed: "0",
  },
];

describeHostile.each(hostileSites)("a migration of $name", (site) => {
  let workspace: string;
  let result: ActionResult;
  let secrets: HostileMigration["secrets"];
  let kept: HostileMigration["kept"];
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "hostile-site-"));
    ({ result, secrets, kept } = await migrateSite(workspace, site.files));
  });
  afterAll(() => rm(workspace, { recursive: true }));

  it("moves what can be moved, and fails the rest by name", () => {
    expect(result.main.outputs, result.main.log).toMatchObject({
      "pages-completed": site.completed,
    });
    expect(result.main.log.includes("Hugo could not build the site")).toBe(site.completed === "0");
    expect([...kept.keys()].map((path) => path.split("/").at(-1))).toContain("report.json");
  });

  it("has the runner carry out no commands but its own", () => {
    const own = new Set(["add-mask", "group", "endgroup", "error", "warning", "notice"]);
    const { stdout, stderr } = result.main;
    const found = [...commandsIn(stdout), ...commandsIn(stderr)];
    expect(found.filter((name) => !own.has(name))).toEqual([]);
    expect(result.main.annotations.filter(({ title }) => title === "Hacked")).toEqual([]);
    expect(result.main.masks).not.toContain("blog");
    expect(result.main.masks).not.toContain("e ##[error]Eve <script>alert(1)</script>");
  });

  it("sets no output, variable or path that is not its own", () => {
    expect(Object.keys(result.main.outputs).sort()).toEqual(Object.keys(emptyOutputs).sort());
    expect(result.main.environment).toEqual({});
    expect(result.main.path).toEqual([]);
  });

  it("gives its summary no element but those of its own tables and headings", () => {
    const html = new MarkdownIt({ html: true, linkify: true }).render(result.main.summary);
    const names = new Set<string>();
    const parser = new Parser({ onopentagname: (name) => void names.add(name) });
    parser.end(html);
    const own = new Set(
      "h2 h3 p table thead tbody tr th td ul ol li details summary br pre code strong em a blockquote".split(
        " ",
      ),
    );
    expect([...names].filter((name) => !own.has(name))).toEqual([]);
    expect(html).not.toMatch(/javascript:[^&]*"/);
    expect(html).toContain("&lt;img src");
  });

  it("masks every secret before anything else is said", () => {
    const lines = result.main.stdout.split("\n").filter((line) => !line.startsWith("::debug::"));
    const firstOther = lines.findIndex((line) => !line.startsWith("::add-mask::"));
    for (const secret of Object.values(secrets)) {
      const masked = lines.indexOf(`::add-mask::${secret}`);
      expect(masked).toBeGreaterThanOrEqual(0);
      expect(masked).toBeLessThan(firstOther);
    }
  });

  it("says no secret in log, summary, report and checkpoint, the debug log included", () => {
    const { stdout, stderr, summary } = result.main;
    const said = stdout.replace(/^::add-mask::.*$/gm, "");
    for (const secret of Object.values(secrets)) {
      for (const text of [said, stderr, summary, ...kept.values()]) {
        expect(text).not.toContain(secret);
      }
    }
  });
});

describeWith("hugo")("a migration from a hostile homeserver", () => {
  const token = "m4trix-s3cret";

  /** Runs the action on a page whose room the homeserver refuses in these words. */
  async function refusedWith(error: string, inputs: Readonly<Record<string, string>> = {}) {
    const site = await mkdtemp(join(tmpdir(), "site-"));
    const answer = JSON.stringify({ errcode: "M_FORBIDDEN", error });
    const json = { "content-type": "application/json" };
    await using server = await startHostileServer((_, response) =>
      response.writeHead(403, json).end(answer),
    );
    const account = {
      accountId: "acc00000000000000000000000000000",
      apiToken: "cf-t0ken",
      databaseName: "comments",
    };
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    await write(site, {
      ...layouts,
      "content/first.md": "---\ntitle: A\n---\n{{< chat first >}}\n",
    });
    try {
      const { main } = await runAction({
        action: actionDir,
        workspace: site,
        inputs: {
          "site-name": "blog",
          "homeserver-url": server.url,
          "server-name": "x",
          "access-token": token,
          "max-retries": "0",
          "database-name": "comments",
          "cloudflare-api-token": account.apiToken,
          "cloudflare-account-id": account.accountId,
          "cloudflare-api-base": api.baseUrl,
          "hugo-path": partPath("hugo"),
          ...inputs,
        },
      });
      return main;
    } finally {
      await rm(site, { recursive: true });
    }
  }

  it("shows its words as words, in log and summary", async () => {
    const words = "no\n::error title=Hacked::x\r\n##[stop-commands]y <img src=x onerror=alert(1)>";
    const { stdout, annotations, summary, outputs } = await refusedWith(words);
    expect(outputs["pages-failed"]).toBe("1");
    expect(annotations.filter(({ title }) => title === "Hacked")).toEqual([]);
    expect(commandsIn(stdout)).not.toContain("stop-commands");
    expect(stdout).toContain("onerror=alert");
    expect(summary).not.toContain("<img");
    expect(summary).toContain("onerror");
  });

  it("does not get the token that it was sent into the summary by repeating it", async () => {
    const { stdout, summary } = await refusedWith(`your token ${token} is bad`);
    expect(stdout).toContain("your token *** is bad");
    expect(stdout.replace(/^::add-mask::.*$/gm, "")).not.toContain(token);
    expect(summary).not.toContain(token);
  });

  it("masks a secret even where another setting is wrong, and nothing begins", async () => {
    const { exitCode, masks } = await refusedWith("no", { concurrency: "many" });
    expect(exitCode).toBe(1);
    expect(masks).toContain(token);
  });
});
