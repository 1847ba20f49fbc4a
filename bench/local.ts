import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiTransport } from "../src/d1/api/api-transport.ts";
import { createLocalTransport } from "../src/d1/local/local-transport.ts";
import type { D1Transport } from "../src/d1/transport/transport.ts";
import { startWranglerDev } from "../test/parts/d1/wrangler-dev.ts";
import { installWrangler } from "../test/parts/d1/wrangler-project.ts";
import { type BenchResult, type Figure, median } from "./figure.ts";
import { referenceRows, timeOf, timeOfImport } from "./import-time.ts";
import { processForEachCall } from "./process-for-each-call.ts";

// The import of 655 comments of 115 pages into wrangler's local copy of a database, against
// - the api transport, before the same D1 on workerd;
// - a process of `wrangler d1 execute --local` for each call, for the import and for a call alone.

const never = new AbortController().signal;
const rounds = 9;
const roundsOfProcesses = 3;

/** In ms. */
interface Times {
  /** Until the database is open and has answered a call. */
  readonly start: number;
  readonly import: number;
  readonly call: number;
  readonly api: number;
}

const select1 = [{ sql: "SELECT 1", params: [] }];

export async function run(): Promise<BenchResult> {
  await using dev = await startWranglerDev();
  const folder = installWrangler(await mkdtemp(join(tmpdir(), "bench-local-")));
  const rows = referenceRows();
  const open = (name: string) =>
    createLocalTransport({
      wranglerDir: folder,
      persistTo: join(folder, name),
      databaseName: "bench",
      env: process.env,
    });
  try {
    const ours: Times[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await using transport = open(`local-${round}`);
      const start = await timeOfCall(transport);
      const local = await timeOfImport(transport, rows);
      const call = await timeOfCall(transport);
      const database = { databaseId: randomUUID(), apiToken: "none", databaseName: "bench" };
      const api = createApiTransport({ databasesUrl: dev.databasesUrl, ...database });
      ours.push({ start, import: local, call, api: await timeOfImport(api, rows) });
    }
    const processes: Pick<Times, "import" | "call">[] = [];
    for (let round = 0; round < roundsOfProcesses; round += 1) {
      const transport = await processForEachCall(join(folder, `processes-${round}`));
      const imported = await timeOfImport(transport, rows);
      processes.push({ import: imported, call: await timeOfCall(transport) });
    }
    const start = median(ours.map((times) => times.start));
    const local = median(ours.map((times) => times.import));
    const call = median(ours.map((times) => times.call));
    const api = median(ours.map((times) => times.api));
    const byProcesses = median(processes.map((times) => times.import));
    const callByProcess = median(processes.map((times) => times.call));
    const figures: Omit<Figure, "bench">[] = [
      { figure: "start", value: start, unit: "ms" },
      { figure: "import", value: local, unit: "ms" },
      { figure: "api", value: api, unit: "ms" },
      { figure: "import-to-api", value: local / api, unit: "x", atMost: 5 },
      { figure: "process-a-call-import", value: byProcesses, unit: "ms" },
      { figure: "import-faster", value: byProcesses / local, unit: "x", atLeast: 10 },
      { figure: "call", value: call, unit: "ms" },
      { figure: "process-a-call", value: callByProcess, unit: "ms" },
      { figure: "call-faster", value: callByProcess / call, unit: "x", atLeast: 10 },
    ];
    return { figures: figures.map((figure) => ({ bench: "local", ...figure })) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function timeOfCall(transport: D1Transport): Promise<number> {
  return timeOf(async () => {
    await transport.run(select1, never);
  });
}
