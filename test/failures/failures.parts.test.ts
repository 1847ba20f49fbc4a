import { chmod, cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionDir, checkOutSite } from "../e2e/migration-site.ts";
import { movedRowsIn } from "../e2e/moved-rows.ts";
import { type MigrationResult, remoteSettings, runMigration } from "../e2e/run-migration.ts";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { canMountDisks, mountSmallDisk } from "../parts/machine/small-disk.ts";
import { runOn } from "../run/hosts.ts";
import { type FaultKind, type FaultyWayOptions, startFaultyWay } from "./faulty-way.ts";

const kinds = ["refused", "cut", "slow", "wrong", "endless", "full"] as const;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const databaseId = "11111111-2222-3333-4444-555555555555";

/** What went wrong, and what became of it: a row of the document. */
interface Row {
  readonly exitCode: number | null;
  readonly verdict: string;
  /** Codes of errors and warnings that the fault brought. */
  readonly told: readonly string[];
  /** Of the comments, in the database. */
  readonly comments: "none" | "some" | "all";
  readonly checkpoint: "saved" | "not saved";
}

/** Where something goes wrong: how, in words, and what it takes. */
interface Place {
  readonly name: string;
  readonly faults: Readonly<Partial<Record<FaultKind, string>>>;
}

const places = {
  homeserver: {
    name: "Homeserver",
    faults: {
      refused: "the token is refused from the third page on",
      cut: "answers break off from the third page on",
      slow: "no answer from the third page on, until the time budget is used up",
      wrong: "a web page instead of each answer from the third page on",
      endless: "answers without an end from the third page on",
      full: "its resource limit is reached from the third page on",
    },
  },
  d1: {
    name: "D1",
    faults: {
      refused: "the token is refused from the second batch on",
      cut: "answers break off from the second batch on",
      slow: "no answer from the second batch on, until the time budget is used up",
      wrong: "a web page instead of each answer from the second batch on",
      endless: "answers without an end from the second batch on",
      full: "the database is full from the second batch on",
    },
  },
  github: {
    name: "GitHub's cache and artifacts",
    faults: {
      refused: "the job has no permission",
      cut: "answers break off",
      wrong: "a web page instead of each answer",
      full: "the storage is full",
    },
  },
  disk: {
    name: "Disk",
    faults: {
      refused: "the report's folder is a file",
      full: "there is no room for the whole checkpoint and the report",
    },
  },
  hugo: {
    name: "Hugo, with no built site beside the content",
    faults: {
      refused: "the build fails",
      cut: "Hugo is killed",
      slow: "Hugo hangs, until the time budget is used up",
      wrong: "Hugo prints something else and builds nothing",
      endless: "Hugo prints without an end",
      full: "Hugo finds no room for its files",
    },
  },
} as const satisfies Record<string, Place>;
type PlaceName = keyof typeof places;

/** From where on the way to a service fails, and in which words it refuses. */
const services = {
  homeserver: {
    path: /\/messages/,
    from: 3,
    refusals: {
      refused: { status: 403, body: { errcode: "M_FORBIDDEN", error: "You are not here" } },
      full: {
        status: 403,
        body: { errcode: "M_RESOURCE_LIMIT_EXCEEDED", error: "Monthly users", admin_contact: "x" },
      },
    },
  },
  d1: {
    path: /\/(?:raw|query)$/,
    from: 6,
    refusals: {
      refused: { status: 403, body: refusedByD1(10000, "Authentication error") },
      full: { status: 400, body: refusedByD1(7500, "Exceeded maximum DB size") },
    },
  },
  github: {
    path: /twirp/,
    from: 1,
    refusals: {
      refused: { status: 403, body: { code: "permission_denied", msg: "no permission" } },
      full: { status: 429, body: { code: "resource_exhausted", msg: "quota has been hit" } },
    },
  },
} as const satisfies Partial<Record<PlaceName, Omit<FaultyWayOptions, "kind">>>;

