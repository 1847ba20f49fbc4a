import { z } from "zod";

/** The part of a runner's environment that this action uses. */
export interface RunContext {
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  readonly workflow: string;
  readonly job: string;
  readonly runId: string;
  /** 1 for the first run, one more for each re-run. */
  readonly runAttempt: number;
}

const schema = z.object({
  GITHUB_WORKSPACE: z.string().min(1),
  GITHUB_WORKFLOW: z.string().default(""),
  GITHUB_JOB: z.string().default(""),
  GITHUB_RUN_ID: z.string().regex(/^\d+$/).default("0"),
  GITHUB_RUN_ATTEMPT: z.coerce.number().int().positive().default(1),
});

/**
 * Reads the variables that a runner sets.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function readRunContext(env: Readonly<Record<string, string | undefined>>): RunContext {
  const vars = schema.parse(env);
  return {
    workspace: vars.GITHUB_WORKSPACE,
    workflow: vars.GITHUB_WORKFLOW,
    job: vars.GITHUB_JOB,
    runId: vars.GITHUB_RUN_ID,
    runAttempt: vars.GITHUB_RUN_ATTEMPT,
  };
}
