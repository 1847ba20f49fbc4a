import { readFile } from "node:fs/promises";
import { z } from "zod";
import { jsonOf } from "../../domain/json-of.ts";
import type { RunContext } from "../runner/run-context.ts";

/** The pull request that a run belongs to. */
export interface PullRequestOfRun {
  readonly number: number;
  /** The commit that was pushed; what is checked out is its merge into the base. */
  readonly head: string;
  /** Its branch is in another repository, so that the run's token may only read. */
  readonly isFork: boolean;
}

const event = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({
      sha: z.string().regex(/^[\da-f]{7,64}$/),
      repo: z.object({ full_name: z.string() }).nullable(),
    }),
  }),
});

/**
 * The pull request of the event `pull_request`; undefined for any other event: the token of
 * `pull_request_target` has rights that a stranger's code must not meet.
 */
export async function pullRequestOf({
  eventName,
  eventFile,
  repository,
}: Pick<RunContext, "eventName" | "eventFile" | "repository">): Promise<
  PullRequestOfRun | undefined
> {
  if (eventName !== "pull_request") return undefined;
  const text = await readFile(eventFile, "utf8").catch(() => "");
  const read = event.safeParse(jsonOf(text)).data?.pull_request;
  if (read === undefined) return undefined;
  const isFork = read.head.repo?.full_name !== repository;
  return { number: read.number, head: read.head.sha, isFork };
}
