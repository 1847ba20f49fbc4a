import { describe, expect, it } from "vitest";
import { addRows, D1Error } from "../../src/d1/transport/transport.ts";
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

describe("the rows that a database says it wrote", () => {
  const meta = (rows_written: number) => ({ meta: { rows_written } });

  it.each<[string, number | null, Parameters<typeof addRows>[1], number | null]>([
    ["are unknown while it never said", null, [{}, { meta: undefined }], null],
    ["are none where it says so", null, [meta(0)], 0],
    ["are those of all results", null, [meta(1), meta(20)], 21],
    ["come on top of those before", 300, [meta(1), meta(20)], 321],
    ["stay as they were where a result doesn't say", 300, [{}, meta(20), {}], 320],
    ["stay as they were where there are no results", 300, [], 300],
  ])("%s", (_, before, results, after) => {
    expect(addRows(before, results)).toBe(after);
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
      expect(target.usage()).toEqual({ calls: 0, durationMs: 0, rowsWritten: null });
    },
  );
});
