import { describe, expect, it } from "vitest";
import {
  checkpointKey,
  checkpointKeyPrefix,
} from "../../../src/action/checkpoint/checkpoint-key.ts";
import { readRunContext } from "../../../src/action/runner/run-context.ts";

const context = readRunContext({
  GITHUB_WORKSPACE: "/w",
  GITHUB_WORKFLOW: "Migrate",
  GITHUB_JOB: "migrate",
  GITHUB_RUN_ID: "77",
  GITHUB_RUN_ATTEMPT: "2",
});
const identity = { site: "blog", database: "comments" };

describe("the key of a checkpoint", () => {
  it("is the same for every run and attempt of one migration, up to its end", () => {
    const later = { ...context, runId: "78", runAttempt: 1 };
    expect(checkpointKeyPrefix(later, identity, "k")).toBe(
      checkpointKeyPrefix(context, identity, "k"),
    );
  });

  it.each([
    ["workflow", { context: { ...context, workflow: "Other" } }],
    ["job", { context: { ...context, job: "other" } }],
    ["site", { identity: { ...identity, site: "other" } }],
    ["database", { identity: { ...identity, database: "other" } }],
    ["state key", { stateKey: "other" }],
  ])("differs for another %s", (_, change) => {
    const other = { context, identity, stateKey: "k", ...change };
    expect(checkpointKeyPrefix(other.context, other.identity, other.stateKey)).not.toBe(
      checkpointKeyPrefix(context, identity, "k"),
    );
  });

  it("is never used twice, and no prefix is the beginning of another's key", () => {
    const prefix = checkpointKeyPrefix(context, identity, "k");
    expect(prefix.endsWith("-")).toBe(true);
    expect(checkpointKey(prefix, context, 1)).toBe(`${prefix}77-2-1`);
    expect(checkpointKey(prefix, context, 11)).not.toBe(checkpointKey(prefix, context, 1));
  });
});
