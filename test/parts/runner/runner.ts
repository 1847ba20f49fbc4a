import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResultsService } from "../actions-services/results-service.ts";
import { inputVariables, readActionMetadata } from "./action-metadata.ts";
import { dispatchedJob, type Job } from "./job.ts";
import { type RunnerPlaces, runnerEnvironment, serviceVariables } from "./runner-environment.ts";
import { type RunningStep, type StepResult, startStep } from "./step.ts";
import { type CancellationGrace, type OutputLine, runnerGrace } from "./step-process.ts";

/** An action to run as the only step of a job; the job is {@link dispatchedJob} if nothing is said. */
export interface ActionRun extends Partial<Job> {
  /** Absolute path of the folder of `action.yml`. */
  readonly action: string;
  /** Absolute path of the checked-out repository, where the steps work. */
  readonly workspace: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Where the cache and the artifacts are; without it the steps find no such service. */
  readonly services?: ResultsService;
  /** Values that the runner masks from the start. */
  readonly secrets?: readonly string[];
  /** Variables to add to or replace in those of the runner. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long a cancelled step may go on; as on GitHub if nothing is said. */
  readonly grace?: CancellationGrace;
}

/** What the steps of an action did. */
export interface ActionResult {
  readonly main: StepResult;
  /** Undefined if the action has no post step, or if the runner was lost before it. */
  readonly post: StepResult | undefined;
}

/** An action whose main step is running. */
export interface RunningAction {
  readonly result: Promise<ActionResult>;
  /** Resolves with the first line, of either step, that matches; rejects if there is none. */
  waitForOutput(pattern: RegExp): Promise<string>;
  /** Cancels the main step as the runner does; the post step runs. */
  cancel(): void;
  /** Loses the runner: everything ends at once, and no post step runs. */
  kill(): void;
}

/** Runs an action's main step and, whatever happened to it, its post step. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  return (await startAction(run)).result;
}

/**
 * Starts an action's main step in a clean environment like that of a GitHub-hosted runner. The
 * post step follows by itself. Processes that the steps left behind are ended with the job.
 */
export async function startAction(run: ActionRun): Promise<RunningAction> {
  const { inputs = {}, services, secrets = [], env = {}, grace = runnerGrace, workspace } = run;
  const job: Job = { ...dispatchedJob, ...run };
  const action = await readActionMetadata(run.action);
  const variables = {
    ...inputVariables(action, inputs),
    ...(services === undefined ? {} : serviceVariables(services, job)),
    ...env,
  };
  const folder = await mkdtemp(join(tmpdir(), "runner-"));
  const places = await makePlaces(folder, workspace, job);
  const output = new OutputWatch();
  const steps: RunningStep[] = [];
  let isLost = false;

  async function start(
    name: "main" | "post",
    script: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<RunningStep> {
    const { temp } = places;
    const request = { name, script, workspace, environment, temp, secrets };
    const step = await startStep(request, (line) => output.add(line));
    steps.push(step);
    if (isLost) step.process.killTree();
    return step;
  }

  const baseEnvironment = { ...runnerEnvironment(job, places), ...variables };
  const mainStep = await start("main", action.main, baseEnvironment);

  async function finish(): Promise<ActionResult> {
    try {
      const main = await mainStep.result;
      if (isLost || action.post === undefined) return { main, post: undefined };
      const postStep = await start("post", action.post, postEnvironment(baseEnvironment, main));
      return { main, post: await postStep.result };
    } finally {
      output.end();
      for (const { process } of steps) process.killTree();
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    result: finish(),
    waitForOutput: (pattern) => output.waitFor(pattern),
    cancel: () => mainStep.process.cancel(grace),
    kill() {
      isLost = true;
      for (const { process } of steps) process.killTree();
    },
  };
}

async function makePlaces(folder: string, workspace: string, job: Job): Promise<RunnerPlaces> {
  const places = {
    workspace,
    home: join(folder, "home"),
    temp: join(folder, "_temp"),
    toolCache: join(folder, "_tool"),
    eventFile: join(folder, "event.json"),
  };
  for (const path of [places.home, places.temp, places.toolCache]) await mkdir(path);
  await writeFile(places.eventFile, JSON.stringify(job.event));
  return places;
}

function postEnvironment(
  environment: Readonly<Record<string, string>>,
  main: StepResult,
): Record<string, string> {
  const state = Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]);
  return {
    ...environment,
    ...main.environment,
    PATH: [...main.path.toReversed(), environment["PATH"]].join(":"),
    ...Object.fromEntries(state),
  };
}

/** Waits for lines of output. */
class OutputWatch {
  readonly #lines: string[] = [];
  readonly #changes = new Set<() => void>();
  #ended = false;

  add({ text }: OutputLine): void {
    this.#lines.push(text);
    this.#notify();
  }

  end(): void {
    this.#ended = true;
    this.#notify();
  }

  waitFor(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const line = this.#lines.find((one) => pattern.test(one));
        if (line === undefined && !this.#ended) return;
        this.#changes.delete(check);
        if (line !== undefined) resolve(line);
        else reject(new Error(`no output matches ${pattern}:\n${this.#lines.join("\n")}`));
      };
      this.#changes.add(check);
      check();
    });
  }

  #notify(): void {
    for (const check of this.#changes) check();
  }
}
