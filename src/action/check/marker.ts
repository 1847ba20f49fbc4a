import { createHash } from "node:crypto";
import type { RunContext } from "../runner/run-context.ts";

/** What has a comment or an issue of its own. */
export interface Subject {
  readonly what: "check" | "failure";
  readonly mode: string;
  readonly stateKey: string;
}

/**
 * The hidden line by which a later run of the same job and migration finds what it wrote. A migration
 * that succeeds says nothing of a verification, nor one branch of another.
 */
export function markerOf(
  { what, mode, stateKey }: Subject,
  {
    workflowFile,
    workflow,
    job,
    leg,
    ref,
  }: Pick<RunContext, "workflowFile" | "workflow" | "job" | "leg" | "ref">,
): string {
  const place = [workflowFile === "" ? workflow : workflowFile, job, leg];
  const branch = what === "check" ? "" : ref;
  const digest = digestOf([...place, stateKey, mode, branch]);
  return `<!-- hugo-comment-migration ${what} ${digest} -->`;
}

/** The hidden line that says which failures an issue has been told of. */
export function failuresLine(failures: readonly string[]): string {
  return `<!-- failures ${digestOf(failures.toSorted())} -->`;
}

/** Short, and without what could end an HTML comment. */
function digestOf(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
