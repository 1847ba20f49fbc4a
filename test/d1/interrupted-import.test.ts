import { describe, expect, it } from "vitest";
import { D1Error } from "../../src/d1/transport/transport.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;
const stopped = new Error("stopped");
const rows = ["$a", "$b", "$c"].map((id) => row(id, { content: "x".repeat(5_000) }));

/** A database of which a call holds one of the rows, ready for an import that can be stopped. */
async function world(maxRetries = 0) {
  const transport = createSqliteTransport(12_000);
  const retried: string[] = [];
  const target = targetOn(transport, {
    runId: "r",
    maxRetries,
    onRetry: (error) => retried.push(error.message),
  });
  await target.prepare({ readOnly: false }, never);
  const controller = new AbortController();
  let calls = 0;
  transport.beforeRun = () => {
    calls += 1;
  };
  return { transport, target, controller, retried, calls: () => calls };
}

const entries = async ({ target }: Awaited<ReturnType<typeof world>>) =>
  (await target.readLedger(never)).map(({ sourceId }) => sourceId);

describe("an import that is stopped", () => {
  it("before it began asks nothing of the database", async () => {
    const one = await world();
    one.controller.abort(stopped);
    await expect(one.target.importRows(rows, one.controller.signal)).rejects.toBe(stopped);
    expect(one.calls()).toBe(0);
    expect(await entries(one)).toEqual([]);
  });

  it("between two transactions keeps the first and begins no other", async () => {
    const one = await world();
    one.transport.afterRun = () => one.controller.abort(stopped);
    await expect(one.target.importRows(rows, one.controller.signal)).rejects.toBe(stopped);
    expect(one.calls()).toBe(1);
    expect(await entries(one)).toEqual(["$a"]);
  });

  it("while a call fails for now does not repeat it, and ends with the reason of the stop", async () => {
    const one = await world(3);
    one.transport.afterRun = () => {
      one.controller.abort(stopped);
      throw new D1Error("timeout", "no answer", { transient: true });
    };
    await expect(one.target.importRows(rows, one.controller.signal)).rejects.toBe(stopped);
    expect(one.calls()).toBe(1);
  });

  it("in the wait that the database asked for does not repeat the call", async () => {
    const one = await world(3);
    one.transport.afterRun = () => {
      // Longer than a first wait that nobody asked for.
      setTimeout(() => one.controller.abort(stopped), 1_100);
      throw new D1Error("busy", "wait", { transient: true, retryAfterMs: 100_000 });
    };
    await expect(one.target.importRows(rows, one.controller.signal)).rejects.toBe(stopped);
    expect([one.calls(), one.retried]).toEqual([1, ["wait"]]);
  });

  it("is brought to its end by the next one, each comment once", async () => {
    const one = await world();
    one.transport.afterRun = () => one.controller.abort(stopped);
    await expect(one.target.importRows(rows, one.controller.signal)).rejects.toBe(stopped);
    one.transport.afterRun = () => {};
    const { inserted, imported } = await one.target.importRows(rows, never);
    expect([...inserted]).toEqual(["$b", "$c"]);
    expect(imported.map(({ sourceId }) => sourceId)).toEqual(["$a", "$b", "$c"]);
    expect(await entries(one)).toEqual(["$a", "$b", "$c"]);
  });
});
