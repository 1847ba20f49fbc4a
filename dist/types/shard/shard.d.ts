/** A part of a site's pages that one job of a matrix moves. */
export interface Shard {
    /** From 1 to `of`. */
    readonly number: number;
    readonly of: number;
    /** Its first page id and that of the next shard, in the order of code units; without a plan, undefined. */
    readonly range?: readonly [from: string, before: string | null];
}
/** `2/4`: the name of a shard among the others. */
export declare function shardName({ number, of }: Pick<Shard, "number" | "of">): string;
/** A shard as a plan gives it to the input `shard`: `2/4 ["/m/","/s/"]`. */
export declare function formatShard(shard: Shard): string;
/** Reads what {@link formatShard} writes; undefined for anything else. */
export declare function parseShard(text: string): Shard | undefined;
/**
 * Whether a page belongs to the shard. Each page belongs to exactly one of a plan's shards, one that
 * came after the plan as well; without a plan the hash of its id decides.
 */
export declare function holdsPage({ number, of, range }: Shard, pageId: string): boolean;
