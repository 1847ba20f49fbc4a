import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SettingName } from "../../src/config/settings.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";

import { actionDir } from "../e2e/migration-site.ts";
import { installStandIn } from "../parts/d1/wrangler-project.ts";

import { disqusXml } from "../parts/exports/disqus-xml.ts";
import { startGithubComments } from "../parts/github/comments/start-github-comments.ts";
import { type GitHubServer, startGitHub } from "../parts/github/github-server.ts";
import {
  type ConversationsServer,
  startConversations,
} from "../parts/github/start-conversations.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { tablesOf } from "../targets/schemas/open-schema.ts";
import type { GivenSettings, HostName, SeenRun } from "./hosts.ts";
import type { RunOptions, World } from "./parity-world.ts";

/** Where the checkpoint was, of a run that is about one. */
function checkpointOf(report: SeenRun["report"]) {
  return report !== undefined && "source" in report.checkpoint ? report.checkpoint : undefined;
}

/** What a setting does, as it is seen from outside; the same on each host, but for what it lacks. */
export interface Effect {
  /** What is to be seen, to tell several effects of one setting apart. */
  readonly does: string;
  /** What happens before: what an earlier run left, and faults. Gives settings that need it. */
  readonly given?: (world: World) => Promise<GivenSettings & RunOptions>;
  /** Added to the least settings of a run. */
  readonly settings: GivenSettings;
  readonly withServices?: true;
  readonly seen: (run: SeenRun, world: World) => unknown;
  readonly is: unknown;
  /** What is seen on a host that lacks what it takes, and why it does. */
  readonly except?: Readonly<
    Partial<Record<HostName, { readonly is: unknown; readonly because: string }>>
  >;
}

const nowhere = "http://127.0.0.1:9";
const dryRun = { mode: "dry-run" };
const verify = { mode: "verify" };
/** Four pages or so. */
const part = { shard: "1/4" };
/** Of the example site, those with comments. */
const allAddresses = [
  "/2021/02/a-sourdough-starter-in-seven-days/",
  "/2021/03/my-first-loaf-that-was-not-a-brick/",
  "/2021/05/rye/",
  "/2021/09/git-bisect-saved-my-weekend/",
  "/2021/11/moving-this-blog-to-hugo/",
  "/2022/01/comments-without-tracking/",
  "/2022/04/buy-a-kitchen-scale/",
  "/2022/06/%C3%BCber-br%C3%B6tchen/",
  "/2022/08/caf%C3%A9-hacking-or-where-to-work/",
  "/2023/01/static-types-dynamic-breakfast/",
  "/2023/03/tabs-spaces-and-butter-the-long-thread/",
].join(", ");

const pageIdsOf = (report: SeenRun["report"]) => report?.pageList?.map(({ pageId }) => pageId);
const codes = ({ report }: SeenRun) => report?.findings.map(({ code }) => code) ?? [];
const refusedFor =
  (word: string) =>
  ({ refusal = "" }: SeenRun) =>
    refusal.includes(word);
const tableNames = ({ database }: World) =>
  database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => name);
const file = (world: World, path: string) => join(world.workspace, path);
const renameIn = (world: World, from: string, to: string) => {
  mkdirSync(dirname(file(world, to)), { recursive: true });
  renameSync(file(world, from), file(world, to));
};
const contentOf = (world: World) => readFileSync(file(world, "content/posts/rye-bread.md"), "utf8");