function refusedByD1(code: number, message: string) {
  return { success: false, errors: [{ code, message }], messages: [], result: null };
}

const hugoStandIns: Readonly<Record<FaultKind, string>> = {
  refused: 'echo "Error: error building site: template: no such partial" >&2; exit 1',
  cut: "kill -9 $$",
  slow: "exec sleep 600",
  wrong: "echo hello; exit 0",
  endless: "exec yes",
  full: 'echo "Error: write /tmp/x: no space left on device" >&2; exit 1',
};
const version =
  'case "$1" in version|env) echo "hugo v0.152.2+extended linux/amd64"; exit 0;; esac';

/** Whether it takes a disk of its own, which not every user may mount. */
function needsDisk(place: PlaceName, kind: FaultKind): boolean {
  return place === "disk" && kind === "full";
}

/** Breaks a checkout; returns the settings that lead to what is broken. */
async function breakCheckout(
  place: "disk" | "hugo",
  kind: FaultKind,
  workspace: string,
  parts: AsyncDisposableStack,
): Promise<Readonly<Record<string, string>>> {
  if (place === "hugo") {
    const hugo = join(workspace, "..", "hugo");
    await writeFile(hugo, `#!/bin/sh\n${version}\n${hugoStandIns[kind]}\n`);
    await chmod(hugo, 0o755);
    await rm(join(workspace, "public"), { recursive: true });
    return { "hugo-path": hugo };
  }
  if (kind === "refused") {
    await writeFile(join(workspace, "report"), "in the way");
    return { "report-dir": "report" };
  }
  const disk = mountSmallDisk("68k", workspace);
  if (disk === undefined) throw new Error("no disk can be mounted here");
  parts.use(disk);
  return { "report-dir": disk.path, "checkpoint-file": join(disk.path, "checkpoint.json") };
}

const rows = new Map<string, Row>();

describe.concurrent("a run in which something fails", () => {
  let homeserver: EmbeddedHomeserver;
  let all: number;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    all = commentsIn(await seed(homeserver, await readExampleConversations()));
  });
  afterAll(() => homeserver[Symbol.asyncDispose]());

  /** Runs with the fault, then again without; the second has to bring everything to its end. */
  async function fail(place: PlaceName, kind: FaultKind): Promise<Row> {
    await using parts = new AsyncDisposableStack();
    const backend = sqliteBackend();
    const api = parts.use(await startCloudflareApi(account, { backend, databaseId }));
    const store = parts.use(await startResultsService());
    const { workspace } = parts.use(await checkOutSite());
    const origins = { homeserver: homeserver.baseUrl, d1: api.baseUrl, github: store.url };

    const settings = () => ({
      ...remoteSettings({ ...homeserver, baseUrl: origins.homeserver }, account, {
        baseUrl: origins.d1,
      }),
      ...{ "max-retries": "0", concurrency: "1", "batch-size": "10" },
    });
    const run = (more: Readonly<Record<string, string>> = {}) =>
      runMigration({
        workspace,
        services: { ...store, url: origins.github },
        inputs: { ...settings(), ...more },
      });
    const limit = kind === "slow" ? { "time-budget": "20s" } : {};
    let first: MigrationResult;
    if (place === "disk" || place === "hugo") {
      first = await run({ ...limit, ...(await breakCheckout(place, kind, workspace, parts)) });
      await cp(join(actionDir, "examples/site/public"), join(workspace, "public"), {
        recursive: true,
      });
    } else {
      const way = parts.use(await startFaultyWay(origins[place], { kind, ...services[place] }));
      origins[place] = place === "github" ? `${way.origin}/` : way.origin;
      first = await run(limit);
      way.repair();
    }
    const moved = (await movedRowsIn(backend, databaseId)) ?? [];
    // What a job's later attempt finds in cache and artifacts is tried in test/e2e/resume.
    const second = await runOn("library", settings(), { workspace });
    expect(second.report?.verdict, second.refusal ?? second.log).toBe("complete");
    const after = (await movedRowsIn(backend, databaseId)) ?? [];
    expect(after).toHaveLength(all);
    expect(new Set(after.map(({ event }) => event)).size).toBe(all);
    expect(first.main.log).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    return {
      exitCode: first.main.exitCode,
      verdict: first.report?.verdict ?? "no report",
      told: toldBy(first),
      comments: moved.length === 0 ? "none" : moved.length === all ? "all" : "some",
      checkpoint: first.main.outputs["checkpoint-saved"] === "true" ? "saved" : "not saved",
    };
  }

  for (const place of ["homeserver", "d1", "github", "disk", "hugo"] as const) {
    const faults: Partial<Record<FaultKind, string>> = places[place].faults;
    for (const kind of kinds) {
      const fault = faults[kind];
      if (fault === undefined) continue;
      it.runIf(!needsDisk(place, kind) || canMountDisks())(
        `${places[place].name}: ${fault}`,
        async () => {
          rows.set(`${place} ${kind}`, await fail(place, kind));
        },
      );
    }
  }
});

