/** One measured figure and what it must hold. */
export interface Figure {
  /** Name of the benchmark. */
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** The value may reach it, and no more; undefined for a figure that is told for information. */
  readonly atMost?: number;
  /** The value must reach it. */
  readonly atLeast?: number;
}

/** What a benchmark gives: figures, and what it left out, with the reason. */
export interface BenchResult {
  readonly figures: readonly Figure[];
  readonly skipped?: readonly string[];
}

/** Checkouts of peers, whose code is not ours. */
export interface Peers {
  readonly garrul: string | undefined;
}

/** What a benchmark's file exports as `run`. */
export type Bench = (peers: Peers) => Promise<BenchResult>;

/** Whether the figure holds its limit. */
export function holds({ value, atMost, atLeast }: Figure): boolean {
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? 0);
}

/** `bench <name> <figure> <value> <unit> limit <limit> ok|SHORT`. */
export function lineOf(figure: Figure): string {
  const { bench, unit, value, atMost, atLeast } = figure;
  const limit = atMost ?? atLeast ?? "-";
  const words = ["bench", bench, figure.figure, rounded(value), unit, "limit", limit];
  return [...words, holds(figure) ? "ok" : "SHORT"].join(" ");
}

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
