import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { RunContext } from "./run-context.ts";

/** Source: https://docs.github.com/actions/reference/limits#existing-system-limits */
const hostedLimit = 360;

const workflowSchema = z.object({ jobs: z.record(z.string(), z.unknown()) });
const jobSchema = z.object({ "timeout-minutes": z.number().positive() });

/**
 * Minutes after which the job is cancelled, as far as that is known: what the workflow file in the
 * workspace says of it, or GitHub's own limit on its own runners. Undefined where neither is known.
 */
export async function timeLimitOf(context: RunContext): Promise<number | undefined> {
  const fallback = context.isHosted ? hostedLimit : undefined;
  if (context.workflowFile === "") return fallback;
  const text = await readFile(join(context.workspace, context.workflowFile), "utf8").catch(
    () => undefined,
  );
  const workflow = workflowSchema.safeParse(text === undefined ? undefined : parsed(text)).data;
  const said = jobSchema.safeParse(workflow?.jobs[context.job]).data?.["timeout-minutes"];
  return said === undefined ? fallback : Math.min(said, fallback ?? said);
}

/** Minutes in which a step ends by itself before its job is cancelled; undefined where that is not known. */
export async function timeForWork(context: RunContext): Promise<number | undefined> {
  const limit = await timeLimitOf(context);
  return limit === undefined ? undefined : budgetWithin(limit);
}

/** What is left of a limit for the work, in minutes: the rest is for saving and for other steps. */
export function budgetWithin(limit: number): number {
  return limit - Math.min(10, limit / 10);
}

/** A file that GitHub could run is YAML; another one says nothing about the limit. */
function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
