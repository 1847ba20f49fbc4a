import {
  idsIn,
  startWorkerInProcess,
  type WorkerInProcess,
} from "../test/parts/d1/worker-in-process.ts";
import type { BenchResult } from "./figure.ts";

const bench = "showing";
const long = { name: "/posts/long/", comments: 10_000 };
const pages = 1_000;
const perPage = 10;

/**
 * What the example Worker costs: rows that D1 says it has read for each comment that is shown, on a
 * page of 10,000 comments and among 1,000 pages; and many writers at once.
 */
export async function run(): Promise<BenchResult> {
  const figures = [];
  for (const [kind, isOneThread] of [
    ["one-thread", true],
    ["many-threads", false],
  ] as const) {
    await using worker = await startWorkerInProcess();
    await fill(worker, isOneThread);
    figures.push(
      { figure: `rows-a-comment-${kind}-first`, value: await first(worker) },
      { figure: `rows-a-comment-${kind}-walk`, value: await walk(worker) },
      { figure: `rows-a-comment-${kind}-link`, value: await part(worker, "comment=5000") },
      { figure: `rows-a-comment-${kind}-made-up`, value: await part(worker, "cursor=1.9000") },
      { figure: `rows-a-page-${kind}-count`, value: await counts(worker) },
    );
  }
  const ratios = figures.map((each) => ({ bench, unit: "rows", atMost: 2, ...each }));
  const posts = { bench, unit: "comments" };
  return {
    figures: [
      ...ratios.map((figure) =>
        figure.figure.endsWith("count") ? { ...figure, atMost: 3 } : figure,
      ),
      { ...posts, figure: "of-100-at-once", value: await written(100), atLeast: 100 },
      {
        ...posts,
        figure: "of-60-at-once-under-20",
        value: await written(60, { WRITER_SECRET: "secret" }),
        atMost: 20,
        atLeast: 20,
      },
    ],
  };
}

const pathOf = (page: string) => `/api/comments/${encodeURIComponent(page)}`;

async function fill({ database }: WorkerInProcess, isOneThread: boolean): Promise<void> {
  const insert = "INSERT INTO comments (page_id, parent_id, author_name, content, created_at)";
  const rest = "'Ada', 'Comment ' || i, '2021-01-01T00:00:00.000Z' FROM n";
  const numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
  const above = isOneThread ? "iif(i > 1, 1, NULL)" : "NULL";
  await database
    .prepare(`${numbers} ${insert} SELECT '${long.name}', ${above}, ${rest}`)
    .bind(long.comments)
    .all();
  await database
    .prepare(`${numbers} ${insert} SELECT '/posts/' || (i % ${pages}) || '/', NULL, ${rest}`)
    .bind(pages * perPage)
    .all();
}

/** The largest of all parts of the long page. */
async function walk(worker: WorkerInProcess): Promise<number> {
  let [most, shown] = [0, 0];
  for (let next: string | null = ""; next !== null; ) {
    worker.rowsRead();
    const query: string = next === "" ? "limit=200" : `limit=200&cursor=${next}`;
    const answer = await idsIn(await worker.ask(`${pathOf(long.name)}?${query}`));
    most = Math.max(most, worker.rowsRead() / answer.ids.length);
    shown += answer.ids.length;
    next = answer.next;
  }
  if (shown !== long.comments) throw new Error(`${shown} comments were shown`);
  return most;
}

async function part(worker: WorkerInProcess, query: string, page = long.name): Promise<number> {
  worker.rowsRead();
  const { ids } = await idsIn(await worker.ask(`${pathOf(page)}?${query}`));
  return worker.rowsRead() / ids.length;
}

/** The mean of the first parts of many pages. */
async function first(worker: WorkerInProcess): Promise<number> {
  let sum = 0;
  for (let page = 0; page < pages; page += 20) sum += await part(worker, "", `/posts/${page}/`);
  return (sum + (await part(worker, ""))) / (pages / 20 + 1);
}

async function counts(worker: WorkerInProcess): Promise<number> {
  const asked = new URLSearchParams();
  for (let page = 0; page < 100; page += 1) asked.append("page", `/posts/${page}/`);
  worker.rowsRead();
  const answer = await worker.ask(`/api/counts?${asked}`);
  if (!answer.ok) throw new Error(await answer.text());
  return worker.rowsRead() / asked.size;
}

/** How many of comments that are sent at once are written. */
async function written(number: number, variables = {}): Promise<number> {
  await using worker = await startWorkerInProcess(variables);
  const answers = await Promise.all(
    Array.from({ length: number }, (_, n) => {
      const body = JSON.stringify({ author_name: "Ada", content: `no. ${n}` });
      return worker.ask(pathOf(long.name), { method: "POST", body });
    }),
  );
  return answers.filter(({ status }) => status === 201).length;
}
