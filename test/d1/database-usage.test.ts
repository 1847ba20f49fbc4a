import { describe, expect, it } from "vitest";
import { Meter } from "../../src/d1/transport/meter.ts";
import { D1Error } from "../../src/d1/transport/transport.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;

async function world(maxRetries = 0) {
  const transport = createSqliteTransport();
  const target = targetOn(transport, { runId: "r", maxRetries });
  await target.prepare({ readOnly: false }, never);
  return { transport, target };
}

describe("what a database says of its calls", () => {
  const meterOf = (...results: Parameters<Meter["add"]>[0]) => {
    const meter = new Meter();
    meter.add(results);
    return [meter.rowsWritten(), meter.rowsRead(), meter.databaseBytes()];
  };
  const meta = (rows_written: number, rows_read?: number, size_after?: number) => ({
    meta: { rows_written, rows_read, size_after },
  });

  it("is unknown while it says nothing", () => {
    expect(meterOf()).toEqual([null, null, null]);
    expect(meterOf({}, { meta: undefined })).toEqual([null, null, null]);
  });

  it("is added up, and the size is the last one", () => {
    expect(meterOf(meta(0, 5, 4096), meta(20, 1, 8192), {})).toEqual([20, 6, 8192]);
  });

  it("is known as far as it says it", () => {
    expect(meterOf(meta(1), meta(2, 3))).toEqual([3, 3, null]);
  });
});

describe("what was asked of the database", () => {
  it("is counted by calls, failed ones included and repetitions not", async () => {
    const one = await world(1);
    const before = one.target.usage().calls;
    let failures = 1;
    one.transport.afterRun = () => {
      failures -= 1;
      if (failures >= 0) throw new D1Error("timeout", "no answer", { transient: true });
    };
    await one.target.importRows([row("$a")], never);
    one.transport.afterRun = () => {
      throw new D1Error("refused", "no", { transient: false });
    };
    await expect(one.target.importRows([row("$b")], never)).rejects.toThrow("no");
    expect(one.target.usage().calls - before).toBe(2);
  });

  it("has the rows that the database counted: none for reading, some for an import", async () => {
    const one = await world();
    const before = one.target.usage().rowsWritten;
    await one.target.readLedger(never);
    expect(one.target.usage().rowsWritten).toBe(before);
    await one.target.importRows([row("$a")], never);
    expect(one.target.usage().rowsWritten).toBeGreaterThan(before ?? 0);
  });

  it.each([true, false])(
    "has no rows where the database doesn't say (read only: %s)",
    (readOnly) => {
      const transport = { ...createSqliteTransport(), rowsWritten: () => null };
      const target = targetOn(transport, { runId: "r", maxRetries: 0, readOnly });
      expect(target.usage()).toMatchObject({ calls: 0, durationMs: 0, rowsWritten: null });
    },
  );
});
