import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  idsIn,
  startWorkerInProcess,
  type WorkerInProcess,
} from "../parts/d1/worker-in-process.ts";

const page = "/posts/long/";
const path = `/api/comments/${encodeURIComponent(page)}`;

/** Writes numbered comments into a page: one thread of them all, or a thread for each. */
async function fill(
  { database }: WorkerInProcess,
  name: string,
  number: number,
  isOneThread: boolean,
) {
  await database
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
INSERT INTO comments (page_id, parent_id, author_name, content, created_at)
SELECT ?1, iif(?3 = 1 AND i > 1, (SELECT max(id) FROM comments) + 1, NULL), 'Ada', 'Comment ' || i, '2021-01-01T00:00:00.000Z' FROM n`,
    )
    .bind(name, number, isOneThread ? 1 : 0)
    .all();
}

describe.each([
  ["in one thread", true],
  ["in a thread each", false],
])("2,000 comments of a page, %s", (_, isOneThread) => {
  const number = 2_000;
  let worker: WorkerInProcess;

  beforeAll(async () => {
    worker = await startWorkerInProcess();
    await fill(worker, page, number, isOneThread);
    await fill(worker, "/posts/other/", 50, false);
  });
  afterAll(() => worker[Symbol.asyncDispose]());

  async function read(query: string) {
    worker.rowsRead();
    const part = await idsIn(await worker.ask(`${path}?${query}`));
    return { ...part, rows: worker.rowsRead() };
  }

  it("cost two rows each at most, part by part forwards and backwards", async () => {
    const forwards: number[] = [];
    let last = "";
    for (let next: string | null = ""; next !== null; ) {
      const part = await read(next === "" ? "limit=200" : `limit=200&cursor=${next}`);
      expect(part.rows).toBeLessThanOrEqual(2 * part.ids.length + 4);
      forwards.push(...part.ids);
      last = next;
      next = part.next;
    }
    expect(forwards).toHaveLength(number);
    const backwards: number[] = [];
    for (let previous: string | null = last; previous !== null; ) {
      const part = await read(`limit=200&before=${previous}`);
      expect(part.rows).toBeLessThanOrEqual(2 * part.ids.length + 4);
      backwards.unshift(...part.ids);
      previous = part.previous;
    }
    // The cursor stands behind the comment that it names.
    expect(backwards).toEqual(forwards.slice(0, number - 201));
  });

  it("cost no more by a cursor that somebody made up", async () => {
    const [first = 0] = (await read("limit=1")).ids;
    for (const cursor of [`${first}.0`, `${first}.999999`, "0.999999", `${first + 1_000}.1`]) {
      for (const of of ["cursor", "before"]) {
        const { ids, rows } = await read(`limit=200&${of}=${cursor}`);
        expect(rows).toBeLessThanOrEqual(2 * ids.length + 4);
      }
    }
  });

  it("cost no more where a link leads to one in the middle", async () => {
    const { ids: first } = await read("limit=1");
    const wanted = (first[0] ?? 0) + 1_500;
    const { ids, rows } = await read(`comment=${wanted}`);
    expect(ids).toContain(wanted);
    expect(rows).toBeLessThanOrEqual(2 * ids.length + 8);
  });

  it("are counted by three rows", async () => {
    worker.rowsRead();
    const answer = await worker.ask(`/api/counts?page=${encodeURIComponent(page)}`);
    expect(await answer.json()).toEqual({ counts: { [page]: number } });
    expect(worker.rowsRead()).toBeLessThanOrEqual(3);
  });

  it("cost no more where most of them are hidden", async () => {
    await worker.database
      .prepare("UPDATE comments SET hidden_by = id WHERE page_id = ?1 AND id % 100 <> 0")
      .bind(page)
      .all();
    const { ids, rows } = await read("limit=200");
    expect(ids).toHaveLength(number / 100);
    expect(rows).toBeLessThanOrEqual(2 * ids.length + 4);
  });
});

describe("a writer who is counted in the database", () => {
  it("writes twenty of sixty comments that are sent at once", async () => {
    await using worker = await startWorkerInProcess({ WRITER_SECRET: "a long random text" });
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const body = JSON.stringify({ author_name: "Ada", content: `no. ${n}` });
        return (await worker.ask(path, { method: "POST", body })).status;
      }),
    );
    expect(
      Object.fromEntries(
        Object.entries(Object.groupBy(statuses, String)).map(([status, all = []]) => [
          status,
          all.length,
        ]),
      ),
    ).toEqual({ 201: 20, 429: 40 });
  });
});
