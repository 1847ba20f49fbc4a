import { chmod, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { vi } from "vitest";
import { z } from "zod";
import { serviceChecks } from "../../src/action/checkpoint/service-checks.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Check } from "../../src/run/check.ts";
import { databaseChecks } from "../../src/run/database-checks.ts";
import { nodeCheck } from "../../src/run/node-check.ts";
import { checkOutSite, type SiteCheckout, settingsFor } from "../e2e/migration-site.ts";
import { remoteSettings } from "../e2e/run-migration.ts";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { type CloudflareApiOptions, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";

/** What a check can report, and how it is brought to. */
export interface DoctorCase {
  readonly code: string;
  readonly what: string;
  readonly found: RegExp;
  /** What a machine of the unit tests lacks. */
  readonly needs?: "hugo" | "local-d1";
  readonly given: (world: World) => Promise<Given>;
}

type Settings = Readonly<Record<string, string>>;

/** What doctor is started with, beside what a healthy site has; or checks of another program. */
type Given =
  | {
      readonly settings?: Settings;
      readonly env?: Readonly<Record<string, string>>;
      readonly api?: CloudflareApiOptions;
    }
  | { readonly checks: readonly Check[] };

/** Where doctor looks. */
interface World {
  readonly checkout: SiteCheckout;
  /** What the stand-in for D1 has. */
  readonly transport: SqliteTransport;
  readonly servers: Servers;
  /** Absolute path of a folder without Hugo and Go, for PATH. */
  readonly programs: string;
}

/** What changes in no case. */
export interface Servers extends AsyncDisposable {
  /** Has a room for each section of the example site. */
  readonly whole: EmbeddedHomeserver;
  /** Lacks one. */
  readonly lacking: EmbeddedHomeserver;
  readonly empty: EmbeddedHomeserver;
  readonly withoutGuests: EmbeddedHomeserver;
  /** Address of a stand-in for GitHub's API. */
  readonly apiUrl: string;
}

/** What doctor reported of a case. */
export interface Diagnosis {
  readonly exitCode: number;
  readonly checks: readonly Check[];
  /** What is in the database afterwards, where it is the stand-in's. */
  readonly tables: () => readonly unknown[];
}

export async function startServers(): Promise<Servers> {
  const started = new AsyncDisposableStack();
  const whole = started.use(await startEmbeddedHomeserver());
  const lacking = started.use(await startEmbeddedHomeserver());
  const empty = started.use(await startEmbeddedHomeserver());
  const withoutGuests = started.use(await startEmbeddedHomeserver({ guestAccess: false }));
  const results = started.use(await startResultsService());
  const conversations = await readExampleConversations();
  await seed(whole, conversations);
  await whole.createRoom("example-blog", "no-room-yet");
  await seed(lacking, conversations);
  return {
    ...{ whole, lacking, empty, withoutGuests, apiUrl: results.url.replace(/\/$/, "") },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const never = new AbortController().signal;
const reported = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    state: z.enum(["ok", "warning", "problem", "unknown", "skipped"]),
    found: z.string(),
    remedy: z.string().optional(),
  }),
);

/** What doctor says of the case, by a Hugo where a path is given. */
export async function diagnose(
  { given, needs }: Pick<DoctorCase, "given" | "needs">,
  servers: Servers,
  hugoPath?: string,
): Promise<Diagnosis> {
  await using checkout = await checkOutSite();
  const transport = createSqliteTransport();
  const programs = join(dirname(checkout.workspace), "programs");
  await mkdir(programs);
  const brought = await given({ checkout, transport, servers, programs });
  const tables = () => transport.database.prepare("SELECT name FROM sqlite_master").all();
  if ("checks" in brought) return { exitCode: 0, tables, ...brought };
  await using api = await startCloudflareApi(account, {
    backend: sqliteBackend(transport),
    ...brought.api,
  });
  const settings: Settings = {
    ...(needs === "local-d1"
      ? settingsFor(checkout, servers.whole)
      : remoteSettings(servers.whole, account, api)),
    "max-retries": "0",
    ...(hugoPath === undefined ? {} : { "hugo-path": hugoPath }),
    ...brought.settings,
  };
  const env = { HOME: checkout.workspace, PATH: programs, ...brought.env };
  const { exitCode, shown } = await runDoctor(settings, { cwd: checkout.workspace, env });
  const checks = reported.parse(JSON.parse(shown)).map(({ remedy, ...check }) => ({
    ...check,
    ...(remedy === undefined ? {} : { remedy }),
  }));
  return { exitCode, checks, tables };
}

/** Runs the command. */
export async function runDoctor(
  settings: Settings,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  format: readonly string[] = ["--json"],
) {
  let shown = "";
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const exitCode = await runCli(
    {
      args: ["doctor", ...flags, ...format],
      ...{ cwd, env },
      stdout: { write: (text) => (shown += text) },
      stderr: { write: () => true },
    },
    never,
  );
  return { exitCode, shown };
}

const healthy = async () => ({});
const settings = (given: Settings) => async () => ({ settings: given });
const api = (options: CloudflareApiOptions) => async () => ({ api: options });
const token = (said: NonNullable<CloudflareApiOptions["token"]>) => api({ token: said });

/** Puts text before the site's configuration. */
async function configure({ workspace }: SiteCheckout, lines: string): Promise<void> {
  const file = join(workspace, "hugo.toml");
  await writeFile(file, `${lines}\n${await readFile(file, "utf8")}`);
}

async function writeIn(folder: string, name: string, text = ""): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

async function nameSubmodule({ workspace }: SiteCheckout, path: string): Promise<void> {
  const lines = [`[submodule "${path}"]`, `\tpath = ${path}`, "\turl = https://themes.example/x"];
  await writeFile(join(workspace, ".gitmodules"), lines.join("\n"));
  await mkdir(join(workspace, path), { recursive: true });
}

/** Replaces the built site by pages of these names, each with the section of its name. */
async function build({ workspace }: SiteCheckout, names: readonly string[]): Promise<void> {
  const page = await readFile(join(workspace, "public/notes/index.html"), "utf8");
  await rm(join(workspace, "public"), { recursive: true });
  await rm(join(workspace, "content"), { recursive: true });
  await mkdir(join(workspace, "content"));
  await writeIn(workspace, "public/index.html", "<p>Nothing here.</p>");
  for (const name of names) {
    const text = page.replaceAll("/notes/", `/${name}/`).replace('"notes"', `"${name}"`);
    await writeIn(workspace, `public/${name}/index.html`, text);
  }
}

/** An export with a comment on each of these addresses. */
async function artrans({ workspace }: SiteCheckout, addresses: readonly string[]) {
  const comments = addresses.map((page_key, index) => ({
    ...{ id: `${index + 1}`, rid: "0", content: "Hello", nick: "Ada", page_key },
    created_at: "2023-01-01 00:00:00 +0000",
  }));
  await writeIn(workspace, "export.artrans", JSON.stringify(comments));
  return { settings: { source: "artrans", "source-file": "export.artrans" } };
}

/** What a step of the action finds of the runner's services. */
function services(env: Readonly<Record<string, string>>, token: string | undefined) {
  return async ({ servers: { apiUrl } }: World): Promise<Given> => {
    for (const name of Object.keys(offered)) vi.stubEnv(name, env[name]);
    return { checks: await serviceChecks({ token, env }, { repository: "octocat/blog", apiUrl }) };
  };
}

const offered = {
  ACTIONS_RESULTS_URL: "http://127.0.0.1:9/",
  ACTIONS_RUNTIME_TOKEN: "runtime-token",
  ACTIONS_CACHE_SERVICE_V2: "true",
};

const ownTable = `CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, page_id TEXT,
  parent_id INTEGER, author_name TEXT, content TEXT, created_at TEXT, ip_address TEXT, content_hash TEXT,
  status TEXT NOT NULL DEFAULT 'pending')`;

/** All that doctor, and the checks of a dry run, can report. */
export const doctorCases: readonly DoctorCase[] = [
  {
    code: "node-ok",
    what: "a Node.js that is new enough",
    found: /^version \d+\.\d+/,
    given: healthy,
  },
  {
    code: "node-too-old",
    what: "a Node.js that is too old",
    found: /20\.1\.0/,
    given: async () => ({ checks: [nodeCheck("20.1.0")] }),
  },
  {
    code: "submodules-ok",
    what: "a submodule that is checked out",
    found: /^1 submodule checked out$/,
    async given({ checkout }) {
      await nameSubmodule(checkout, "themes/bakery");
      await writeIn(checkout.workspace, "themes/bakery/LICENSE");
      return {};
    },
  },
  {
    code: "submodules-missing",
    what: "the empty folder of a submodule",
    found: /^not checked out: themes\/bakery$/,
    async given({ checkout }) {
      await nameSubmodule(checkout, "themes/bakery");
      return {};
    },
  },
  {
    code: "settings-ok",
    what: "settings that are complete",
    found: /^complete, unless/,
    given: healthy,
  },
  {
    code: "setting-wrong",
    what: "a setting that is missing",
    found: /^flag database-name: is missing/,
    given: settings({ "database-name": "" }),
  },
  {
    code: "setting-wrong",
    what: "a setting with a wrong value",
    found: /^flag target-schema: .*momoo/,
    given: settings({ "target-schema": "momoo" }),
  },
  {
    code: "setting-wrong",
    what: "a site name that neither settings nor pages have",
    found: /^flag site-name: is missing/,
    async given({ checkout }) {
      await build(checkout, ["one"]);
      const file = join(checkout.workspace, "public/one/index.html");
      const html = await readFile(file, "utf8");
      await writeFile(file, html.replace(/siteName: .*/, ""));
      return { settings: { "site-name": "" } };
    },
  },
  ...(
    [
      ["cactus", "site-name", { "site-name": "" }],
      ["cactus", "server-name", { "server-name": "" }],
      ["cactus", "homeserver-url", { "homeserver-url": "" }],
      ["github", "github-repository", { source: "github" }],
    ] as const
  ).map(([source, name, given]): DoctorCase => {
    return {
      code: "setting-of-pages",
      what: `${name} of ${source}, which the pages may have, with another setting missing`,
      found: new RegExp(`^flag ${name}: is not set, and only needed where`),
      given: settings({ ...given, "cloudflare-api-token": "" }),
    };
  }),
  {
    code: "folders-ok",
    what: "folders that can be written",
    found: /can be written/,
    given: healthy,
  },
  {
    code: "folder-not-writable",
    what: "a report folder that can't be written",
    found: /file.*can't be written/,
    async given({ checkout }) {
      await writeIn(checkout.workspace, "file");
      return { settings: { "report-dir": "file/report" } };
    },
  },
  {
    code: "theme-ok",
    what: "a theme that is checked out, and one that is vendored",
    found: /^checked out: bakery, crumbs\.example\/rye$/,
    async given({ checkout }) {
      await configure(checkout, 'theme = ["bakery", "crumbs.example/rye"]');
      await writeIn(checkout.workspace, "themes/bakery/theme.toml");
      await writeIn(checkout.workspace, "_vendor/crumbs.example/rye/theme.toml");
      return {};
    },
  },
  { code: "theme-none", what: "a site without a theme", found: /names none/, given: healthy },
  {
    code: "theme-missing",
    what: "the empty folder of a theme",
    found:
      /^not checked out: site\/themes\/bakery is missing or empty$|^not checked out: themes\/bakery/,
    async given({ checkout }) {
      await configure(checkout, 'theme = "bakery"');
      await mkdir(join(checkout.workspace, "themes/bakery"), { recursive: true });
      return {};
    },
  },
  {
    code: "theme-missing",
    what: "a folder of themes that is elsewhere, and lacks one",
    found: /^not checked out: looks\/bakery/,
    async given({ checkout }) {
      await configure(checkout, 'themesDir = "looks"\ntheme = ["bakery"]');
      return {};
    },
  },
  {
    code: "theme-needs-go",
    what: "a Hugo module, without Go",
    found: /crumbs\.example\/rye.*not on the PATH/,
    async given({ checkout }) {
      await configure(checkout, '[[module.imports]]\npath = "crumbs.example/rye"\n[build]');
      return {};
    },
  },
  {
    code: "theme-of-module",
    what: "a Hugo module, with Go",
    found: /crumbs\.example\/rye by Go$/,
    async given({ checkout, programs }) {
      await configure(checkout, 'theme = "crumbs.example/rye"');
      const name = process.platform === "win32" ? "go.exe" : "go";
      await writeIn(programs, name);
      await chmod(join(programs, name), 0o755);
      return {};
    },
  },
  {
    code: "site-not-read",
    what: "a folder that is not there",
    found: /elsewhere/,
    given: settings({ "site-dir": "elsewhere" }),
  },
  {
    code: "site-not-read",
    what: "a configuration that can't be read",
    found: /hugo\.toml/,
    async given({ checkout }) {
      await configure(checkout, "theme = [");
      return {};
    },
  },
  {
    code: "site-not-read",
    what: "a Hugo that is not where it should be",
    found: /no\/hugo does not exist/,
    given: settings({ "hugo-path": "no/hugo" }),
  },
  {
    code: "hugo-missing",
    what: "a PATH without Hugo",
    found: /^there is none$/,
    given: healthy,
  },
  {
    code: "hugo-ok",
    what: "a Hugo",
    found: /^version \d+\.\d+/,
    needs: "hugo",
    given: healthy,
  },
  {
    code: "site-built",
    what: "a site that Hugo builds",
    found: /^Hugo builds it$/,
    needs: "hugo",
    given: healthy,
  },
  {
    code: "site-built-earlier",
    what: "a site that was built before",
    found: /earlier build/,
    given: healthy,
  },
  {
    code: "site-not-built",
    what: "a site that Hugo can't build, and nobody has built",
    found: /only its content files/,
    needs: "hugo",
    async given({ checkout: { workspace } }) {
      await rm(join(workspace, "public"), { recursive: true });
      await writeIn(workspace, "layouts/_default/single.html", "{{ .Nonsense }}");
      return {};
    },
  },
  {
    code: "pages-ok",
    what: "pages with comment sections",
    found: /^17 pages with comment sections$/,
    given: healthy,
  },
  {
    code: "pages-of-site",
    what: "pages of a site whose comments are in a file",
    found: /^\d+ pages that comments may belong to$/,
    given: ({ checkout }) => artrans(checkout, ["/about/"]),
  },
  {
    code: "pages-none",
    what: "a site without comment sections",
    found: /No page shows a comment section/,
    async given({ checkout }) {
      await build(checkout, []);
      return {};
    },
  },
  {
    code: "pages-with-warning",
    what: "a build that is older than the content",
    found: /^17 pages with comment sections; 1 warning; .*older than the content$/,
    async given({ checkout: { workspace } }) {
      await utimes(join(workspace, "public/index.html"), 1_000_000_000, 1_000_000_000);
      return {};
    },
  },
  {
    code: "pages-with-error",
    what: "a page of another site",
    found: /^1 page with comment sections; 1 error; .*belongs to the site "crumbs"/,
    async given({ checkout }) {
      await build(checkout, ["notes", "other"]);
      const file = join(checkout.workspace, "public/other/index.html");
      const html = await readFile(file, "utf8");
      await writeFile(file, html.replace("example-blog", "crumbs"));
      return {};
    },
  },
  {
    code: "source-as-guest",
    what: "a homeserver with guests",
    found: /answers, and can be read as a guest$/,
    given: healthy,
  },
  {
    code: "source-as-account",
    what: "a homeserver without guests, with an access token",
    found: /can be read with the access token$/,
    async given({ servers: { withoutGuests } }) {
      const { accessToken } = await withoutGuests.createUser("reader");
      return {
        settings: { "homeserver-url": withoutGuests.baseUrl, "access-token": accessToken },
      };
    },
  },
  {
    code: "source-as-account",
    what: "a homeserver without guests, with a password",
    found: /can be read with the Matrix user baker$/,
    async given({ servers: { withoutGuests } }) {
      const { password = "" } = await withoutGuests.createUser("baker");
      return {
        settings: {
          "homeserver-url": withoutGuests.baseUrl,
          "matrix-user": "baker",
          "matrix-password": password,
        },
      };
    },
  },
  {
    code: "source-read",
    what: "an export",
    found: /Artran.* can be read$/i,
    given: ({ checkout }) => artrans(checkout, ["/about/"]),
  },
  {
    code: "source-not-asked",
    what: "a source of which no page is known",
    found: /was not asked/,
    async given({ checkout }) {
      await build(checkout, []);
      return {};
    },
  },
  {
    code: "source-failed",
    what: "a homeserver that can't be reached",
    found: /refused the connection|can't be reached/,
    given: settings({ "homeserver-url": "http://127.0.0.1:9" }),
  },
  {
    code: "source-failed",
    what: "a homeserver that refuses guests",
    found: /guest/i,
    given: async ({ servers: { withoutGuests } }) => ({
      settings: { "homeserver-url": withoutGuests.baseUrl },
    }),
  },
  {
    code: "source-failed",
    what: "an access token that the homeserver does not know",
    found: /access.token/i,
    given: settings({ "access-token": "wrong" }),
  },
  {
    code: "source-failed",
    what: "a room that guests may not read",
    found: /guests?/i,
    async given({ checkout, servers: { empty } }) {
      await build(checkout, ["closed"]);
      const room = await empty.createRoom("closed-blog", "closed");
      await room.sendState("m.room.history_visibility", { history_visibility: "joined" });
      const file = join(checkout.workspace, "public/closed/index.html");
      const html = await readFile(file, "utf8");
      await writeFile(file, html.replace("example-blog", "closed-blog"));
      return { settings: { "homeserver-url": empty.baseUrl, "site-name": "closed-blog" } };
    },
  },
  {
    code: "sections-all-with-rooms",
    what: "sections that all have a room",
    found: /^17 comment sections looked up, each with its room$/,
    given: healthy,
  },
  {
    code: "sections-with-rooms",
    what: "an alias that does not exist",
    found: /^16 of 17 comment sections .* no-room-yet \(\/2023\/06\/a-post-without-a-room\/\)$/,
    given: async ({ servers: { lacking } }) => ({
      settings: { "homeserver-url": lacking.baseUrl },
    }),
  },
  {
    code: "sections-without-rooms",
    what: "a homeserver without any room of the site",
    found: /^none of 17 comment sections has a room, such as /,
    given: async ({ servers: { empty } }) => ({
      settings: { "homeserver-url": empty.baseUrl },
    }),
  },
  {
    code: "first-sections-without-rooms",
    what: "a homeserver without the rooms of the first pages of many",
    found: /^none of the first 50 comment sections has a room, such as /,
    async given({ checkout }) {
      await build(
        checkout,
        Array.from({ length: 51 }, (_, index) => `page-${index}`),
      );
      return {};
    },
  },
  {
    code: "conversations-placed",
    what: "an export whose conversations have pages",
    found: /^2 conversations with comments, of 2 pages$/,
    given: ({ checkout }) => artrans(checkout, ["/about/", "/notes/"]),
  },
  {
    code: "conversations-without-page",
    what: "an export with a conversation that has none",
    found: /^1 of 2 conversations with comments has no page on this site$/,
    given: ({ checkout }) => artrans(checkout, ["/about/", "/gone/"]),
  },
  {
    code: "conversations-not-placed",
    what: "an export of another site",
    found: /^none of 2 conversations with comments has a page on this site$/,
    given: ({ checkout }) => artrans(checkout, ["/cakes/", "/gone/"]),
  },
  {
    code: "conversations-none",
    what: "an export without comments",
    found: /^there are no comments in /,
    given: ({ checkout }) => artrans(checkout, []),
  },
  {
    code: "token-active",
    what: "a token of a user",
    found: /active; whether it may also write/,
    given: healthy,
  },
  {
    code: "token-active",
    what: "a token of an account",
    found: /active; whether it may also write/,
    given: token({ status: "active", isOfAccount: true }),
  },
  {
    code: "token-expires",
    what: "a token that ends",
    found: /active until 2031-05-06;/,
    given: token({ status: "active", expires_on: "2031-05-06T07:08:09Z" }),
  },
  {
    code: "token-inactive",
    what: "a token that has ended",
    found: /reports that it is expired$/,
    given: token({ status: "expired" }),
  },
  {
    code: "token-inactive",
    what: "a token that was disabled",
    found: /reports that it is disabled$/,
    given: token({ status: "disabled" }),
  },
  {
    code: "token-refused",
    what: "a token that nobody knows",
    found: /does not accept it: Invalid API Token \[code: 1000\]$/,
    given: settings({ "cloudflare-api-token": "wrong" }),
  },
  {
    code: "token-not-checked",
    what: "a service for tokens that fails",
    found: /could not be asked about it: .*Sorry/,
    given: token({ status: "active", answer: { status: 502, body: "<p>Sorry</p>" } }),
  },
  {
    code: "token-not-checked",
    what: "a service that can't be reached",
    found: /could not be asked about it: .*can't be reached/,
    given: settings({ "cloudflare-api-base": "http://127.0.0.1:9" }),
  },
  {
    code: "token-not-needed",
    what: "a local database",
    found: /local database/,
    needs: "local-d1",
    given: healthy,
  },
  {
    code: "token-of-wrangler",
    what: "wrangler, which logs in by itself",
    found: /own login$/,
    async given({ checkout: { workspace: cwd }, transport, servers: { whole } }) {
      const inputs = remoteSettings(whole, account, { baseUrl: "http://127.0.0.1:9" });
      const { cloudflare, target } = loadConfig({ cwd, env: {}, inputs, inputsAre: "flag" });
      const database = { cloudflare: { ...cloudflare, apiToken: undefined }, target };
      return { checks: await databaseChecks(database, targetOn(transport), never) };
    },
  },
  {
    code: "database-ok",
    what: "a database that can be read",
    found: /^comments is there/,
    given: healthy,
  },
  {
    code: "database-failed",
    what: "a token that is refused",
    found: /Authentication error/,
    given: settings({ "cloudflare-api-token": "wrong" }),
  },
  {
    code: "database-failed",
    what: "a database that is not there",
    found: /no D1 database called commments$/,
    given: settings({ "database-name": "commments" }),
  },
  {
    code: "database-failed",
    what: "another account than the token's",
    found: /could not be found|no D1 database/,
    given: settings({ "cloudflare-account-id": "acc11111111111111111111111111111" }),
  },
  {
    code: "database-failed",
    what: "an API that can't be reached",
    found: /can't be reached/,
    given: settings({ "cloudflare-api-base": "http://127.0.0.1:9" }),
  },
  {
    code: "tables-ok",
    what: "a database without tables",
    found: /^they fit /,
    given: healthy,
  },
  {
    code: "tables-misfit",
    what: "a table of other columns",
    found: /comments can't store the comments/,
    async given({ transport }) {
      transport.database.exec("CREATE TABLE comments (key TEXT PRIMARY KEY, words TEXT)");
      return {};
    },
  },
  {
    code: "tables-misfit",
    what: "a comment system whose tables are missing in a local database",
    found: /posts, users/,
    needs: "local-d1",
    given: settings({ "target-schema": "garrul" }),
  },
  {
    code: "tables-hazard",
    what: "a column by which comments are hidden",
    found: /status/,
    async given({ transport }) {
      transport.database.exec(ownTable);
      return {};
    },
  },
  {
    code: "actions-elsewhere",
    what: "a terminal",
    found: /only a workflow/,
    given: healthy,
  },
  {
    code: "actions-of-the-action",
    what: "a step of a workflow that is not the action's",
    found: /only a step that uses the action/,
    given: async () => ({ env: { GITHUB_ACTIONS: "true" } }),
  },
  {
    code: "cache-ok",
    what: "a runner with a cache",
    found: /is available$/,
    given: services(offered, "token"),
  },
  {
    code: "cache-missing",
    what: "a runner without a cache",
    found: /not available/,
    given: services({}, "token"),
  },
  {
    code: "uploads-ok",
    what: "a runner that takes artifacts",
    found: /can be uploaded$/,
    given: services(offered, "token"),
  },
  {
    code: "uploads-missing",
    what: "a runner that takes no artifacts",
    found: /can't be uploaded/,
    given: services({}, "token"),
  },
  {
    code: "artifacts-ok",
    what: "a token with actions: read",
    found: /can be listed$/,
    given: services(offered, "token"),
  },
  {
    code: "artifacts-without-token",
    what: "a job without a token",
    found: /there is no github-token$/,
    given: services(offered, undefined),
  },
  {
    code: "artifacts-refused",
    what: "a token without actions: read",
    found: /Resource not accessible by integration/,
    given: services(offered, "no-permission"),
  },
];
