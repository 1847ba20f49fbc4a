import { execFile } from "node:child_process";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pMap from "p-map";
import { z } from "zod";
import { startSynapse } from "../test/parts/homeserver/synapse.ts";
import { findPart } from "../test/parts/tiers/tiers.ts";
import { type BenchResult, median } from "./figure.ts";

// Our reading of comments from Synapse on this machine, against a bare fetch pager of the same
// concurrency that only reads and parses the same pages, in turn; and the memory that a long room
// takes. Each reading runs in a fresh process. Synapse's database is written directly, because
// sending 90,000 messages through its API takes most of an hour.

const manyRooms = 200;
const messagesInEach = 200;
const messagesInLong = 50_000;
const concurrency = 10;
const rounds = 3;
const siteName = "bench";
const execute = promisify(execFile);
const seeder = fileURLToPath(new URL("extraction-seed.py", import.meta.url));
const reader = fileURLToPath(new URL("extraction-read.ts", import.meta.url));
const measured = z.object({
  messages: z.number(),
  milliseconds: z.number(),
  peakMegabytes: z.number(),
});

export async function run(): Promise<BenchResult> {
  const synapsePart = findPart("synapse");
  if (synapsePart === undefined) {
    return { figures: [], skipped: ["all: Synapse is not on this machine"] };
  }
  await using folder = await mkdtempDisposable(join(tmpdir(), "bench-extraction-"));
  const database = join(folder.path, "synapse.db");
  await using synapse = await startSynapse({ database });
  const user = await synapse.createUser("alice", "Alice");
  const newRoom = async (threadId: string) => {
    const room = await synapse.createRoom(siteName, threadId);
    await room.join(user);
    await room.send(user, { msgtype: "m.text", body: "first" });
    return { threadId, roomId: room.roomId };
  };
  const names = Array.from({ length: manyRooms }, (_, index) => `section-${index}`);
  const rooms = await pMap(names, newRoom, { concurrency: 4 });
  const long = await newRoom("long");
  await synapse.restart(async () => {
    const python = join(dirname(synapsePart), "python");
    const ids = rooms.map(({ roomId }) => roomId);
    await execute(python, [seeder, database, String(messagesInEach - 1), ...ids]);
    await execute(python, [seeder, database, String(messagesInLong - 1), long.roomId]);
  });

  const read = async (by: "source" | "pager", what: readonly (typeof long)[]) => {
    const { baseUrl: homeserverUrl, serverName } = synapse;
    const task = { by, homeserverUrl, serverName, siteName, rooms: what, concurrency };
    const argument = JSON.stringify({ ...task, token: user.accessToken });
    const { stdout } = await execute(process.execPath, [reader, argument]);
    return measured.parse(JSON.parse(stdout));
  };

  // The first reading fills Synapse's caches, for both sides alike.
  await read("pager", rooms);
  const ours: number[] = [];
  const pagers: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pagers.push((await read("pager", rooms)).milliseconds);
    const { messages, milliseconds } = await read("source", rooms);
    if (messages !== manyRooms * messagesInEach) throw new Error(`${messages} messages were read`);
    ours.push(milliseconds);
  }
  const { messages, peakMegabytes } = await read("source", [long]);
  if (messages !== messagesInLong) throw new Error(`${messages} messages were read`);

  const perSecond = (milliseconds: number) => (manyRooms * messagesInEach * 1000) / milliseconds;
  const of = { bench: "extraction" } as const;
  const throughput = perSecond(median(ours));
  const limit = perSecond(median(pagers));
  return {
    figures: [
      { ...of, figure: "throughput", value: throughput, unit: "messages/s" },
      { ...of, figure: "bare-pager", value: limit, unit: "messages/s" },
      { ...of, figure: "to-bare-pager", value: throughput / limit, unit: "x", atLeast: 0.9 },
      { ...of, figure: "peak-memory", value: peakMegabytes, unit: "MB", atMost: 200 },
    ],
  };
}
