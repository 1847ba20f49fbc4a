import type { Phase, PhaseTime } from "../report/report.ts";

/** Tells for what the time of a run was used. It runs from its making on. */
export class Stopwatch {
  readonly startedAt: Date;
  readonly #now: () => Date;
  readonly #spent = new Map<Phase, number>();
  #phase: Phase;
  #since: number;

  constructor(now: () => Date, phase: Phase) {
    this.#now = now;
    this.#phase = phase;
    this.startedAt = now();
    this.#since = this.startedAt.getTime();
  }

  /** From now on the time is the phase's. */
  enter(phase: Phase): void {
    const now = this.#now().getTime();
    this.#spent.set(this.#phase, (this.#spent.get(this.#phase) ?? 0) + now - this.#since);
    this.#phase = phase;
    this.#since = now;
  }

  /** The phases in the order in which they were first left; the present one counts up to now. */
  times(): readonly PhaseTime[] {
    this.enter(this.#phase);
    return [...this.#spent].map(([phase, durationMs]) => ({ phase, durationMs }));
  }
}
