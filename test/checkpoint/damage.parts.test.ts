import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Checkpoint } from "../../src/checkpoint/checkpoint.ts";
import { type Recovered, recover } from "../../src/checkpoint/recover.ts";
import { parseSnapshot, serialiseSnapshot } from "../../src/checkpoint/snapshot.ts";
import { type CheckpointState, newState } from "../../src/checkpoint/state.ts";
import {
  blog,
  checkpointIn,
  emptyFolder,
  type Files,
  filesIn,
  imported,
  lookInto,
  noon,
  putFiles,
} from "./migration-files.ts";

const snapshot = "checkpoint.json";
const previous = `${snapshot}.previous`;
const journal = `${snapshot}.journal`;
const failure = { code: "room-unreadable", message: "Der Raum „Brot“ antwortet nicht. \u{1F35E}" };

function textOf(state: CheckpointState): string {
  return serialiseSnapshot(state).toString();
}

/** A checkpoint with a previous snapshot and a journal, and all states that it ever had. */
async function writtenCheckpoint(): Promise<{ files: Files; states: ReadonlyMap<number, string> }> {
  const folder = emptyFolder();
  const { checkpoint } = await Checkpoint.open({
    file: checkpointIn(folder),
    fingerprint: blog,
    now: () => noon,
  });
  const states = new Map<number, string>();
  const remember = () => states.set(checkpoint.state.sequence, textOf(checkpoint.state));
  const steps: (() => Promise<unknown>)[] = [
    () => checkpoint.start(5),
    () => checkpoint.markPageFailed("/b/", failure),
    () => checkpoint.save(),
    () => checkpoint.markPageComplete("/a/", imported("/a/", { $a1: 1, $a2: 2 })),
    () => checkpoint.save(),
    () => checkpoint.markPageComplete("/b/", imported("/b/", { $b1: "uuid" })),
    () => checkpoint.markPageFailed("/c/", failure),
    () => checkpoint.updateStatistics({ comments_extracted: 3 }),
  ];
  remember();
  for (const step of steps) {
    await step();
    remember();
  }
  await checkpoint.close();
  return { files: filesIn(folder), states };
}

