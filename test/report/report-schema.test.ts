import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { reportJsonSchema } from "../../src/report/report-json-schema.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { exampleDryRun, exampleReport, exampleRollback } from "./example-report.ts";
import { exampleTrial, reportOfEachKind } from "./report-of-each-kind.ts";

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
formats.default(ajv);
const isPublished = ajv.compile(reportJsonSchema());

describe.each(Object.entries(reportOfEachKind))(
  "report.json of a run that is “%s”",
  (_, report) => {
    const json: unknown = JSON.parse(JSON.stringify(report));

    it("is read back as it was written", () => {
      expect(reportSchema.parse(json)).toEqual(report);
    });

    it("keeps to the published schema", () => {
      expect(isPublished(json), JSON.stringify(isPublished.errors)).toBe(true);
    });
  },
);

describe("report.json can't be", () => {
  const merged = reportOfEachKind["all shards"];
  const { shard: _shard, ...ofNothing } = exampleReport();
  const { trial: _trial, ...unjudged } = exampleDryRun(exampleTrial());
  const { rollback: _rollback, ...empty } = exampleRollback();

  it.each([
    ["a migration that is verified", { ...exampleReport(), verdict: "verified" }],
    ["a dry run that is complete", { ...exampleDryRun(exampleTrial()), verdict: "complete" }],
    ["a dry run that found nothing out", unjudged],
    ["a rollback that says nothing of what it took back", empty],
    ["of neither a run nor of shards", ofNothing],
    ["put together from rollbacks", { ...merged, mode: "rollback" }],
  ])("%s", (_, json) => {
    expect(reportSchema.safeParse(json).success).toBe(false);
    expect(isPublished(json)).toBe(false);
  });

  it("a rollback with pages, a migration with a trial, or a run with shards: they are not read", () => {
    const { pageList, shards } = { ...exampleReport(), ...merged };
    const rollback = { ...exampleRollback(), pageList };
    expect(reportSchema.parse(rollback)).toEqual(exampleRollback());
    const migration = { ...exampleReport(), trial: exampleTrial(), shards };
    expect(reportSchema.parse(migration)).toEqual(exampleReport());
  });
});
