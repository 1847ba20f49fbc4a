import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Checkpoint } from "../src/checkpoint/checkpoint.ts";
import { resumeCompleted } from "./checkpoint-resume.ts";
import { planAndMerge } from "./checkpoint-shards.ts";
import { type BenchResult, median } from "./figure.ts";

// The checkpoint: marking a page at the beginning and after 10,000 pages; loading 1,000,000 id
// mappings in a process of its own; a resume that finds 10,000 pages complete, by the bundle; 1,000
// shards planned, and their reports merged, against reading these.

const fingerprint = { source: "cactus:example.org", site: "bench", database: "d", schema: "s" };
const loader = fileURLToPath(new URL("checkpoint-load.ts", import.meta.url));
const loaded = z.object({
  mappings: z.number(),
  milliseconds: z.number(),
  peakMegabytes: z.number(),
});
const sample = 200;
const rounds = 3;

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), "bench-checkpoint-"));
  try {
    const { early, late } = await markPages(join(folder, "pages.json"));
    const loads = await loadMillion(join(folder, "million.json"));
    const resumes = [];
    for (let round = 0; round < rounds; round += 1) {
      resumes.push(await resumeCompleted(mkdtempSync(join(folder, "resume-"))));
    }
    const { planMs, mergeMs, mergeToRead } = planAndMerge();
    const of = { bench: "checkpoint" } as const;
    return {
      figures: [
        { ...of, figure: "mark-page-10", value: early, unit: "ms" },
        { ...of, figure: "mark-page-10000", value: late, unit: "ms" },
        { ...of, figure: "page-10000-to-page-10", value: late / early, unit: "x", atMost: 1.5 },
        {
          ...of,
          figure: "load-million",
          value: median(loads.map(({ milliseconds }) => milliseconds)),
          unit: "ms",
          atMost: 2_000,
        },
        {
          ...of,
          figure: "load-million-memory",
          value: Math.max(...loads.map(({ peakMegabytes }) => peakMegabytes)),
          unit: "MB",
          atMost: 300,
        },
        {
          ...of,
          figure: "resume-10000-complete",
          value: median(resumes.map(({ milliseconds }) => milliseconds)),
          unit: "ms",
          atMost: 2_000,
        },
        {
          ...of,
          figure: "resume-requests-to-homeserver",
          value: Math.max(...resumes.map(({ requests }) => requests)),
          unit: "requests",
          atMost: 0,
        },
        {
          ...of,
          figure: "node-start",
          value: median(resumes.map(({ startMs }) => startMs)),
          unit: "ms",
        },
        { ...of, figure: "plan-1000-shards", value: planMs, unit: "ms" },
        { ...of, figure: "merge-1000-reports", value: mergeMs, unit: "ms" },
        { ...of, figure: "merge-to-read", value: mergeToRead, unit: "x", atMost: 1 },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The median time of marking a page as complete, near page 10 and near page 10,000. */
async function markPages(file: string) {
  const { checkpoint } = await Checkpoint.open({ file, fingerprint, now: () => new Date() });
  const times: number[] = [];
  for (let page = 0; page < 10_000 + sample; page += 1) {
    const pageId = `/posts/${page}/`;
    const imported = [{ source: "cactus:s/s", sourceId: `$${page}`, commentId: page, pageId }];
    const start = performance.now();
    await checkpoint.markPageComplete(pageId, imported);
    times.push(performance.now() - start);
  }
  await checkpoint.close();
  return { early: median(times.slice(10, 10 + sample)), late: median(times.slice(-sample)) };
}

async function loadMillion(file: string) {
  const { checkpoint } = await Checkpoint.open({ file, fingerprint, now: () => new Date() });
  for (let page = 0; page < 10_000; page += 1) {
    const pageId = `/posts/${page}/`;
    const imported = Array.from({ length: 100 }, (_, index) => {
      const commentId = page * 100 + index;
      return {
        source: "cactus:s/s",
        sourceId: `$${String(commentId).padStart(43, "abcdefgh")}`,
        commentId,
        pageId,
      };
    });
    await checkpoint.rebuild(imported);
  }
  await checkpoint.save();
  await checkpoint.close();
  return Array.from({ length: rounds }, () => {
    const args = [loader, file, JSON.stringify(fingerprint)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const result = loaded.parse(JSON.parse(stdout));
    if (result.mappings !== 1_000_000) throw new Error(`${result.mappings} mappings were loaded`);
    return result;
  });
}
