import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { partPath } from "../tiers/tiers.ts";
import { type ActLog, parseActLog } from "./act-log.ts";
import { cleanPath } from "./runner-environment.ts";

/** A workflow to run with act. */
export interface WorkflowRun {
  /**
   * Absolute path of a git repository with a commit. The workflow has to check it out: act then
   * copies it, without what .gitignore names, works in the copy and removes it at the end.
   */
  readonly repository: string;
  /** Path of the workflow file in the repository. */
  readonly workflow: string;
  /** Inputs of the `workflow_dispatch` event. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Variables to add to those of all steps, such as GITHUB_RUN_ATTEMPT. */
  readonly env?: Readonly<Record<string, string>>;
  /** PATH of the machine; default is one with the system's own programs. */
  readonly path?: string;
  /** Folder of the cache, to be shared by several runs; one for this run alone if left out. */
  readonly cacheDir?: string;
}

/** How a workflow ended, and what it said. */
export interface WorkflowResult extends ActLog {
  readonly exitCode: number;
}

/**
 * Runs a workflow as `workflow_dispatch` with nektos/act on this machine, without Docker or
 * network, with Node 24 and act's cache service (version 1 of the protocol) on a loopback port.
 */
export async function runWorkflow(run: WorkflowRun): Promise<WorkflowResult> {
  const home = await mkdtemp(join(tmpdir(), "act-"));
  const options = [
    ["--workflows", run.workflow],
    ["--platform", "ubuntu-latest=-self-hosted"],
    ["--cache-server-addr", "127.0.0.1"],
    ["--cache-server-path", run.cacheDir ?? join(home, "cache")],
    ...repeated("--input", run.inputs),
    ...repeated("--secret", run.secrets),
    ...repeated("--env", run.env),
  ];
  try {
    const { stdout, stderr, exitCode } = await execa(
      partPath("act"),
      ["workflow_dispatch", "--json", ...options.flat()],
      {
        cwd: run.repository,
        env: { HOME: home, PATH: run.path ?? cleanPath, ACT_DISABLE_VERSION_CHECK: "1" },
        extendEnv: false,
        stdin: "ignore",
        reject: false,
        lines: true,
      },
    );
    if (exitCode === undefined || stdout.length === 0) {
      throw new Error(`act did not run the workflow: ${stderr.join("\n")}`);
    }
    return { exitCode, ...parseActLog(stdout) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function repeated(option: string, values: Readonly<Record<string, string>> = {}): string[][] {
  return Object.entries(values).map(([name, value]) => [option, `${name}=${value}`]);
}
