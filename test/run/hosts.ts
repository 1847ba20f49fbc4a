import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { vi } from "vitest";
import { z } from "zod";
import { runMain } from "../../src/action/entries/run-main.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import type { SettingName } from "../../src/config/settings.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import { systemErrorCode } from "../../src/files/system-error.ts";
import { migrateSite } from "../../src/migrate-site.ts";
import type { Report } from "../../src/report/report.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import type { ResultsService } from "../parts/actions-services/results-service.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { inputVariables, readActionMetadata } from "../parts/runner/action-metadata.ts";
import { parseFileCommands } from "../parts/runner/file-commands.ts";
import { dispatchedJob } from "../parts/runner/job.ts";
import { runnerEnvironment, serviceVariables } from "../parts/runner/runner-environment.ts";

/** A program that runs migrations, by the function that its process begins with. */
export type HostName = "action" | "terminal" | "library";

export const hostNames: readonly HostName[] = ["action", "terminal", "library"];

/** Settings as a user writes them. */
export type GivenSettings = Readonly<Partial<Record<SettingName, string>>>;

/** Where a run takes place. */
export interface RunPlace {
  /** Absolute path of the checked-out site. */
  readonly workspace: string;
  /** Beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  /** GitHub's cache and artifacts, for the host that is offered them. */
  readonly services?: ResultsService | undefined;
  /** Address of GitHub's API, for the host that is told it. */
  readonly apiUrl?: string | undefined;
}

/** What somebody outside sees of a run. */
export interface SeenRun {
  /** Undefined where the host has none, because its caller gets the report. */
  readonly exitCode: number | undefined;
  /** The report that was left in the folder for it; undefined where there is none. */
  readonly report: Report | undefined;
  /** Why the run did not begin. */
  readonly refusal: string | undefined;
  /** What was told while it went on, or at the end of it. */
  readonly log: string;
  /** The shards that a plan made. */
  readonly shards: readonly string[];
}

/** Runs a migration on a host, in this process, with a machine's environment of its own. */
export async function runOn(
  host: HostName,
  settings: GivenSettings,
  place: RunPlace,
): Promise<SeenRun> {
  const reportFile = join(
    resolve(place.workspace, settings["report-dir"] ?? ".comment-migration/report"),
    "report.json",
  );
  rmSync(reportFile, { force: true });
  const seen = await { action, terminal, library }[host](settings, place);
  return { ...seen, report: readReport(reportFile) };
}

type Seen = Omit<SeenRun, "report">;

const never = new AbortController().signal;
const machine = (place: RunPlace) => ({
  PATH: "/usr/bin:/bin",
  HOME: place.workspace,
  ...compileCache,
  GITHUB_API_URL: place.apiUrl ?? "http://127.0.0.1:9",
  ...place.env,
});

async function library(settings: GivenSettings, place: RunPlace): Promise<Seen> {
  const { workspace: repositoryDir } = place;
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const observer = {
    scanned: ({ pages }: { readonly pages: readonly unknown[] }) => log(`Found ${pages.length}`),
  };
  const seen = { exitCode: undefined, shards: [] };
  try {
    await migrateSite({ settings, repositoryDir, env: machine(place), log, observer });
    return { ...seen, refusal: undefined, log: lines.join("\n") };
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    return { ...seen, refusal: `${error.message}\n${error.remedy}`, log: lines.join("\n") };
  }
}

async function terminal(settings: GivenSettings, place: RunPlace): Promise<Seen> {
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const stdout = new Sink();
  const stderr = new Sink();
  const where = { args, env: machine(place), cwd: place.workspace, stdout, stderr };
  const exitCode = await runCli(where, never, performance.now());
  return {
    exitCode,
    refusal: exitCode === 0 || stdout.text !== "" ? undefined : stderr.text,
    log: stderr.text + stdout.text,
    shards: stdout.text.split("\n").filter((line) => /^\d+\/\d+/.test(line)),
  };
}

/** What a program writes to. */
class Sink {
  text = "";
  readonly isTTY = false as const;
  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

const actionDir = resolve(import.meta.dirname, "../..");

async function action(settings: GivenSettings, place: RunPlace): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  const output = join(folder, "output");
  const files = { output, state: join(folder, "state"), step_summary: join(folder, "summary") };
  const places = {
    workspace: place.workspace,
    home: place.workspace,
    temp: folder,
    toolCache: join(folder, "tools"),
    eventFile: join(folder, "event.json"),
  };
  for (const file of [...Object.values(files), places.eventFile]) writeFileSync(file, "");
  mkdirSync(places.toolCache);
  const env: Readonly<Record<string, string>> = {
    ...runnerEnvironment(dispatchedJob, places),
    ...machine(place),
    ...inputVariables(await readActionMetadata(actionDir), settings),
    ...(place.services === undefined ? {} : serviceVariables(place.services, dispatchedJob)),
    ...Object.fromEntries(
      Object.entries(files).map(([name, file]) => [`GITHUB_${name.toUpperCase()}`, file]),
    ),
  };
  for (const name of servicesOfRunner) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(place.workspace);
  let text = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  const before = process.exitCode;
  try {
    const exitCode = await runMain(env, never, performance.now());
    const outputs = parseFileCommands(readFileSync(output, "utf8"));
    const lines = text.split("\n");
    const matrix = outputs.get("matrix") || '{"include":[]}';
    return {
      exitCode,
      refusal:
        outputs.get("status") === "" && exitCode !== 0
          ? lines.filter((line) => line.startsWith("::error::")).join("\n")
          : undefined,
      log: lines.filter((line) => !line.startsWith("::debug::")).join("\n"),
      shards: matrixOf(matrix),
    };
  } finally {
    process.exitCode = before;
    write.mockRestore();
    cwd.mockRestore();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
}

const servicesOfRunner = [
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_RUNTIME_TOKEN",
];

const matrixSchema = z.object({ include: z.array(z.object({ shard: z.string() })) });

function matrixOf(json: string): readonly string[] {
  return matrixSchema.parse(JSON.parse(json)).include.map(({ shard }) => shard);
}

function readReport(file: string): Report | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const isMissing = ["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "");
    if (isMissing) return undefined;
    throw error;
  }
}
