import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { RunContext } from "../runner/run-context.ts";
import { pullRequestMessages } from "./messages.ts";

const pullRequestEvent = z.object({
  pull_request: z.object({
    head: z.object({ repo: z.object({ full_name: z.string() }).nullable() }),
  }),
});

/**
 * The branch that the run was started on; undefined where it is none, as for a tag.
 * @throws MigrationError `run-of-a-pull-request` where the run belongs to a pull request, whose checkout is on no branch
 */
export async function branchOfRun({
  ref,
  eventName,
  eventFile,
  repository,
}: Pick<RunContext, "ref" | "eventName" | "eventFile" | "repository">): Promise<
  string | undefined
> {
  if (!eventName.startsWith("pull_request")) return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const event = pullRequestEvent.safeParse(await readEvent(eventFile));
  const head = event.data?.pull_request.head.repo?.full_name;
  if (head === repository) {
    throw pullRequestMessages.error("run-of-a-pull-request/same-repository", {});
  }
  throw pullRequestMessages.error("run-of-a-pull-request/fork", {
    fork: head ?? "(deleted)",
    repository,
  });
}

async function readEvent(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
