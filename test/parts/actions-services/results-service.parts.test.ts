import { randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../runner/job.ts";
import { runAction, startAction } from "../runner/runner.ts";
import { type SampleAction, writeSampleAction } from "../runner/sample-action.ts";
import { type ResultsService, startResultsService } from "./results-service.ts";

/** Carries out calls of the real clients, given as JSON, and prints what each one gave. */
const main = `
import { getInput, setOutput } from "@actions/core";

const results = [];
for (const [method, ...args] of JSON.parse(getInput("calls"))) {
  const client = method.endsWith("Cache")
    ? await import("@actions/cache")
    : new (await import("@actions/artifact")).DefaultArtifactClient();
  try {
    results.push({ value: await client[method](...args) ?? null });
  } catch (error) {
    results.push({ error: error.message });
  }
}
setOutput("results", JSON.stringify(results));
`;

type Call = readonly [method: string, ...args: unknown[]];

let services: ResultsService;
let sample: SampleAction;
let stateFile: string;

beforeAll(async () => {
  sample = await writeSampleAction({ main, inputs: { calls: "[]" } });
  stateFile = join(sample.workspace, "state.json");
});
afterAll(async () => sample[Symbol.asyncDispose]());

beforeEach(async () => {
  services = await startResultsService();
  await writeFile(stateFile, "first");
});
afterEach(async () => services[Symbol.asyncDispose]());

/** Lets the clients make these calls in one step and gives value or error of each. */
async function call(calls: readonly Call[], job: Partial<Job> = {}) {
  const { action, workspace } = sample;
  const inputs = { calls: JSON.stringify(calls) };
  const { main } = await runAction({ action, workspace, services, inputs, ...job });
  const results: unknown = JSON.parse(main.outputs["results"] ?? "null");
  return { results, log: main.log };
}

const save = (key: string): Call => ["saveCache", ["state.json"], key];
const restore = (key: string, ...restoreKeys: string[]): Call => [
  "restoreCache",
  ["state.json"],
  key,
  restoreKeys,
];
const look = (key: string, ...restoreKeys: string[]): Call => [
  ...restore(key, ...restoreKeys),
  { lookupOnly: true },
];

describe("the cache", () => {
  it("gives a saved file back", async () => {
    const saved = await call([save("k-1"), look("k-1")]);
    expect(saved.results).toEqual([{ value: 1 }, { value: "k-1" }]);

    await rm(stateFile);
    const restored = await call([restore("k-1")]);
    expect(restored.results).toEqual([{ value: "k-1" }]);
    expect(await readFile(stateFile, "utf8")).toBe("first");
  });

  it("never replaces an entry", async () => {
    await call([save("k-1")]);
    await writeFile(stateFile, "second");
    const again = await call([save("k-1"), restore("k-1")]);
    expect(again.results).toEqual([{ value: -1 }, { value: "k-1" }]);
    expect(again.log).toContain("another job may be creating this cache");
    expect(await readFile(stateFile, "utf8")).toBe("first");
  });

  it("lists its entries in the order in which they were made", async () => {
    await call([save("b"), save("a")]);
    expect(services.cache.entries).toMatchObject([
      { key: "b", scope: "refs/heads/main", state: "saved", size: expect.any(Number) },
      { key: "a", scope: "refs/heads/main", state: "saved", size: expect.any(Number) },
    ]);
    expect(services.cache.entries.every(({ size }) => size > 0)).toBe(true);
  });

  it("prefers the very key, then the newest that begins with it, then the restore keys in order", async () => {
    await call([save("k-2"), save("k-1"), save("k-10"), save("other-1")]);
    const { results } = await call([
      look("k-1"),
      look("k-"),
      look("none", "other-", "k-"),
      look("none", "nothing-"),
    ]);
    expect(results).toEqual([
      { value: "k-1" },
      { value: "k-10" },
      { value: "other-1" },
      { value: null },
    ]);
  });

  it("keeps entries of other paths apart", async () => {
    await call([save("k-1")]);
    const { results } = await call([["restoreCache", ["./state.json"], "k-1"]]);
    expect(results).toEqual([{ value: null }]);
  });

  it("shows a branch its own entries first, then the default branch's, and none of other branches", async () => {
    const [one, two] = [{ ref: "refs/heads/one" }, { ref: "refs/heads/two" }];
    await call([save("k-old")], one);
    await call([save("k-new")]);
    expect((await call([look("k-")], one)).results).toEqual([{ value: "k-old" }]);
    expect((await call([look("k-")], two)).results).toEqual([{ value: "k-new" }]);
    expect((await call([look("k-old")])).results).toEqual([{ value: null }]);
  });

  it("keeps a key reserved that a killed job was saving to, and has nothing to restore for it", async () => {
    services.faults.uploads = "held";
    const { action, workspace } = sample;
    const inputs = { calls: JSON.stringify([save("k-1")]) };
    const env = { RUNNER_DEBUG: "1" };
    const job = await startAction({ action, workspace, services, inputs, env });
    await job.waitForOutput(/Attempting to upload cache/);
    job.kill();
    await job.result;
    services.faults.uploads = "none";

    const next = await call([look("k-"), save("k-1"), save("k-2"), look("k-")]);
    expect(next.results).toEqual([{ value: null }, { value: -1 }, { value: 2 }, { value: "k-2" }]);
    expect(services.cache.entries).toMatchObject([{ state: "reserved" }, { state: "saved" }]);
  });

  it("forgets what was evicted", async () => {
    await call([save("k-1")]);
    services.cache.evictAll();
    expect((await call([look("k-1")])).results).toEqual([{ value: null }]);
  });

  it("restores, but does not save, for a read-only token", async () => {
    await call([save("k-1")]);
    services.faults.cache = "read-only";
    const { results, log } = await call([save("k-2"), look("k-")]);
    expect(results).toEqual([{ value: -1 }, { value: "k-1" }]);
    expect(log).toContain("cache write denied:");
  });

  it.each([
    ["rate-limited", "rate limit"],
    ["unreachable", "Unable to make request: ECONNRESET"],
  ] as const)("neither saves nor restores while it is %s", async (fault, reason) => {
    await call([save("k-1")]);
    services.faults.cache = fault;
    const { results, log } = await call([save("k-2"), restore("k-1")]);
    expect(results).toEqual([{ value: -1 }, { value: null }]);
    expect(log).toContain(reason);
  });

  it("answers 500 while it is down, which the client meets with retries", async () => {
    services.faults.cache = "down";
    const { action, workspace } = sample;
    const inputs = { calls: JSON.stringify([restore("k-1")]) };
    const job = await startAction({ action, workspace, services, inputs });
    const line = await job.waitForOutput(/Attempt 1 of 5 failed/);
    job.kill();
    await job.result;
    expect(line).toContain("(500)");
  });

  it("refuses a token that it did not issue", async () => {
    const { action, workspace } = sample;
    const stranger = { url: services.url, issueToken: () => "e30.e30.e30" };
    const inputs = { calls: JSON.stringify([look("k-1")]) };
    const { main } = await runAction({
      action,
      workspace,
      inputs,
      services: { ...services, ...stranger },
    });
    expect(main.log).toContain("(401)");
  });
});

describe("artifacts", () => {
  const upload = (name: string): Call => ["uploadArtifact", name, [stateFile], sample.workspace];
  const list: Call = ["listArtifacts"];

  async function namesSeen(job: Partial<Job>): Promise<unknown> {
    const { results } = await call([list], job);
    return results;
  }

  it("come back as they were uploaded, with their digest", async () => {
    const uploaded = await call([upload("state"), list]);
    const [artifact] = services.artifacts.entries;
    const digest = artifact?.digest;
    expect(uploaded.results).toMatchObject([
      { value: { id: 1, digest: digest?.replace("sha256:", ""), size: artifact?.content?.length } },
      { value: { artifacts: [{ id: 1, name: "state", digest }] } },
    ]);

    const path = join(sample.workspace, "downloaded");
    const { results } = await call([
      ["downloadArtifact", 1, { path, expectedHash: digest }],
      ["downloadArtifact", 1, { path, expectedHash: `sha256:${"0".repeat(64)}` }],
    ]);
    expect(results).toMatchObject([
      { value: { digestMismatch: false } },
      { value: { digestMismatch: true } },
    ]);
    expect(await readFile(join(path, "state.json"), "utf8")).toBe("first");
  });

  it("keep a single file as it is when no archive is wanted", async () => {
    const path = join(sample.workspace, "raw");
    await call([
      ["uploadArtifact", "any", [stateFile], sample.workspace, { skipArchive: true }],
      ["downloadArtifact", 1, { path }],
    ]);
    expect(services.artifacts.entries[0]?.content?.toString()).toBe("first");
    expect(await readFile(join(path, "state.json"), "utf8")).toBe("first");
  });

  it("arrive whole when they are sent in several blocks", async () => {
    const large = randomBytes(20 * 1024 * 1024);
    await writeFile(join(sample.workspace, "large.bin"), large);
    const { results } = await call([
      ["uploadArtifact", "any", ["large.bin"], sample.workspace, { skipArchive: true }],
    ]);
    expect(results).toMatchObject([{ value: { size: large.length } }]);
    expect(services.artifacts.entries[0]?.content?.equals(large)).toBe(true);
  });

  it("have a name that is unique in an attempt", async () => {
    const { results } = await call([upload("state"), upload("state")]);
    expect(results).toMatchObject([
      { value: { id: 1 } },
      { error: expect.stringContaining("409") },
    ]);
  });

  it("can be deleted, which frees the name", async () => {
    const { results } = await call([upload("state"), ["deleteArtifact", "state"], upload("state")]);
    expect(results).toMatchObject([
      { value: { id: 1 } },
      { value: { id: 1 } },
      { value: { id: 2 } },
    ]);
  });

  it("are seen by the next attempt, which may use the name again; the newest is found by name", async () => {
    await call([upload("state")], { attempt: 1 });
    await writeFile(stateFile, "second");
    const folderOf = (attempt: number) => join(sample.workspace, `attempt-${attempt}`);
    const { results } = await call(
      [
        upload("state"),
        list,
        ["getArtifact", "state"],
        ["downloadArtifact", 1, { path: folderOf(1) }],
        ["downloadArtifact", 2, { path: folderOf(2) }],
      ],
      { attempt: 2 },
    );
    expect(results).toMatchObject([
      { value: { id: 2 } },
      { value: { artifacts: [{ id: 1 }, { id: 2 }] } },
      { value: { artifact: { id: 2 } } },
      { value: { digestMismatch: false } },
      { value: { digestMismatch: false } },
    ]);
    expect(await readFile(join(folderOf(1), "state.json"), "utf8")).toBe("first");
    expect(await readFile(join(folderOf(2), "state.json"), "utf8")).toBe("second");
    expect(services.artifacts.entries).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
  });

  it("are out of sight after all jobs were run again, and for other runs", async () => {
    await call([upload("state")], { attempt: 1 });
    const nothing = [{ value: { artifacts: [] } }];
    expect(await namesSeen({ attempt: 2, firstVisibleAttempt: 2 })).toEqual(nothing);
    expect(await namesSeen({ runId: "9000000002" })).toEqual(nothing);
  });

  it("can't be uploaded while the service is unreachable", async () => {
    services.faults.artifacts = "unreachable";
    const { results } = await call([upload("state")]);
    expect(results).toMatchObject([{ error: expect.stringContaining("ECONNRESET") }]);
    expect(services.artifacts.entries).toEqual([]);
  });
});
