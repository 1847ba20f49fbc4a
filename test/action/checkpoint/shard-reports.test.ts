import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ArtifactStore } from "../../../src/action/checkpoint/artifact-store.ts";
import { readShardReports } from "../../../src/action/checkpoint/shard-reports.ts";
import type { Report } from "../../../src/report/report.ts";
import {
  exampleDryRun,
  exampleReport,
  exampleRollback,
  exampleVerification,
} from "../../report/example-report.ts";
import { exampleTrial, reportOfEachKind } from "../../report/report-of-each-kind.ts";

/** The artifacts of a run, each with one of these reports. */
function artifactsWith(...reports: readonly (Report | undefined)[]): ArtifactStore {
  return {
    upload: unused,
    downloadOfThisRun: unused,
    downloadOfEarlierRun: unused,
    downloadAllOfThisRun: async (_, into) => {
      for (const [index, report] of reports.entries()) {
        const folder = join(into, `artifact-${index}`, "report");
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, "report.json"), JSON.stringify(report ?? null));
      }
      return { ok: true };
    },
  };
}

async function unused(): Promise<never> {
  throw new Error("reports are only downloaded");
}

const shard = (number: number) => ({ shard: { number, of: 2 } });

it("the reports of shards are put together, whatever else the run's artifacts hold", async () => {
  const merged = await readShardReports(
    artifactsWith(
      exampleReport(shard(2)),
      reportOfEachKind["all shards"],
      exampleRollback(),
      exampleReport(),
      undefined,
      exampleReport(shard(1)),
    ),
  );
  expect(merged.shards?.map(({ number }) => number)).toEqual([1, 2]);
});

it("reports of no shard are refused, and so are shards of several sites", async () => {
  await expect(readShardReports(artifactsWith(exampleReport()))).rejects.toMatchObject({
    code: "no-shard-reports",
  });
  const { site } = exampleReport();
  const other = exampleReport({ ...shard(2), site: { ...site, siteName: "another" } });
  await expect(
    readShardReports(artifactsWith(exampleReport(shard(1)), other)),
  ).rejects.toMatchObject({ code: "reports-of-several-sites" });
});

it.each([
  ["migrated and judged", exampleReport(shard(1)), exampleDryRun(exampleTrial(), shard(2))],
  ["migrated and verified", exampleReport(shard(1)), exampleVerification(shard(2))],
])("shards that %s are refused: their numbers say nothing together", async (_, one, other) => {
  await expect(readShardReports(artifactsWith(one, other))).rejects.toMatchObject({
    code: "reports-of-several-modes",
  });
});
