import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { statement } from "../../src/d1/sql/statement.ts";
import { copyExampleSite } from "../e2e/migration-site.ts";
import { type ApiFault, type ApiRequest, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { type D1Backend, workerdBackend } from "../parts/d1/d1-backend.ts";
import type { WranglerDev } from "../parts/d1/wrangler-dev.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";

const boundaries = new URL("boundaries.ts", import.meta.url).href;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

/** Where migrations of the example site are run, each a process of its own, into D1 on workerd. */
export interface Migrations extends AsyncDisposable {
  readonly homeserver: EmbeddedHomeserver;
  /** Comments of the site. */
  readonly comments: number;
  readonly backend: D1Backend;
  /** Where the Worker answers. */
  readonly origin: string;
  /** Below it are the databases of `wrangler dev`, by id. */
  readonly databasesUrl: string;
  /** A folder without a checkpoint, and a new, empty database, or the one of this id. */
  begin(databaseId?: string): Promise<Migration>;
}

/** One migration, with the memory that its runs leave. */
export interface Migration extends AsyncDisposable {
  readonly databaseId: string;
  /** Folder of the report. */
  readonly report: string;
  /** Folder of the checkpoint. */
  readonly checkpoint: string;
  run(options?: RunOptions): Promise<RunEnd>;
  /** What the database holds. */
  rows(): Promise<DatabaseRows>;
}

/** What happens to a run. */
export interface RunOptions {
  /** Variables for `boundaries.ts`. */
  readonly env?: Readonly<Record<string, string>>;
  /** What D1's API does wrong, first to last; undefined is nothing. */
  readonly faults?: readonly (ApiFault | undefined)[];
  /** The process is killed when D1 has done what this request asked (0 is the first). */
  readonly killWhenDone?: number;
  /** Flags beside the usual ones. */
  readonly flags?: Readonly<Record<string, string>>;
}

/** How a run ended. */
interface RunEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly requests: readonly ApiRequest[];
}

const cell = z.union([z.string(), z.number(), z.null()]);
/** A row, by column. */
export type DatabaseRow = Readonly<Record<string, z.infer<typeof cell>>>;

/** All that a migration leaves in a database, but the times and names of its runs. */
export interface DatabaseRows {
  readonly comments: readonly DatabaseRow[];
  readonly ledger: readonly DatabaseRow[];
  readonly pages: readonly DatabaseRow[];
}

const selects = [
  statement("SELECT * FROM comments ORDER BY id"),
  statement(`SELECT source, source_id, comment_id, parent_source_id, page_id, digest
FROM comment_migration_ledger ORDER BY comment_id`),
  statement(`SELECT page_id, source, threads, comments, is_settled, verified_sequence >= (
  SELECT max(l.sequence) FROM comment_migration_ledger l
  WHERE l.page_id = p.page_id AND p.source = l.source) AS is_verified
FROM comment_migration_pages p ORDER BY page_id, source`),
];

/** What migrations are prepared with. */
export interface MigrationParts {
  /** The folder of the bundles under test. */
  readonly bundles: string;
  /** Whose D1 the comments are moved into. */
  readonly workerd: Pick<WranglerDev, "databasesUrl" | "origin">;
}

/** Plays conversations into a homeserver, and gives the number of comments. */
type Play = (homeserver: EmbeddedHomeserver) => Promise<number>;

const playExample: Play = async (homeserver) =>
  commentsIn(await seed(homeserver, await readExampleConversations()));

/** Starts a homeserver with the example site's conversations, or with others in its sections. */
export async function prepareMigrations(
  { bundles, workerd: { databasesUrl, origin } }: MigrationParts,
  play = playExample,
): Promise<Migrations> {
  const parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "crash-"));
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const site = join(folder, "site");
  await copyExampleSite(site);
  const homeserver = parts.use(await startEmbeddedHomeserver());
  const comments = await play(homeserver);
  const backend = workerdBackend(databasesUrl);

  return {
    homeserver,
    comments,
    backend,
    origin,
    databasesUrl,
    async begin(databaseId = randomUUID()) {
      const place = join(folder, databaseId);
      const checkpoint = join(place, "checkpoint");
      const report = join(place, "report");
      await mkdir(place);
      const usual = {
        "site-name": "example-blog",
        "homeserver-url": homeserver.baseUrl,
        "server-name": homeserver.serverName,
        "site-dir": site,
        "cloudflare-api-token": account.apiToken,
        "cloudflare-account-id": account.accountId,
        "database-name": account.databaseName,
        "database-id": databaseId,
        "checkpoint-file": join(checkpoint, "checkpoint.json"),
        "report-dir": report,
        "batch-size": "5",
        "max-retries": "0",
        "log-level": "warn",
      };
      return {
        databaseId,
        report,
        checkpoint,
        async run({ env = {}, faults = [], killWhenDone, flags = {} } = {}) {
          await using api = await startCloudflareApi(account, {
            backend,
            databaseId,
            onDone: (request) => {
              if (api.requests.indexOf(request) === killWhenDone) child.kill("SIGKILL");
            },
          });
          api.faults.push(...faults);
          const settings = { ...usual, "cloudflare-api-base": api.baseUrl, ...flags };
          const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
          const child = spawn(
            process.execPath,
            ["--import", boundaries, join(bundles, "cli.js"), ...args],
            {
              cwd: place,
              env: { HOME: place, ...compileCache, ...env },
              stdio: ["ignore", "pipe", "pipe"],
            },
          );
          const output = Promise.all([text(child.stdout), text(child.stderr)]);
          const [exitCode, signal] = z
            .tuple([z.number().nullable(), z.string().nullable()])
            .parse(await once(child, "close"));
          return { exitCode, signal, output: (await output).join(""), requests: api.requests };
        },
        async rows() {
          const [comments, ledger, pages] = await backend.batch(databaseId, selects);
          return { comments: asRows(comments), ledger: asRows(ledger), pages: asRows(pages) };
        },
        [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
      };
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** Pages and ids that the checkpoint in a folder holds, without times. */
export async function rememberedIn(folder: string) {
  const checkpoint = z
    .object({
      status: z.string(),
      completed_pages: z.record(z.string(), z.object({ comments: z.number() })),
      failed_pages: z.record(z.string(), z.unknown()),
      id_mapping: z.record(z.string(), z.union([z.number(), z.string()])),
    })
    .parse(JSON.parse(await readFile(join(folder, "checkpoint.json"), "utf8")));
  return checkpoint;
}

function asRows(
  result: { columns: readonly string[]; rows: readonly (readonly unknown[])[] } | undefined,
): readonly DatabaseRow[] {
  if (result === undefined) throw new Error("the database gave no result");
  return result.rows.map((values) =>
    Object.fromEntries(result.columns.map((column, index) => [column, cell.parse(values[index])])),
  );
}