describe("docs/failures.md", () => {
  it.runIf(canMountDisks())("says what became of each of those runs", async () => {
    const file = fileURLToPath(new URL("../../docs/failures.md", import.meta.url));
    await expect(documentOf(rows)).toMatchFileSnapshot(file);
  });
});

function toldBy({ main, report }: MigrationResult): readonly string[] {
  const findings = report?.findings ?? [];
  const serious = findings.filter(
    ({ severity, code }) => severity !== "notice" || code === "time-budget-used",
  );
  const pages = report !== undefined && "failedPages" in report ? report.failedPages : [];
  const codes = [
    ...serious.map(({ code }) => code),
    ...pages.map(({ code }) => code),
    ...(report?.stoppedBy ? [report.stoppedBy.code] : []),
  ].map((code) => `\`${code}\``);
  const own = codes.filter((code) => !code.includes("without-room"));
  const said = own.length > 0 ? [] : main.annotations.flatMap(sentenceOf);
  return [...new Set([...own, ...said])].sort();
}

/** Why, in a sentence without names of places on this machine. */
function sentenceOf({ severity, message }: MigrationResult["main"]["annotations"][number]) {
  const isOfClient = message.startsWith("Failed to ");
  if (severity === "notice" || isOfClient || message.includes("no-room-yet")) return [];
  const [, why = message] = /Reason: (.*)$/s.exec(message) ?? [];
  const [first = ""] = why.replaceAll(/\/(?:[\w.-]+\/)*[\w.-]+/g, "…").split(/(?<=\.) |\n/);
  return [first];
}

const words = {
  none: "Nothing was written.",
  some: "What was written is kept.",
  all: "All comments are there.",
};

function documentOf(rows: ReadonlyMap<string, Row>): string {
  const parts = Object.entries(places).map(([place, { name, faults }]) => {
    const lines = Object.entries(faults).flatMap(([kind, fault]) => {
      const row = rows.get(`${place} ${kind}`);
      if (row === undefined) return [];
      const { exitCode, verdict, told, comments, checkpoint } = row;
      return `| ${fault} | ${exitCode} | ${verdict} | ${told.join(told[0]?.startsWith("`") ? ", " : " ")} | ${words[comments]} | ${checkpoint} |`;
    });
    return [`## ${name}`, "", ...header, ...lines, ""].join("\n");
  });
  return `${introduction}\n${parts.join("\n")}`;
}

const header = [
  "| What fails | Exit code | Verdict | What the run says | Comments in the database | Checkpoint |",
  "| --- | --- | --- | --- | --- | --- |",
];
const introduction = `# What a run does when something fails

Each row was tried with the action, one thing failing from some point on and nothing being repeated
(\`max-retries: 0\`). In every row, running it again after the fault was mended brought all comments
into the database, each once. The codes are those of [messages.md](messages.md). This page is written
by \`test/failures\`; a fault that a place can't have is left out.
`;
