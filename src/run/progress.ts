import { plural } from "../domain/plural.ts";
import type { PageOutcome } from "../migration/page-outcome.ts";
import { duration, percent } from "../report/wording.ts";

/** How far a run has come, and how fast it is. */
export class Progress {
  readonly #now: () => Date;
  #startedAt: number;
  #total = 0;
  #before = 0;
  #done = 0;
  #comments = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.#startedAt = now().getTime();
  }

  /** The pages are known; some were completed before. */
  begin(total: number, completedBefore: number): void {
    this.#startedAt = this.#now().getTime();
    this.#total = total;
    this.#before = completedBefore;
    this.#done = completedBefore;
  }

  /** A page was dealt with. */
  add(outcome: PageOutcome): void {
    this.#done += 1;
    if (outcome.state !== "remaining") this.#comments += outcome.comments;
  }

  get total(): number {
    return this.#total;
  }

  /** Pages dealt with, those that were completed before included. */
  get done(): number {
    return this.#done;
  }

  /** Comments of the pages that this run dealt with. */
  get comments(): number {
    return this.#comments;
  }

  /** Comments in a second, in words. */
  rate(): string {
    const seconds = (this.#now().getTime() - this.#startedAt) / 1000;
    return seconds <= 0 ? "–" : `${(this.#comments / seconds).toFixed(1)} comments/s`;
  }

  /** What remains at this pace, in words; pages are taken as equally long. */
  timeLeft(): string {
    const own = this.#done - this.#before;
    if (own === 0) return "time left unknown";
    const msOfPage = (this.#now().getTime() - this.#startedAt) / own;
    return `about ${duration((this.#total - this.#done) * msOfPage)} left`;
  }

  /** `Progress: 12 of 40 pages (30%), 250 comments, 12.5 comments/s, about 20.0 s left`. */
  line(): string {
    const share = percent(this.#total === 0 ? 1 : this.#done / this.#total);
    return `Progress: ${this.#done.toLocaleString("en-US")} of ${plural(this.#total, "page")} (${share}), ${plural(this.#comments, "comment")}, ${this.rate()}, ${this.timeLeft()}`;
  }
}
