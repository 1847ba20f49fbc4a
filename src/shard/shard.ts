import { createHash } from "node:crypto";

/** A part of a site's pages that one job of several moves. */
export interface Shard {
  /** From 1 to `of`. */
  readonly number: number;
  readonly of: number;
  /** Its first page id and that of the next shard, in the order of code units; without a plan, undefined. */
  readonly range?: readonly [from: string, before: string | null];
}

/** `2/4`: the name of a shard among the others. */
export function shardName({ number, of }: Pick<Shard, "number" | "of">): string {
  return `${number}/${of}`;
}

/** A shard as a plan passes it to the input `shard`: `2/4 ["/m/","/s/"]`. */
export function formatShard(shard: Shard): string {
  const range = shard.range === undefined ? "" : ` ${JSON.stringify(shard.range)}`;
  return `${shardName(shard)}${range}`;
}

/** Reads what {@link formatShard} writes; undefined for anything else. */
export function parseShard(text: string): Shard | undefined {
  const [, number, of, range] =
    /^\s*(\d{1,3})\s*\/\s*(\d{1,3})(?:\s+(\[.*\]))?\s*$/s.exec(text) ?? [];
  const numbers = { number: Number(number), of: Number(of) };
  if (!(numbers.number >= 1 && numbers.number <= numbers.of)) return undefined;
  if (range === undefined) return numbers;
  const ends = parseRange(range);
  return ends === undefined ? undefined : { ...numbers, range: ends };
}

/**
 * Whether a page belongs to the shard. Each page belongs to exactly one of a plan's shards, one that
 * came after the plan as well; without a plan the hash of its id decides.
 */
export function holdsPage({ number, of, range }: Shard, pageId: string): boolean {
  if (range === undefined) return hashOf(pageId) % of === number - 1;
  const [from, before] = range;
  return (number === 1 || pageId >= from) && (before === null || pageId < before);
}

function parseRange(json: string): readonly [string, string | null] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [from, before]: readonly unknown[] = value;
    if (typeof from !== "string") return undefined;
    return before === null || typeof before === "string" ? [from, before] : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function hashOf(pageId: string): number {
  return createHash("sha256").update(pageId).digest().readUInt32BE();
}
