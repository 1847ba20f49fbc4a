import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  pMap,
  sourceOf
} from "./main+migrate-site+run-cli.js";
import {
  count,
  duration,
  logLine,
  percent
} from "./main+migrate-site+post+run-cli.js";
import {
  MigrationError
} from "./cli+index+main+migrate-site+post+run-cli.js";

// src/job/exit-code.ts
function exitCodeOf(report, failOn) {
  if (failOn === "nothing") return 0;
  const { completed, completedBefore } = report.pages;
  const isPlanned = report.findings.some(({ code }) => code === "time-budget-used") && completed > completedBefore;
  return report.verdict === "failed" || report.verdict === "partial" && !isPlanned ? 1 : 0;
}

// src/shard/plan-shards.ts
var pageWeight = 2;
function planShards(expected, count2) {
  const pages = expected.toSorted(
    (a, b) => a.pageId < b.pageId ? -1 : a.pageId > b.pageId ? 1 : 0
  );
  const groups = divideFurther(divide(pages, smallestCapacity(pages, count2)), count2);
  const of = Math.max(1, groups.length);
  const shards = groups.length === 0 ? [[]] : groups;
  return shards.map((group, index) => ({
    number: index + 1,
    of,
    range: [group[0]?.pageId ?? "", shards[index + 1]?.[0]?.pageId ?? null],
    pages: group.length,
    comments: group.reduce((sum, page) => sum + page.comments, 0)
  }));
}
function weightOf({ comments }) {
  return comments + pageWeight;
}
function smallestCapacity(pages, count2) {
  let low = pages.reduce((most, page) => Math.max(most, weightOf(page)), 0);
  let high = totalWeight(pages);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (divide(pages, middle).length <= count2) high = middle;
    else low = middle + 1;
  }
  return high;
}
function divideFurther(groups, count2) {
  const all = [...groups];
  while (all.length < count2) {
    const divisible = all.filter((group) => group.length > 1);
    const [heaviest] = divisible.toSorted((a, b) => totalWeight(b) - totalWeight(a));
    if (heaviest === void 0) break;
    all.splice(all.indexOf(heaviest), 1, ...divide(heaviest, smallestCapacity(heaviest, 2)));
  }
  return all;
}
function totalWeight(pages) {
  return pages.reduce((sum, page) => sum + weightOf(page), 0);
}
function divide(pages, capacity) {
  const groups = [];
  let room = 0;
  for (const page of pages) {
    const weight = weightOf(page);
    const group = groups.at(-1);
    if (group !== void 0 && weight <= room) group.push(page);
    else {
      groups.push([page]);
      room = capacity;
    }
    room -= weight;
  }
  return groups;
}

// src/job/plan-job.ts
async function planJob({ config, scan }, { onRetry }, signal) {
  const source = sourceOf(config, onRetry);
  const expected = await pMap(
    scan.pages,
    async (page) => {
      const comments = await source.expectedComments(page, signal).catch((error) => {
        if (signal.aborted || !(error instanceof MigrationError)) throw error;
        return 0;
      });
      return { pageId: page.pageId, comments };
    },
    { concurrency: config.migration.concurrency }
  );
  return planShards(expected, config.migration.shards);
}

// src/job/page-line.ts
function foundLine({ pages, counts }, completedBefore) {
  const before = completedBefore === 0 ? "" : `, ${completedBefore} completed before`;
  return `Found ${count(pages.length, "page")} with comments in ${count(counts.contentFiles, "content file")}${before}.`;
}
function pageLine(outcome) {
  const { pageId } = outcome.page;
  switch (outcome.state) {
    case "completed":
      return logLine(`✓ ${pageId}: ${completedWords(outcome.comments, outcome.inserted)}`);
    case "failed":
      return logLine(`✗ ${pageId}: ${outcome.failure.message}`);
    case "readable":
      return logLine(`· ${pageId}: ${count(outcome.comments, "comment")}`);
    case "completed-before":
      return logLine(`✓ ${pageId}: completed before`);
    case "verified":
      return logLine(`✓ ${pageId}: ${count(outcome.comments, "comment")} as in the room`);
    case "remaining":
      return logLine(`… ${pageId}: remains`);
  }
}
function completedWords(comments, inserted) {
  const there = comments - inserted;
  return there === 0 ? count(comments, "comment") : `${count(comments, "comment")}, ${there} of them there before`;
}

// src/job/progress.ts
var Progress = class {
  #now;
  #startedAt;
  #total = 0;
  #before = 0;
  #done = 0;
  #comments = 0;
  constructor(now) {
    this.#now = now;
    this.#startedAt = now().getTime();
  }
  /** The pages are known; some were completed before. */
  begin(total, completedBefore) {
    this.#startedAt = this.#now().getTime();
    this.#total = total;
    this.#before = completedBefore;
    this.#done = completedBefore;
  }
  /** A page was dealt with. */
  add(outcome) {
    this.#done += 1;
    if (outcome.state !== "remaining") this.#comments += outcome.comments;
  }
  get total() {
    return this.#total;
  }
  /** Pages dealt with, those that were completed before included. */
  get done() {
    return this.#done;
  }
  /** Comments of the pages that this run dealt with. */
  get comments() {
    return this.#comments;
  }
  /** Comments in a second, in words. */
  rate() {
    const seconds = (this.#now().getTime() - this.#startedAt) / 1e3;
    return seconds <= 0 ? "–" : `${(this.#comments / seconds).toFixed(1)} comments/s`;
  }
  /** What remains at this pace, in words; pages are taken as equally long. */
  timeLeft() {
    const own = this.#done - this.#before;
    if (own === 0) return "time left unknown";
    const msOfPage = (this.#now().getTime() - this.#startedAt) / own;
    return `about ${duration((this.#total - this.#done) * msOfPage)} left`;
  }
  /** `Progress: 12 of 40 pages (30 %), 250 comments, 12.5 comments/s, about 20.0 s left`. */
  line() {
    const share = percent(this.#total === 0 ? 1 : this.#done / this.#total);
    return `Progress: ${this.#done.toLocaleString("en-US")} of ${count(this.#total, "page")} (${share}), ${count(this.#comments, "comment")}, ${this.rate()}, ${this.timeLeft()}`;
  }
};

export {
  exitCodeOf,
  foundLine,
  pageLine,
  Progress,
  planJob
};
