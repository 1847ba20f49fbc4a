import { resolve } from "node:path";
import process from "node:process";
import { migrateSite } from "hugo-comment-migration";

// Reports each page when it is done, and stops cleanly on Ctrl+C: the next run resumes.
//   node move-page-by-page.ts <repository>

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

const report = await migrateSite({
  repositoryDir: resolve(process.argv[2] ?? "."),
  env: process.env,
  settings: { "database-name": "comments", concurrency: "2" },
  signal: stop.signal,
  observer: {
    scanned: ({ pages }, before) => console.log(`${pages.length} pages, ${before} done before`),
    pageDone: ({ page, state }) => console.log(`${page.pageId} ${state}`),
  },
});
console.log(report.verdict);
