import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseFileCommands } from "./file-commands.ts";
import { type OutputLine, type StepProcess, startStepProcess } from "./step-process.ts";
import {
  type Annotation,
  type LogGroup,
  masked,
  readStepLog,
  shownAnnotations,
} from "./workflow-commands.ts";

/** What a step did, as the run shows it and as it was. */
export interface StepResult {
  /** Null if a signal ended the step. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** As the process wrote it, commands and secrets included. */
  readonly stdout: string;
  readonly stderr: string;
  /** The log as people see it: commands carried out, secrets replaced by `***`. */
  readonly log: string;
  /** All annotations. */
  readonly annotations: readonly Annotation[];
  /** Those within the runner's limits, most severe first. */
  readonly shownAnnotations: readonly Annotation[];
  readonly groups: readonly LogGroup[];
  /** Values that the step asked to mask. */
  readonly masks: readonly string[];
  /** Markdown of the step's summary, secrets replaced; empty where it was too large. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the step left for the post step. */
  readonly state: Readonly<Record<string, string>>;
  /** Variables and PATH entries for the steps that follow. */
  readonly environment: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly durationMs: number;
}

/** A step to run. */
export interface StepRequest {
  readonly name: "main" | "post";
  /** Absolute path. */
  readonly script: string;
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string>>;
  /** RUNNER_TEMP. */
  readonly temp: string;
  readonly secrets: readonly string[];
}

/** A step that is running. */
export interface RunningStep {
  readonly process: StepProcess;
  readonly result: Promise<StepResult>;
}

const commandFiles = ["output", "state", "env", "path", "step_summary"] as const;

/** Source: actions/runner, FileCommandManager.cs (`CreateStepSummaryCommand`) */
const maxSummaryBytes = 1024 * 1024;

/** Starts a step with the files for its outputs, state, variables and summary. */
export async function startStep(
  { name, script, workspace, environment, temp, secrets }: StepRequest,
  onLine: (line: OutputLine) => void,
): Promise<RunningStep> {
  const folder = join(temp, "_runner_file_commands");
  await mkdir(folder, { recursive: true });
  const fileOf = (file: (typeof commandFiles)[number]): string => join(folder, `${file}_${name}`);
  for (const file of commandFiles) await writeFile(fileOf(file), "");
  const fileVariables = Object.fromEntries(
    commandFiles.map((file) => [`GITHUB_${file.toUpperCase()}`, fileOf(file)]),
  );
  const process = startStepProcess(script, workspace, { ...environment, ...fileVariables }, onLine);

  async function readResult(): Promise<StepResult> {
    const { exitCode, signal, lines, durationMs } = await process.end;
    const textOf = (stream: OutputLine["stream"]): string =>
      lines.flatMap((line) => (line.stream === stream ? [`${line.text}\n`] : [])).join("");
    const log = readStepLog(
      lines.map(({ text }) => text),
      secrets,
    );
    const { size } = await stat(fileOf("step_summary"));
    const summary = size > maxSummaryBytes ? "" : await readFile(fileOf("step_summary"), "utf8");
    const annotations = [...log.annotations, ...(size > maxSummaryBytes ? [summaryDropped] : [])];
    return {
      exitCode,
      signal,
      stdout: textOf("stdout"),
      stderr: textOf("stderr"),
      log: log.text,
      annotations,
      shownAnnotations: shownAnnotations(annotations),
      groups: log.groups,
      masks: log.masks,
      summary: masked(summary, [...log.masks, ...secrets]),
      outputs: await readValues(fileOf("output")),
      state: await readValues(fileOf("state")),
      environment: await readValues(fileOf("env")),
      path: (await readFile(fileOf("path"), "utf8")).split("\n").filter((line) => line !== ""),
      durationMs,
    };
  }

  return { process, result: readResult() };
}

async function readValues(file: string): Promise<Record<string, string>> {
  return Object.fromEntries(parseFileCommands(await readFile(file, "utf8")));
}

const summaryDropped: Annotation = {
  severity: "error",
  message: "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k",
  title: undefined,
  file: undefined,
  line: undefined,
  endLine: undefined,
  column: undefined,
  endColumn: undefined,
};
