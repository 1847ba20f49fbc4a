import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  withRemedy
} from "./main+post+run-cli.js";
import {
  duration,
  percent
} from "./main+migrate-site+post+run-cli.js";
import {
  logLine,
  plural,
  readableAddresses
} from "./failure-text+main+migrate-site+post+run-cli.js";

// src/run/page-line.ts
function foundLine({ pages, counts }, completedBefore) {
  const before = completedBefore === 0 ? "" : `, ${completedBefore} completed before`;
  return `Found ${plural(pages.length, "page")} with comments in ${plural(counts.contentFiles, "content file")}${before}.`;
}
function findingLine({ message, remedy }) {
  return logLine2(withRemedy(message, remedy ?? null));
}
function pageLine(outcome) {
  const { pageId } = outcome.page;
  switch (outcome.state) {
    case "completed":
      return logLine2(`✓ ${pageId}: ${completedWords(outcome.comments, outcome.inserted)}`);
    case "failed":
      return logLine2(`✗ ${pageId}: ${outcome.failure.message}`);
    case "without-conversation":
      return logLine2(
        `? ${pageId}: ${plural(outcome.comments, "comment")}, but the source does not have all its sections`
      );
    case "readable":
      return logLine2(`· ${pageId}: ${plural(outcome.comments, "comment")}`);
    case "completed-before":
      return logLine2(`✓ ${pageId}: completed before`);
    case "verified":
      return logLine2(
        `✓ ${pageId}: ${plural(outcome.comments, "comment")}, all matching the source`
      );
    case "outdated":
      return logLine2(
        `! ${pageId}: ${plural(outcome.comments, "comment")}, changed at the source since they were moved`
      );
    case "remaining":
      return logLine2(`… ${pageId}: remains`);
  }
}
function completedWords(comments, inserted) {
  const there = comments - inserted;
  return there === 0 ? plural(comments, "comment") : `${plural(comments, "comment")}, ${there} already there`;
}
function logLine2(text) {
  return logLine(readableAddresses(text));
}

// src/run/progress.ts
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
  /** `Progress: 12 of 40 pages (30%), 250 comments, 12.5 comments/s, about 20.0 s left`. */
  line() {
    const share = percent(this.#total === 0 ? 1 : this.#done / this.#total);
    return `Progress: ${this.#done.toLocaleString("en-US")} of ${plural(this.#total, "page")} (${share}), ${plural(this.#comments, "comment")}, ${this.rate()}, ${this.timeLeft()}`;
  }
};

export {
  foundLine,
  findingLine,
  pageLine,
  Progress
};
