import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { checkOutSite } from "../e2e/migration-site.ts";
import { remoteSettings } from "../e2e/run-migration.ts";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { pathWithoutHugo } from "../parts/hugo/path-without-hugo.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";
import { type GivenSettings, type HostName, runOn, type SeenRun } from "./hosts.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

/** The homeserver of a host's worlds, one after the other; it can be slow and fail. */
export interface SharedHomeserver extends AsyncDisposable {
  readonly server: EmbeddedHomeserver;
  /** Comments of the example site. */
  readonly comments: number;
  /** Method and path of each request so far. */
  readonly asked: () => readonly string[];
  /** When each request for a conversation came, by `performance.now()`. */
  readonly conversations: number[];
  /** How long the next conversations take to be read, in ms. */
  delayMs: number;
  /** The PATH of the machines: what is said of Hugo is up to the settings. */
  readonly path: string;
  /** How many of the next requests for a conversation are answered by a failure for now. */
  failures: number;
}

/** Starts a homeserver with the example site's conversations. */
export async function startSharedHomeserver(): Promise<SharedHomeserver> {
  const conversations: number[] = [];
  const server = await startEmbeddedHomeserver({
    faults({ path }) {
      if (!path.endsWith("/messages")) return undefined;
      conversations.push(performance.now());
      if (shared.failures > 0) {
        shared.failures -= 1;
        return { kind: "answer", status: 503, body: "<html>Sorry</html>" };
      }
      return shared.delayMs === 0 ? undefined : { kind: "delay", ms: shared.delayMs };
    },
  });
  const comments = commentsIn(await seed(server, await readExampleConversations()));
  const machine = pathWithoutHugo();
  const shared = {
    server,
    path: machine.path,
    comments,
    conversations,
    asked: () => server.requests.map(({ method, path }) => `${method} ${path}`),
    delayMs: 0,
    failures: 0,
    async [Symbol.asyncDispose]() {
      machine[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  return shared;
}

/** A site on one host, with a database of its own. */
export interface World extends AsyncDisposable {
  readonly host: HostName;
  readonly workspace: string;
  /** What the least settings of a run are, which move the comments into {@link World.database}. */
  readonly settings: GivenSettings;
  readonly database: SqliteTransport["database"];
  /** Awaited before each call to the database. */
  beforeBatch: (sql: string) => Promise<void>;
  readonly api: CloudflareApi;
  readonly homeserver: SharedHomeserver;
  readonly services: Awaited<ReturnType<typeof startResultsService>>;
  /** Method and path of each request for the homeserver since the world was opened. */
  readonly asked: () => readonly string[];
  /** Paths of what was fetched from the place of Hugo's releases. */
  readonly fetched: readonly string[];
  /** Ends a part with the world. */
  use<T extends AsyncDisposable>(part: T): T;
  /** Runs it; the settings are added to the least ones, and replace them. */
  run(settings: GivenSettings, place?: RunOptions): Promise<SeenRun>;
}

/** What a run's machine offers. */
export interface RunOptions {
  readonly withServices?: boolean;
  readonly apiUrl?: string;
  /** What a runner says of the event. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Checks the example site out and gives it a database. */
export async function openWorld(host: HostName, homeserver: SharedHomeserver): Promise<World> {
  const parts = new AsyncDisposableStack();
  const before = homeserver.asked().length;
  homeserver.delayMs = 0;
  homeserver.failures = 0;
  const { workspace } = parts.use(await checkOutSite());
  const transport = createSqliteTransport();
  const backend = sqliteBackend(transport);
  const api = parts.use(
    await startCloudflareApi(account, {
      backend: {
        async batch(id, statements) {
          await world.beforeBatch(statements.map(({ sql }) => sql).join("\n"));
          return backend.batch(id, statements);
        },
      },
    }),
  );
  const services = parts.use(await startResultsService());
  const fetched: string[] = [];
  const releases = createServer(({ url = "" }, response) => {
    fetched.push(url);
    response.writeHead(404).end();
  });
  const releasesUrl = await listenOnLoopback(releases);
  parts.defer(async () => void releases.close());
  const settings = {
    ...remoteSettings(homeserver.server, account, api),
    "max-retries": "0",
  };
  const world: World = {
    host,
    workspace,
    settings,
    database: transport.database,
    beforeBatch: async () => {},
    api,
    homeserver,
    services,
    fetched,
    asked: () => homeserver.asked().slice(before),
    use: (part) => parts.use(part),
    run: (more, { withServices = false, apiUrl, env } = {}) =>
      runOn(
        host,
        { ...settings, ...more },
        {
          workspace,
          env: { HUGO_RELEASES_URL: releasesUrl, PATH: homeserver.path, ...env },
          services: withServices ? services : undefined,
          apiUrl,
        },
      ),
    async [Symbol.asyncDispose]() {
      await parts.disposeAsync();
      await rm(workspace, { recursive: true, force: true });
    },
  };
  return world;
}
