import { expect, it } from "vitest";
import { emptyOutputs, outputsOf } from "../../../src/action/runner/outputs.ts";
import { planShards } from "../../../src/shard/plan-shards.ts";
import { formatShard, shardName } from "../../../src/shard/shard.ts";
import { goodReport } from "../../report/report-of-each-kind.ts";

// Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
const mostBytes = 1024 * 1024;
const bytesOf = (outputs: object) => Buffer.byteLength(JSON.stringify(outputs));

const pageIds = Array.from(
  { length: 10_000 },
  (_, index) => `/${"%E3%83%91%E3%83%B3".repeat(20)}/${index}/`,
);

it("outputs stay far below the size that a job may have, for 10,000 pages with long names", () => {
  const pageList = pageIds.map((pageId) => ({
    pageId,
    title: "",
    location: { file: "a.md", line: 1 },
    state: "completed" as const,
    comments: 1,
  }));
  expect(bytesOf(outputsOf(goodReport({ pageList }), "report.json", true))).toBeLessThan(2_000);
});

it("a plan of as many shards as there can be fits, too", () => {
  const shards = planShards(
    pageIds.map((pageId) => ({ pageId, comments: 1 })),
    256,
  );
  expect(shards).toHaveLength(256);
  const include = shards.map((shard) => ({ number: shardName(shard), shard: formatShard(shard) }));
  const outputs = { ...emptyOutputs, matrix: JSON.stringify({ include }) };
  expect(bytesOf(outputs)).toBeLessThan(mostBytes / 2);
});
