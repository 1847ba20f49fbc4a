import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restoreCheckpoint } from "../../../src/action/checkpoint/restore-checkpoint.ts";
import type { StoreResult } from "../../../src/action/checkpoint/store-result.ts";
import { serialiseSnapshot } from "../../../src/checkpoint/snapshot.ts";
import { type CheckpointState, newState } from "../../../src/checkpoint/state.ts";
import { blog, noon } from "../../checkpoint/blog.ts";

const missing: StoreResult = {
  ok: false,
  severity: "notice",
  code: "no-stored-checkpoint",
  message: "Nothing is there.",
  remedy: "You don't have to do anything.",
  stopsRun: false,
};

function snapshot(sequence: number, change: Partial<CheckpointState> = {}): Buffer {
  return serialiseSnapshot({ ...newState(blog, noon), sequence, ...change });
}

interface World {
  readonly local?: Buffer;
  readonly cache?: Buffer;
  readonly thisRun?: Buffer;
  readonly earlierRun?: Buffer;
}

/** Restores from stores that hold these files; gives what was chosen and what lies there then. */
async function restored({ local, cache, thisRun, earlierRun }: World) {
  const folder = mkdtempSync(join(tmpdir(), "restore-"));
  const file = join(folder, "checkpoint.json");
  const put = (bytes: Buffer | undefined, path: string): StoreResult => {
    if (bytes === undefined) return missing;
    writeFileSync(path, bytes);
    return { ok: true };
  };
  try {
    if (local !== undefined) writeFileSync(file, local);
    const found = await restoreCheckpoint({
      file,
      fingerprint: blog,
      names: { cachePrefix: "prefix-", artifact: "prefix" },
      stores: {
        cache: {
          save: async () => missing,
          restore: async (_, into) => put(cache, join(into, "checkpoint.json")),
        },
        artifacts: {
          upload: async () => missing,
          downloadAllOfThisRun: async () => missing,
          downloadOfThisRun: async (_, into) => put(thisRun, join(into, "checkpoint.json")),
          downloadOfEarlierRun: async (_, into) => put(earlierRun, join(into, "checkpoint.json")),
        },
      },
    });
    return {
      ...found,
      bytes: existsSync(file) ? readFileSync(file) : undefined,
      reasons: found.refusals.map(({ message }) => message).join("; "),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the checkpoint that a run goes on from", () => {
  it.each<[string, World, string, keyof World]>([
    ["the cache's", { cache: snapshot(3), thisRun: snapshot(9) }, "cache", "cache"],
    [
      "this run's artifact",
      { thisRun: snapshot(3), earlierRun: snapshot(9) },
      "artifact",
      "thisRun",
    ],
    ["an earlier run's artifact", { earlierRun: snapshot(9) }, "artifact", "earlierRun"],
    [
      "the workspace's, where it knows more",
      { local: snapshot(5), cache: snapshot(4) },
      "file",
      "local",
    ],
    [
      "the cache's, where that knows more",
      { local: snapshot(4), cache: snapshot(5) },
      "cache",
      "cache",
    ],
    [
      "that of the later generation, however much the other knows",
      { local: snapshot(400), cache: snapshot(1, { generation: 7 }) },
      "cache",
      "cache",
    ],
  ])("is %s", async (_, world, source, place) => {
    const found = await restored(world);
    expect(found.source).toBe(source);
    expect(found.bytes).toEqual(world[place]);
  });

  it("is the next good one wherever what came from a service is cut off or changed", async () => {
    const good = snapshot(3);
    const damaged = fc.oneof(
      fc.nat(good.length - 1).map((length) => good.subarray(0, length)),
      fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
        const bytes = Buffer.from(good);
        bytes.writeUInt8(bytes.readUInt8(at) ^ bits, at);
        return bytes;
      }),
      fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (cache) => {
        const fallback = snapshot(2);
        const found = await restored({ cache, thisRun: cache, earlierRun: fallback });
        expect(found.bytes).toEqual(fallback);
        expect(found.reasons).toContain("ignored");
        expect(await restored({ cache })).toMatchObject({ source: "new", bytes: undefined });
        expect((await restored({ cache, local: good })).bytes).toEqual(good);
      }),
    );
  });

  it("is never one of another migration that a service gave", async () => {
    const another = serialiseSnapshot(newState({ ...blog, site: "shop" }, noon));
    expect(await restored({ cache: another, earlierRun: another })).toMatchObject({
      source: "new",
      bytes: undefined,
    });
  });

  it("is left to be judged where it was in the workspace", async () => {
    const legacy = Buffer.from('{"version":"1.0"}');
    expect((await restored({ local: legacy })).bytes).toEqual(legacy);
  });
});
