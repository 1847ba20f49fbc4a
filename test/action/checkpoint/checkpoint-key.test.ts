import { describe, expect, it } from "vitest";
import {
  checkpointKey,
  checkpointKeyPrefix,
  reportArtifactName,
} from "../../../src/action/checkpoint/checkpoint-key.ts";
import { readRunContext } from "../../../src/action/runner/run-context.ts";
import { exampleReport } from "../../report/example-report.ts";

const context = readRunContext({
  GITHUB_WORKSPACE: "/w",
  GITHUB_WORKFLOW: "Migrate",
  GITHUB_JOB: "migrate",
  GITHUB_ACTION: "move",
  "INPUT_MATRIX-LEG": '{"site":"blog"}',
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
    ["step of the job", { context: { ...context, step: "other" } }],
    ["leg of a matrix", { context: { ...context, leg: '{"site":"shop"}' } }],
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

describe("the name of a report's artifact", () => {
  const report = exampleReport();
  const name = reportArtifactName(report, context);

  it("begins with what people look for", () => {
    expect(name).toMatch(/^comment-migration-report-migrate-migrate-[0-9a-f]{8}-2$/);
  });

  it.each([
    ["attempt", report, { ...context, runAttempt: 3 }],
    ["step of the job", report, { ...context, step: "other" }],
    ["leg of a matrix", report, { ...context, leg: "{}" }],
    ["site", exampleReport({ site: { ...report.site, siteName: "shop" } }), context],
    ["shard", exampleReport({ shard: { number: 2, of: 4 } }), context],
  ])("differs for another %s: no run can have two of one name", (_, other, place) => {
    expect(reportArtifactName(other, place)).not.toBe(name);
  });
});