/** A program that stands for another one, and writes down how it is called. */
function standIn(world: World, name: string, script: string): string {
  writeFileSync(file(world, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `./${name}`;
}

const hugoStandIn = `if [ "$1" = version ]; then echo "hugo v0.152.2+extended linux/amd64"; exit 0; fi
echo "$@" >> "$HOME/calls"
exit 1`;

const callsOf = (world: World) => {
  const calls = file(world, "calls");
  return existsSync(calls) ? readFileSync(calls, "utf8") : "";
};

const noCache = "the disk of its machine is where the checkpoint stays";
const noWorkflow = "it has no jobs of a workflow";
const callerHasReport = "its caller gets the report, not an exit code";

/** A run whose pages take their time, one after the other. */
const slow = async ({ homeserver }: World) => {
  homeserver.delayMs = 110;
  return {};
};
const inTime = { "time-budget": "1.2s", concurrency: "1", "batch-size": "1" };
const stoppedInTime = ({ report, exitCode }: SeenRun) => ({
  verdict: report?.verdict,
  says: report?.findings.some(({ code }) => code === "time-budget-used"),
  remain: (report?.pages?.remaining ?? 0) > 0,
  // Some page was done.
  done: (report?.pages?.remaining ?? 0) < (report?.pages?.total ?? 0),
  exitCode: exitCode ?? "none",
});
const partial = { verdict: "partial", says: true, remain: true, done: true };

const refusedPullRequest = (because: string) => ({ is: "refused", because });

const repositories = new WeakMap<World, GitHubServer>();

/** The site as the base branch of a repository on GitHub. */
async function onGitHub(world: World) {
  const github = world.use(await startGitHub());
  repositories.set(world, github);
  const files = readdirSync(world.workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  github.repository.commitFiles(
    "main",
    Object.fromEntries(files.map((path) => [relative(world.workspace, path), readFileSync(path)])),
  );
  return github;
}

const withToken = async (world: World) => {
  const github = await onGitHub(world);
  return { "github-token": github.token, apiUrl: github.apiUrl };
};

const conversationServers = new WeakMap<World, ConversationsServer>();
const conversationsOf = (world: World) => conversationServers.get(world);

/** A repository in whose issues and pull requests a run may write. */
async function withConversations(world: World) {
  const conversations = world.use(await startConversations());
  conversationServers.set(world, conversations);
  return {
    conversations,
    apiUrl: conversations.apiUrl,
    "github-token": conversations.token,
  };
}

const pullRequestSeen = ({ report, refusal }: SeenRun) =>
  refusal === undefined ? report?.replacement?.pullRequest?.number : "refused";

/** What a setting makes of the pull request that a run opens. */
function ofPullRequest(
  does: string,
  settings: GivenSettings,
  expected: Partial<GitHubServer["pullRequests"][number]>,
): Effect {
  const keys = Object.keys(expected);
  const because = "it changes the files of its checkout";
  return {
    does,
    given: withToken,
    settings: { replace: "pull-request", ...settings },
    seen({ refusal }, world) {
      const [opened] = repositories.get(world)?.pullRequests ?? [];
      if (refusal !== undefined || opened === undefined) return "refused";
      return Object.fromEntries(Object.entries(opened).filter(([key]) => keys.includes(key)));
    },
    is: expected,
    except: { terminal: refusedPullRequest(because), library: refusedPullRequest(because) },
  };
}

/** An export from Disqus beside the site, of one thread at this address. */
const exportAt = (address: string) => async (world: World) => {
  const comment = {
    id: 7,
    parent: null,
    author: "Ada",
    text: "Crisp.",
    at: "2020-02-02T10:00:00Z",
    isRemoved: false,
  };
  const thread = { addresses: [address], title: "Rye", comments: [comment] };
  writeFileSync(file(world, "crumbs.xml"), disqusXml([thread], "crumbs"));
  return { source: "disqus", "source-file": "*.xml" };
};
const oldRye = exportAt("https://old.example/2021/05/rye/");

/** Two pages with one comment section, which is an error unless `duplicate-sections` chooses. */
async function sectionOnTwoPages(world: World) {
  const page = readFileSync(file(world, "public/2021/05/rye/index.html"), "utf8");
  const again = file(world, "public/2021/06/rye-again/index.html");
  mkdirSync(dirname(again), { recursive: true });
  writeFileSync(again, page.replaceAll("2021/05/rye", "2021/06/rye-again"));
  const content = contentOf(world).replace("2021-05", "2021-06").replace('"rye"', '"rye-again"');
  writeFileSync(file(world, "content/posts/rye-again.md"), content);
  return {};
}

/** A repository with comments: a discussion in each of two categories, an issue with each of two labels. */
const onDiscussions =
  (title = "2021/05/rye/") =>
  async (world: World) => {
    const comment = (id: number) => ({
      ...{ id, author: "ada", html: "<p>Crisp.</p>", createdAt: "2020-02-02T10:00:00Z" },
    });
    const thread = (number: number) => ({
      ...{ number, title, body: "", comments: [comment(number)] },
    });
    const github = world.use(
      await startGithubComments({
        repository: "crumbs/comments",
        discussions: [
          { ...thread(1), category: "Announcements" },
          { ...thread(2), category: "Ideas" },
        ],
        issues: [
          { ...thread(3), labels: ["comments"] },
          { ...thread(4), labels: ["bug"] },
        ],
      }),
    );
    const settings = { source: "github", "github-repository": "crumbs/comments" };
    return { ...settings, "github-token": github.token, apiUrl: github.url };
  };
const importedSeen = ({ report }: SeenRun) => report?.comments?.imported;
const pageIds = ({ report }: SeenRun) => report?.pageList?.map(({ pageId }) => pageId);

/** What each setting does. A setting without a row does not compile. */
export const effectsOfSettings: Readonly<Record<SettingName, readonly Effect[]>> = {
  source: [
    {
      does: "says in which comment system they are now",
      settings: { source: "elsewhere" },
      seen: refusedFor("must be one of cactus"),
      is: true,
    },
  ],
  "source-file": [
    {
      does: "says where exported comments are",
      given: exportAt("https://blog.example.org/2021/05/rye/"),
      settings: {},
      seen: (run) => [run.report?.site.siteName, pageIds(run), run.report?.comments?.imported],
      is: ["crumbs", ["/2021/05/rye/"], 1],
    },
  ],
  "source-site": [
    {
      does: "says which of the sites in them is meant",
      given: exportAt("https://blog.example.org/2021/05/rye/"),
      settings: { "source-site": "other" },
      seen: refusedFor("no comments of the site"),
      is: true,
    },
  ],
  "address-table": [
    {
      does: "says which page an address means",
      given: async (world) => {
        writeFileSync(file(world, "moved.csv"), "https://old.example/*,/*\n");
        return oldRye(world);
      },
      settings: { "address-table": "moved.csv" },
      seen: (run) => [pageIds(run), run.report?.placement?.matched[0]?.by],
      is: [["/2021/05/rye/"], "table"],
    },
  ],
  "former-hosts": [
    {
      does: "says where the site was before",
      given: oldRye,
      settings: { "former-hosts": "old.example" },
      seen: (run) => [pageIds(run), run.report?.placement?.matched[0]?.by],
      is: [["/2021/05/rye/"], "address"],
    },
  ],
  "gone-pages": [
    {
      does: "has comments without a page kept in the archive",
      given: async (world) => {
        writeFileSync(file(world, "comment-migration.urls.csv"), "https://old.example/*,\n");
        return oldRye(world);
      },
      settings: { "gone-pages": "archive", archive: "data/comments" },
      seen: (_, world) =>
        readdirSync(file(world, "data/comments")).map(
          (name) => JSON.parse(readFileSync(file(world, `data/comments/${name}`), "utf8")).page,
        ),
      is: ["https://old.example/2021/05/rye/"],
    },
  ],
  "github-repository": [
    {
      does: "says which repository has the comments",
      given: onDiscussions(),
      settings: {},
      seen: (run) => [run.report?.site.siteName, pageIds(run), importedSeen(run)],
      is: ["crumbs/comments", ["/2021/05/rye/"], 2],
    },
  ],
  "github-threads": [
    {
      does: "says whether they are in discussions or issues",
      given: onDiscussions(),
      settings: { "github-threads": "issues", "github-label": "bug" },
      seen: importedSeen,
      is: 1,
    },
  ],
  "github-category": [
    {
      does: "says which discussions hold them",
      given: onDiscussions(),
      settings: { "github-category": "Ideas" },
      seen: importedSeen,
      is: 1,
    },
  ],
  "github-label": [
    {
      does: "says which issues hold them",
      given: onDiscussions(),
      settings: { "github-threads": "issues", "github-label": "comments" },
      seen: importedSeen,
      is: 1,
    },
  ],
  "github-mapping": [
    {
      does: "says how threads are named by their pages",
      given: onDiscussions("https://blog.example.org/2021/05/rye/"),
      settings: { "github-mapping": "url" },
      seen: pageIds,
      is: ["/2021/05/rye/"],
    },
  ],
  "site-name": [
    {
      does: "says whose comments are moved",
      settings: { "site-name": "other" },
      seen: (run) => [run.report?.site.siteName, codes(run).includes("other-site-name")],
      is: ["other", true],
    },
  ],
  "homeserver-url": [
    {
      does: "says where they are",
      settings: { "homeserver-url": nowhere, ...part },
      seen: ({ report }) => [report?.site.source, report?.verdict],
      is: [nowhere, "failed"],
    },
  ],
  "server-name": [
    {
      does: "is part of the rooms' addresses",
      settings: { "server-name": "elsewhere.example", ...part },
      seen: (_, world) => world.asked().some((line) => line.endsWith("elsewhere.example")),
      is: true,
    },
  ],
  "access-token": [
    {
      does: "is used instead of a guest's",
      given: async ({ homeserver, host }) => {
        const user = await homeserver.server.createUser(`token-of-${host}`);
        return { "access-token": user.accessToken };
      },
      settings: part,
      seen: ({ report }, world) => [
        report?.verdict,
        world.asked().some((line) => line.endsWith("/register")),
      ],
      is: ["complete", false],
    },
  ],
  "matrix-user": [
    {
      does: "logs in",
      given: async ({ homeserver, host }) => {
        const { userId, password = "" } = await homeserver.server.createUser(`user-of-${host}`);
        return { "matrix-user": userId, "matrix-password": password };
      },
      settings: part,
      seen: ({ report }, world) => [
        report?.verdict,
        world.asked().some((line) => /^POST .*\/login$/.test(line)),
      ],
      is: ["complete", true],
    },
  ],
  "matrix-password": [
    {
      does: "has to be the user's",
      given: async ({ homeserver, host }) => {
        const { userId } = await homeserver.server.createUser(`stranger-of-${host}`);
        return { "matrix-user": userId };
      },
      settings: { "matrix-password": "wrong", ...part },
      seen: ({ report }) => report?.verdict,
      is: "failed",
    },
  ],
  "ignore-senders": [
    {
      does: "takes their messages for no comments",
      settings: { "ignore-senders": "@ada:comments.example", ...dryRun },
      seen: ({ report }, { homeserver }) =>
        (report?.comments?.extracted ?? 0) < homeserver.comments && report?.verdict,
      is: "dry-run",
    },
  ],
  "database-name": [
    {
      does: "names the database",
      settings: { "database-name": "elsewhere" },
      seen: refusedFor("elsewhere"),
      is: true,
    },
  ],
  "database-id": [
    {
      does: "saves the search for it",
      settings: { "database-id": "11111111-2222-3333-4444-555555555555", ...part },
      seen: ({ report }, { api }) => [
        report?.verdict,
        api.requests.filter(({ line }) => /^GET .*\/database$/.test(line)).length,
      ],
      is: ["complete", 0],
    },
  ],
  "d1-mode": [
    {
      does: "leads to a local database, which wrangler opens: local",
      settings: { "d1-mode": "local", "wrangler-dir": "./nowhere" },
      seen: (run, { api }) => [refusedFor("wrangler-dir")(run), api.requests],
      is: [true, []],
    },
    {
      does: "leads through wrangler: wrangler",
      settings: { "d1-mode": "wrangler", "wrangler-dir": "./nowhere" },
      seen: refusedFor("rangler"),
      is: true,
    },
  ],
  "cloudflare-api-token": [
    {
      does: "is what Cloudflare checks",
      settings: { "cloudflare-api-token": "wrong" },
      seen: refusedFor("cloudflare-api-token"),
      is: true,
    },
  ],
  "cloudflare-account-id": [
    {
      does: "says whose databases are looked at",
      settings: { "cloudflare-account-id": "acc1" },
      seen: (run, { api }) => [
        run.refusal !== undefined,
        api.requests.every(({ line }) => line.includes("/accounts/acc1/")),
      ],
      is: [true, true],
    },
  ],
  "cloudflare-api-base": [
    {
      does: "says where Cloudflare's API is",
      settings: { "cloudflare-api-base": nowhere },
      seen: (run, { api }) => [run.refusal !== undefined, api.requests],
      is: [true, []],
    },
  ],
  "target-schema": [
    {
      does: "says which tables there have to be",
      settings: { "target-schema": "garrul" },
      seen: refusedFor("Garrul"),
      is: true,
    },
  ],
  "target-site": [
    {
      does: "says whose comments they are in a system of several sites",
      given: async ({ database }) => {
        for (const sql of tablesOf(cwdSchema("crumbs"))) database.exec(sql);
        return { "target-schema": "cwd" };
      },
      settings: { "target-site": "crumbs", ...part },
      seen: (_, { database }) => database.prepare("SELECT DISTINCT site_id FROM Comment").all(),
      is: [{ site_id: "crumbs" }],
    },
  ],
  "content-format": [
    {
      does: "says how comments are written",
      settings: { "content-format": "html" },
      seen: (_, { database }) =>
        database
          .prepare("SELECT content FROM comments")
          .all()
          .some(({ content }) => /<br ?\/?>|&(?:amp|lt|gt|#39|quot);/.test(String(content))),
      is: true,
    },
  ],
  "schema-map": [
    {
      does: "names the table",
      settings: { "schema-map": "table=remarks", ...part },
      seen: (_, world) => tableNames(world).includes("remarks"),
      is: true,
    },
  ],
  "api-base": [
    {
      does: "has a verification look as readers do",
      given: (world) => world.run(part).then(() => ({})),
      settings: { ...verify, "api-base": nowhere, ...part },
      seen: ({ report }) => report?.failedPages?.[0]?.message.includes(nowhere),
      is: true,
    },
  ],
  archive: [
    {
      does: "has the comments written as files of the site",
      settings: { archive: "data/comments", ...part },
      seen: (run, world) => [
        codes(run).includes("archive-written"),
        existsSync(file(world, "data/comments")),
      ],
      is: [true, true],
    },
  ],
  media: [
    {
      does: "has copies made of pictures and files, and recorded",
      settings: { media: "repository" },
      seen: (run, world) => [
        run.report?.verdict,
        tableNames(world).includes("comment_migration_media"),
      ],
      is: ["complete", true],
    },
  ],
  "media-folder": [
    {
      does: "says where the copies are put",
      given: async (world) => {
        mkdirSync(file(world, "static"), { recursive: true });
        writeFileSync(file(world, "static/in-the-way"), "");
        return {};
      },
      settings: { media: "repository", "media-folder": "static/in-the-way" },
      seen: refusedFor("static/in-the-way can't be written"),
      is: true,
    },
  ],
  "r2-bucket": [
    {
      does: "says where r2 is",
      settings: { media: "r2", "media-url": "https://media.blog.example" },
      seen: refusedFor("r2-bucket: is missing"),
      is: true,
    },
  ],
  "media-url": [
    {
      does: "says where readers get what is in r2",
      settings: { media: "r2", "r2-bucket": "pictures" },
      seen: refusedFor("media-url: is missing"),
      is: true,
    },
  ],
  "media-limit": [
    {
      does: "says how large copies may be, where some are made",
      settings: { "media-limit": "5" },
      seen: refusedFor("is only for media: repository or r2"),
      is: true,
    },
  ],
  "reader-replies": [
    {
      does: "says what becomes of them in a rollback",
      settings: { mode: "rollback", "reader-replies": "keep" },
      seen: ({ report }) => report?.rollback?.readerReplies,
      is: "keep",
    },
  ],
  "persist-to": [
    {
      does: "says where local databases are",
      settings: {
        "d1-mode": "local",
        "wrangler-dir": actionDir,
        "persist-to": "databases",
        ...part,
      },
      seen: (_, world) => existsSync(file(world, "databases/v3/d1")),
      is: true,
    },
  ],
  "wrangler-dir": [
    {
      does: "says where wrangler is, and where it is run",
      given: async (world) => {
        const calls = JSON.stringify(file(world, "calls"));
        installStandIn(file(world, "layouts"), {
          program: `require("node:fs").appendFileSync(${calls}, process.cwd()); process.exit(1);`,
        });
        return {};
      },
      settings: { "d1-mode": "wrangler", "wrangler-dir": "layouts" },
      seen: (run, world) => [run.refusal !== undefined, callsOf(world).includes("/layouts")],
      is: [true, true],
    },
  ],
  "site-dir": [
    {
      does: "says where the site is",
      given: async (world) => {
        for (const name of readdirSync(world.workspace)) {
          renameIn(world, name, join("blog", name));
        }
        return {};
      },
      settings: { "site-dir": "blog", ...dryRun },
      seen: ({ report }) => report?.pages?.total,
      is: 17,
    },
  ],
  "base-url": [
    {
      does: "is part of the pages' addresses",
      settings: { "base-url": "https://elsewhere.example/sub/", ...dryRun, ...part },
      seen: ({ report }) => report?.pageList?.every(({ pageId }) => pageId.startsWith("/sub/")),
      is: true,
    },
  ],
  "hugo-path": [
    {
      does: "says which Hugo builds the site",
      given: async (world) => ({ "hugo-path": standIn(world, "my-hugo", hugoStandIn) }),
      settings: { ...dryRun, ...part },
      seen: (_, world) => callsOf(world) !== "",
      is: true,
    },
  ],
  "hugo-version": [
    {
      does: "says which Hugo is fetched",
      settings: { "hugo-version": "0.150.0", ...dryRun, ...part },
      seen: (_, { fetched }) => fetched.some((path) => path.includes("0.150.0")),
      is: true,
    },
  ],
  discover: [
    {
      does: "says how pages are found: not without Hugo's list",
      settings: { discover: "content" },
      seen: refusedFor("Hugo"),
      is: true,
    },
  ],
  "public-dir": [
    {
      does: "says where the built site is",
      given: async (world) => {
        renameIn(world, "public", "built");
        return {};
      },
      settings: { "public-dir": "built", ...dryRun },
      seen: ({ report }) => report?.pages?.total,
      is: 17,
    },
  ],
  shortcodes: [
    {
      does: "says which of them show comments",
      settings: { shortcodes: "remarks", ...dryRun, ...part },
      seen: (run) => codes(run).includes("draft-pages"),
      is: false,
    },
  ],
  "duplicate-sections": [
    {
      does: "says which page gets the comments of a section on two",
      given: sectionOnTwoPages,
      settings: { "duplicate-sections": "oldest", ...dryRun },
      seen: ({ report }) => [
        report?.pages?.total,
        report?.findings.find(({ code }) => code === "duplicate-section")?.severity,
      ],
      is: [17, "warning"],
    },
  ],
  mode: [
    {
      does: "writes nothing: dry-run",
      settings: { ...dryRun, ...part },
      seen: ({ report }, world) => [
        report?.verdict,
        tableNames(world),
        existsSync(file(world, ".comment-migration/checkpoint.json")),
      ],
      is: ["dry-run", [], false],
    },
    {
      does: "takes nothing back: rollback-dry-run",
      given: (world) => world.run(part).then(() => ({})),
      settings: { mode: "rollback-dry-run" },
      seen: ({ report }, { database }) => [
        report?.verdict,
        report?.rollback?.named ===
          database.prepare("SELECT count(*) AS n FROM comments").get()?.["n"],
      ],
      is: ["dry-run", true],
    },
    {
      does: "moves comments: migrate",
      settings: { mode: "migrate", ...part },
      seen: ({ report, exitCode = "none" }) => [report?.verdict, report?.mode, exitCode],
      is: ["complete", "migrate", 0],
      except: { library: { is: ["complete", "migrate", "none"], because: callerHasReport } },
    },
    {
      does: "judges whether they can be moved: dry-run",
      settings: { mode: "dry-run", ...part },
      seen: ({ report }, world) => [
        report?.verdict,
        checkpointOf(report)?.source,
        report?.trial?.judgement,
        tableNames(world),
      ],
      is: ["dry-run", "none", "go", []],
    },
    {
      does: "divides the pages: plan",
      settings: { mode: "plan" },
      seen: ({ shards, report, refusal = "" }) => [
        shards.length,
        report,
        refusal.includes("only available in a workflow"),
      ],
      is: [4, undefined, false],
      except: { library: { is: [0, undefined, true], because: noWorkflow } },
    },
    {
      does: "puts reports of shards together: report",
      settings: { mode: "report" },
      withServices: true,
      seen: ({ refusal = "" }) => [
        refusal.includes("There is no report of a shard"),
        refusal.includes("available in a terminal"),
        refusal.includes("only available in a workflow"),
      ],
      is: [true, false, false],
      except: {
        terminal: { is: [false, true, false], because: noWorkflow },
        library: { is: [false, false, true], because: noWorkflow },
      },
    },
    {
      does: "compares what was moved: verify",
      given: (world) => world.run(part).then(() => ({})),
      settings: { ...verify, ...part },
      seen: ({ report }) => [report?.verdict, report?.mode, checkpointOf(report)?.source],
      is: ["verified", "verify", "none"],
    },
    {
      does: "takes it back: rollback",
      given: (world) => world.run(part).then(() => ({})),
      settings: { mode: "rollback" },
      seen: ({ report }, { database }) => [
        report?.verdict,
        database.prepare("SELECT count(*) AS n FROM comments").get(),
      ],
      is: ["rolled-back", { n: 0 }],
    },
  ],
  shards: [
    {
      does: "says into how many parts a plan divides the pages",
      settings: { mode: "plan", shards: "3" },
      seen: ({ shards }) => shards.length,
      is: 3,
      except: { library: { is: 0, because: noWorkflow } },
    },
  ],
  shard: [
    {
      does: "moves a part of the pages",
      settings: { shard: "2/3", ...dryRun },
      seen: ({ report }) => [report?.shard, (report?.pages?.total ?? 17) < 17],
      is: [{ number: 2, of: 3 }, true],
    },
  ],
  pages: [
    {
      does: "moves the pages of a pattern",
      settings: { pages: "/2021/**", mode: "dry-run" },
      seen: ({ report }) => [pageIdsOf(report), report?.part?.others],
      is: [allAddresses.split(", ").filter((address) => address.startsWith("/2021/")), 12],
    },
  ],
  exclude: [
    {
      does: "moves the pages that no pattern fits",
      settings: { exclude: "/2021/**,/2022/06/über-*/", mode: "dry-run" },
      seen: ({ report }) => report?.part?.others,
      is: 6,
    },
  ],
  since: [
    {
      does: "moves the pages of that time and later ones",
      settings: { since: "2023", mode: "dry-run" },
      seen: ({ refusal }) => refusal?.includes("part that was asked for (since 2023)"),
      is: true,
    },
  ],
  until: [
    {
      does: "is not before the time of the first pages",
      settings: { since: "2023", until: "2022-12", mode: "dry-run" },
      seen: refusedFor("until"),
      is: true,
    },
  ],
  limit: [
    {
      does: "moves the first pages",
      settings: { limit: "2", mode: "dry-run" },
      seen: ({ report }) => [report?.pages?.total, report?.part?.others],
      is: [2, 15],
    },
  ],
  preview: [
    {
      does: "builds the site with the comments, or says why that can't be done",
      given: async (world) => ({ "hugo-path": standIn(world, "my-hugo", hugoStandIn) }),
      settings: { mode: "dry-run", preview: "true" },
      seen: (run) => [run.report?.verdict, codes(run).includes("preview-failed")],
      is: ["dry-run", true],
    },
  ],
  concurrency: [
    {
      does: "says how many pages are read at once",
      given: async ({ homeserver }) => {
        homeserver.delayMs = 20;
        homeserver.conversations.length = 0;
        return {};
      },
      settings: { concurrency: "1", ...dryRun, ...part },
      seen: (_, { homeserver: { conversations } }) =>
        conversations.length > 1 &&
        conversations.every((at, index) => at - (conversations[index - 1] ?? 0) > 18),
      is: true,
    },
  ],
  "batch-size": [
    {
      does: "says how many comments are imported at once",
      settings: { "batch-size": "1", ...part },
      seen: ({ report }, { api }) =>
        api.requests.filter(({ statements }) =>
          statements.some(({ sql }) => /INSERT[^;]*comment_migration_ledger/.test(sql)),
        ).length >= (report?.pageList?.filter(({ comments }) => comments > 0).length ?? 0),
      is: true,
    },
  ],
  follow: [
    {
      does: "says whether pages that were moved are read again",
      given: async (world) => {
        await world.run(part);
        return {};
      },
      settings: { follow: "none", ...part },
      // The database knows nothing of the page on which nobody has written.
      seen: ({ report }) => [
        report?.verdict,
        report?.pages?.completed,
        report?.pages?.completedBefore,
      ],
      is: ["complete", 5, 4],
    },
  ],
  "delay-between-batches": [
    {
      does: "is waited for after each of them",
      settings: { "batch-size": "1", "delay-between-batches": "200", ...part },
      seen: ({ report }) => (report?.durationMs ?? 0) > 500,
      is: true,
    },
  ],
  "oversized-content": [
    {
      does: "says what becomes of a comment that is too long",
      given: async (world) => {
        const server = world.use(await startEmbeddedHomeserver());
        const ada = await server.createUser("ada", "Ada");
        const room = await server.createRoom("example-blog", "rye-bread");
        await room.join(ada);
        await room.send(ada, { msgtype: "m.text", body: "x".repeat(1_950_000) });
        return { "homeserver-url": server.baseUrl };
      },
      settings: { "oversized-content": "truncate" },
      seen: ({ report }) => [report?.verdict, report?.comments?.inserted],
      is: ["complete", 1],
    },
  ],
  "max-retries": [
    {
      does: "says how often a request is repeated",
      given: async ({ homeserver }) => {
        homeserver.failures = 1;
        return {};
      },
      settings: { "max-retries": "1", ...part },
      seen: ({ report }) => report?.verdict,
      is: "complete",
    },
  ],
  "checkpoint-file": [
    {
      does: "says where the checkpoint is",
      settings: { "checkpoint-file": "state/memory.json", ...part },
      seen: ({ report }, world) => [
        existsSync(file(world, "state/memory.json")),
        checkpointOf(report)?.file,
      ],
      is: [true, "state/memory.json"],
    },
  ],
  "checkpoint-interval": [
    {
      does: "says how often it is saved meanwhile",
      settings: {
        "checkpoint-interval": "1",
        "batch-size": "1",
        "delay-between-batches": "500",
        ...part,
      },
      withServices: true,
      seen: (_, { services }) => services.cache.entries.length > 1,
      is: true,
      except: {
        terminal: { is: false, because: noCache },
        library: { is: false, because: noCache },
      },
    },
  ],
  "state-key": [
    {
      does: "tells checkpoints apart",
      given: async (world) => {
        await world.run(part, { withServices: true });
        return {};
      },
      settings: { "state-key": "another", ...part },
      withServices: true,
      seen: (_, { services }) =>
        new Set(services.cache.entries.map(({ key }) => key.split("-").slice(0, 5).join("-"))).size,
      is: 2,
      except: {
        terminal: { is: 0, because: noCache },
        library: { is: 0, because: noCache },
      },
    },
  ],
  resume: [
    {
      does: "refuses to begin without a checkpoint: required",
      settings: { resume: "required" },
      seen: refusedFor("resume"),
      is: true,
    },
    {
      does: "goes on from the one that is there: auto",
      given: (world) => world.run(part).then(() => ({})),
      settings: { resume: "auto", ...part },
      seen: ({ report }) => checkpointOf(report)?.source,
      is: "file",
    },
    {
      does: "looks at none: restart",
      given: (world) => world.run(part).then(() => ({})),
      settings: { resume: "restart", ...part },
      seen: ({ report }) => [
        checkpointOf(report)?.source,
        report?.pages?.completedBefore,
        report?.comments?.inserted,
      ],
      is: ["new", 0, 0],
    },
  ],
  "time-budget": [
    {
      does: "stops a migration in good order, and the next one goes on",
      given: slow,
      settings: inTime,
      seen: stoppedInTime,
      is: { ...partial, exitCode: 0 },
      except: { library: { is: { ...partial, exitCode: "none" }, because: callerHasReport } },
    },
    {
      does: "counts from the start, so that finding the pages may use it up",
      given: async (world) => ({
        "hugo-path": standIn(world, "slow-hugo", `sleep 5\n${hugoStandIn}`),
      }),
      settings: { "time-budget": "0.6s" },
      seen: refusedFor("what had been begun took too long"),
      is: true,
    },
    {
      does: "stops a dry run in good order",
      given: slow,
      settings: { ...inTime, ...dryRun },
      seen: stoppedInTime,
      is: { ...partial, exitCode: 1 },
      except: { library: { is: { ...partial, exitCode: "none" }, because: callerHasReport } },
    },
    {
      does: "stops a verification in good order",
      given: async (world) => {
        await world.run({});
        return slow(world);
      },
      settings: { ...inTime, ...verify },
      seen: stoppedInTime,
      is: { ...partial, exitCode: 1 },
      except: { library: { is: { ...partial, exitCode: "none" }, because: callerHasReport } },
    },
    {
      does: "stops a rollback in good order",
      given: async (world) => {
        await world.run(part);
        let began: number | undefined;
        world.beforeBatch = async (sql) => {
          began ??= performance.now();
          // The readers' replies are the last that is asked before something is taken back.
          if (sql.includes("WITH RECURSIVE below")) {
            await sleep(Math.max(0, 1_300 - (performance.now() - began)));
          }
        };
        return {};
      },
      settings: { mode: "rollback", "time-budget": "1.2s" },
      seen: ({ report }, { database }) => [
        report?.verdict,
        report?.findings.some(({ code }) => code === "time-budget-used"),
        report?.rollback?.deleted,
        report?.rollback?.named ===
          database.prepare("SELECT count(*) AS n FROM comments").get()?.["n"],
      ],
      is: ["partial", true, 0, true],
    },
    {
      does: "stops counting comments for a plan, which divides all pages nevertheless",
      given: slow,
      settings: { mode: "plan", "time-budget": "1.2s", concurrency: "1" },
      seen: ({ shards, log }) => [
        shards.length,
        /the comments of \d+ of 17 pages were not counted/.test(log),
      ],
      is: [4, true],
      except: { library: { is: [0, false], because: noWorkflow } },
    },
  ],
  replace: [
    {
      does: "leaves the site as it is: none",
      settings: { replace: "none", ...part },
      seen: ({ report }, world) => [report?.replacement, contentOf(world).includes("{{< chat ")],
      is: [undefined, true],
    },
    {
      does: "replaces the old shortcodes: working-tree",
      settings: { replace: "working-tree" },
      seen: ({ report }, world) => [
        report?.replacement?.to,
        contentOf(world).includes("{{< chat "),
      ],
      is: ["working-tree", false],
    },
    {
      does: "shows in a dry run what it would replace",
      settings: { replace: "working-tree", ...dryRun },
      seen: ({ log }, world) => [
        log.includes("+++ b/content/posts/rye-bread.md"),
        contentOf(world).includes("{{< chat "),
      ],
      is: [true, true],
    },
    {
      does: "proposes it: pull-request",
      given: withToken,
      settings: { replace: "pull-request" },
      seen: pullRequestSeen,
      is: 1,
      except: {
        terminal: refusedPullRequest("it changes the files of its checkout"),
        library: refusedPullRequest("it changes the files of its checkout"),
      },
    },
  ],
  "replace-with": [
    {
      does: "is what is put there",
      settings: {
        replace: "working-tree",
        "replace-with": "{{< remarks page=[page] >}}",
      },
      seen: (_, world) => contentOf(world).includes("{{< remarks page="),
      is: true,
    },
  ],
  "pull-request-branch": [
    ofPullRequest(
      "is the branch of the pull request",
      { "pull-request-branch": "new-comments" },
      {
        head: "new-comments",
      },
    ),
  ],
  "pull-request-base": [
    {
      ...ofPullRequest(
        "is the branch that it is for",
        { "pull-request-base": "next" },
        {
          base: "next",
        },
      ),
      given: async (world) => {
        const settings = await withToken(world);
        const repository = repositories.get(world)?.repository;
        repository?.setBranch("next", repository.headOf("main") ?? "");
        return settings;
      },
    },
  ],
  "pull-request-title": [
    ofPullRequest(
      "is its title",
      { "pull-request-title": "New comments" },
      {
        title: "New comments",
      },
    ),
  ],
  "pull-request-labels": [
    ofPullRequest(
      "are its labels",
      { "pull-request-labels": "comments, site" },
      {
        labels: ["comments", "site"],
      },
    ),
  ],
  "pull-request-reviewers": [
    ofPullRequest(
      "are asked for a review",
      { "pull-request-reviewers": "@ada, octo-org/docs" },
      {
        reviewers: ["ada", "docs"],
      },
    ),
  ],
  "pull-request-draft": [
    ofPullRequest("makes it a draft", { "pull-request-draft": "true" }, { isDraft: true }),
  ],
  "github-token": [
    {
      does: "is what GitHub checks",
      given: async (world) => ({ ...(await withToken(world)), "github-token": "wrong" }),
      settings: { replace: "pull-request" },
      seen: ({ report, refusal }) => (refusal === undefined ? report?.verdict : "refused"),
      is: "failed",
      except: {
        terminal: refusedPullRequest("it asks nothing of GitHub"),
        library: refusedPullRequest("it asks nothing of GitHub"),
      },
    },
  ],
  "report-dir": [
    {
      does: "says where the report is",
      settings: { "report-dir": "told/here", ...dryRun, ...part },
      seen: (_, world) => readdirSync(file(world, "told/here")).toSorted(),
      is: ["report.html", "report.json", "report.md"],
    },
  ],
  authors: [
    {
      does: "says who wrote the comments",
      given: async (world) => {
        writeFileSync(
          join(world.workspace, "authors.toml"),
          '["@nobody:nowhere.example"]\nname = "N"',
        );
        return {};
      },
      settings: { authors: "authors.toml" },
      seen: (run) => codes(run).includes("unknown-authors"),
      is: true,
    },
  ],
  "accept-differences": [
    {
      does: "has a page whose comments differ count as verified",
      given: async (world) => {
        await world.run(part);
        world.database.exec("UPDATE comments SET content = 'another' WHERE id = 1");
        return {};
      },
      settings: { ...verify, "accept-differences": allAddresses, ...part },
      seen: ({ report }) => [report?.verdict, report?.differences?.length],
      is: ["verified", 1],
    },
  ],
  "fail-on": [
    {
      does: "has a failed page fail nothing",
      settings: { "fail-on": "nothing", "homeserver-url": nowhere, ...part },
      seen: ({ report, exitCode = "none" }) => [report?.verdict, exitCode],
      is: ["failed", 0],
      except: { library: { is: ["failed", "none"], because: callerHasReport } },
    },
  ],
  baseline: [
    {
      does: "has a check fail for new problems only",
      given: async (world) => {
        await sectionOnTwoPages(world);
        await world.run({ mode: "dry-run", baseline: "known.json" });
        renameIn(world, ".comment-migration/report/baseline.json", "known.json");
        return {};
      },
      settings: { mode: "dry-run", baseline: "known.json" },
      seen: ({ report, exitCode = "none" }) => [
        report?.verdict,
        report?.baseline?.new.errors,
        (report?.baseline?.known.errors ?? 0) > 0,
        exitCode,
      ],
      is: ["known-problems", 0, true, 0],
      except: {
        library: { is: ["known-problems", 0, true, "none"], because: callerHasReport },
      },
    },
    {
      does: "softens no migration",
      settings: { mode: "migrate", baseline: "known.json" },
      seen: refusedFor("is only for mode dry-run and verify"),
      is: true,
    },
  ],
  "pull-request-comment": [
    {
      does: "has the result of a check written on its pull request",
      given: async (world) => {
        const { conversations, ...given } = await withConversations(world);
        const number = conversations.write({ body: "Please pull.", isPullRequest: true });
        const repository = { full_name: conversations.name };
        const pull = { number, head: { sha: "0".repeat(40), repo: repository } };
        writeFileSync(file(world, "event.json"), JSON.stringify({ pull_request: pull }));
        const env = {
          GITHUB_EVENT_NAME: "pull_request",
          GITHUB_EVENT_PATH: file(world, "event.json"),
        };
        return { ...given, env };
      },
      settings: { mode: "dry-run", "pull-request-comment": "true" },
      seen: (_, world) =>
        conversationsOf(world)?.comments.map(({ body }) => /GO|CAUTION/.exec(body)?.[0]),
      is: ["CAUTION"],
      except: {
        terminal: { is: [], because: noWorkflow },
        library: { is: [], because: noWorkflow },
      },
    },
  ],
  "on-failure": [
    {
      does: "has an issue opened about a run that failed",
      given: async (world) => {
        const { conversations: _, ...given } = await withConversations(world);
        return given;
      },
      settings: { "on-failure": "issue", "homeserver-url": nowhere },
      seen: (_, world) => conversationsOf(world)?.issues.map(({ title }) => title),
      is: ["Comments: the migration failed"],
      except: {
        terminal: { is: [], because: noWorkflow },
        library: { is: [], because: noWorkflow },
      },
    },
  ],
  "log-level": [
    {
      does: "says nothing that went well: error",
      settings: { "log-level": "error", ...part },
      seen: ({ report, log }) => [report?.verdict, log.includes("Looking for comment sections")],
      is: ["complete", false],
    },
    {
      does: "says what takes time: info",
      given: async ({ homeserver }) => {
        homeserver.failures = 1;
        return {};
      },
      settings: { "log-level": "info", "max-retries": "1", ...part },
      seen: ({ log }) => [
        log.includes("Looking for comment sections"),
        log.includes("failed and is repeated"),
      ],
      is: [true, false],
    },
    {
      does: "says each request that is repeated: debug",
      given: async ({ homeserver }) => {
        homeserver.failures = 1;
        return {};
      },
      settings: { "log-level": "debug", "max-retries": "1", ...part },
      seen: ({ log }) => log.includes("failed and is repeated"),
      is: true,
    },
  ],
};