describe("a damaged checkpoint", () => {
  let files: Files;
  let states: ReadonlyMap<number, string>;
  const bytesOf = (name: string) => files[name] ?? Buffer.alloc(0);
  const newestSequence = () => Math.max(...states.keys());

  beforeEach(async () => {
    ({ files, states } = await writtenCheckpoint());
  });

  function recoverFrom(folder: string, damage: Files): Recovered {
    putFiles(folder, { ...files, ...damage });
    return recover({ file: checkpointIn(folder), fingerprint: blog, now: noon });
  }

  function expectWrittenState({ state }: Recovered): void {
    expect(textOf(state)).toBe(states.get(state.sequence));
  }

  it("is told from a good one", () => {
    const recovered = recoverFrom(emptyFolder(), {});
    expect(recovered).toMatchObject({ notes: [], state: { sequence: newestSequence() } });
    expectWrittenState(recovered);
  });

  it("falls back to the snapshot before it, at every length to which it can be cut", () => {
    const folder = emptyFolder();
    for (let length = 0; length < bytesOf(snapshot).length; length++) {
      const recovered = recoverFrom(folder, {
        [snapshot]: bytesOf(snapshot).subarray(0, length),
      });
      expect(recovered.state.sequence).toBe(2);
      expect(recovered.notes[0]).toContain("damaged");
      expectWrittenState(recovered);
    }
  });

  it("keeps the changes up to the cut, at every length to which the journal can be cut", () => {
    const folder = emptyFolder();
    const whole = bytesOf(journal);
    for (let length = 0; length < whole.length; length++) {
      const recovered = recoverFrom(folder, { [journal]: whole.subarray(0, length) });
      const lines = whole.subarray(0, length).toString("latin1").split("\n").length - 1;
      expect(recovered.state.sequence).toBe(3 + Math.max(0, lines - 1));
      const cutInsideALine = length > 0 && whole[length - 1] !== 0x0a;
      expect(recovered.notes).toHaveLength(cutInsideALine ? 1 : 0);
      expectWrittenState(recovered);
    }
  });

  it("uses the changes before a damaged line, and none after it", () => {
    const lines = bytesOf(journal).toString().split("\n");
    const damaged = lines.with(2, lines[2]?.replace("/c/", "/d/") ?? "");
    const folder = emptyFolder();
    const recovered = recoverFrom(folder, { [journal]: Buffer.from(damaged.join("\n")) });
    expect(recovered.state.sequence).toBe(4);
    expect(recovered.notes[0]).toContain("damaged after 1 changes");
    expect(filesIn(folder)).toHaveProperty([`${journal}.damaged-20240501T120000000Z`]);
    expectWrittenState(recovered);
  });

  interface Mutation {
    readonly kind: "replace" | "insert" | "delete" | "flip";
    /** Place in the file, 0 to 1. */
    readonly at: number;
    readonly byte: number;
  }

  const mutation: fc.Arbitrary<Mutation> = fc.record({
    kind: fc.constantFrom("replace", "insert", "delete", "flip"),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 1, max: 255 }),
  });

  function mutate(bytes: Buffer, { kind, at, byte }: Mutation): Buffer {
    const index = Math.floor(at * bytes.length);
    const [before, after] = [bytes.subarray(0, index), bytes.subarray(index + 1)];
    const old = bytes.subarray(index, index + 1);
    switch (kind) {
      case "replace":
        return Buffer.concat([before, Buffer.of(byte), after]);
      case "insert":
        return Buffer.concat([before, Buffer.of(byte), old, after]);
      case "delete":
        return Buffer.concat([before, after]);
      default:
        return Buffer.concat([before, Buffer.of((old[0] ?? 0) ^ byte), after]);
    }
  }

  it("gives a state that was written, whatever happens to its bytes, and notices it", () => {
    const folder = emptyFolder();
    fc.assert(
      fc.property(
        fc.constantFrom(snapshot, journal),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (name, mutations) => {
          const bytes = mutations.reduce(mutate, bytesOf(name));
          const recovered = recoverFrom(folder, { [name]: bytes });
          expectWrittenState(recovered);
          if (!bytes.equals(bytesOf(name))) expect(recovered.notes).not.toEqual([]);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("starts over where nothing good is left, says that nothing is duplicated, and keeps the files", async () => {
    const folder = emptyFolder();
    const broken = Buffer.from("{");
    putFiles(folder, { ...files, [snapshot]: broken, [previous]: broken });
    const { state, origin, notes } = await lookInto(folder);
    expect({ origin, pages: state.completed_pages }).toEqual({ origin: "new", pages: {} });
    expect(notes).toEqual([expect.stringMatching(/starts over.*none is duplicated/)]);
    const time = "damaged-20240501T120000000Z";
    const kept = [snapshot, previous, journal].map((name) => `${name}.${time}`);
    expect(Object.keys(filesIn(folder)).toSorted()).toEqual(
      [snapshot, journal, ...kept].toSorted(),
    );
    expect(await lookInto(folder)).toMatchObject({ origin: "resumed", notes: [] });
  });

  it("is whole again after it was opened once", async () => {
    const folder = emptyFolder();
    putFiles(folder, { ...files, [snapshot]: Buffer.from("{"), [journal]: Buffer.from("x\n") });
    const first = await lookInto(folder);
    expect(first.notes).toHaveLength(2);
    expect(await lookInto(folder)).toMatchObject({
      notes: [],
      origin: "resumed",
      state: first.state,
    });
  });

  it("takes nothing from the journal of another checkpoint", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await Checkpoint.open({
      file: checkpointIn(folder),
      fingerprint: blog,
      now: () => new Date("2024-06-01T00:00:00Z"),
    });
    await checkpoint.start(1);
    await checkpoint.start(2);
    await checkpoint.start(3);
    await checkpoint.close();
    const other = filesIn(folder)[journal] ?? Buffer.alloc(0);
    const recovered = recoverFrom(emptyFolder(), { [journal]: other });
    expect(recovered.notes[0]).toContain("belongs to another checkpoint");
    expect(recovered.state.sequence).toBe(3);
  });
});

describe("bytes from elsewhere", () => {
  it("are not looked at when they are more than allowed", () => {
    const bytes = serialiseSnapshot(newState(blog, noon));
    expect(parseSnapshot(bytes, { maxBytes: bytes.length })).toMatchObject({ kind: "current" });
    expect(parseSnapshot(bytes, { maxBytes: bytes.length - 1 })).toMatchObject({
      kind: "damaged",
      reason: expect.stringContaining("larger"),
    });
  });

  it.each([
    ["a negative count", { sequence: -1 }],
    ["an unknown status", { status: "paused" }],
    ["ids that are no ids", { id_mapping: new Map([["$1", null]]) }],
    ["pages without a time", { completed_pages: { "/a/": { comments: 1 } } }],
  ])("are damaged when they have %s, though the checksum is right", (_, fields) => {
    const bytes = serialiseSnapshot(Object.assign(newState(blog, noon), fields));
    expect(parseSnapshot(bytes)).toEqual({
      kind: "damaged",
      reason: expect.stringContaining(Object.keys(fields)[0] ?? ""),
    });
  });

  it("never make it throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((json) => Buffer.from(json)),
        ),
        (bytes) => {
          expect(parseSnapshot(Buffer.from(bytes))).toMatchObject({ kind: "damaged" });
        },
      ),
    );
  });
});
