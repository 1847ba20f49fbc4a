import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { withDeadline } from "./deadline.ts";

/** What became of a save or a restore, with a reason for people where it did not work. */
export type StoreResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const deadlineMs = 60_000;

/** Keeps the checkpoint file in the Actions cache. It never throws: a cache is a convenience. */
export interface CacheStore {
  save(key: string): Promise<StoreResult>;
  /** Puts the newest entry whose key begins with the prefix in the file's place. */
  restore(keyPrefix: string): Promise<StoreResult>;
}

/**
 * @param path the checkpoint file, relative to the workspace; it is part of the cache's version, so
 *   saving and restoring must use the same string on every machine
 */
export function createCacheStore(path: string): CacheStore {
  if (!isFeatureAvailable()) {
    const unavailable = { ok: false, reason: "this runner offers no Actions cache" } as const;
    return { save: async () => unavailable, restore: async () => unavailable };
  }
  return {
    async save(key) {
      try {
        const id = await withDeadline(saveCache([path], key), deadlineMs);
        // The client reports most failures by an id of -1 and a line in the log.
        if (id > 0) return { ok: true };
        return { ok: false, reason: "the Actions cache did not accept the checkpoint" };
      } catch (error) {
        return { ok: false, reason: `the Actions cache failed: ${messageOf(error)}` };
      }
    },
    async restore(keyPrefix) {
      try {
        // An exact key that never exists makes the client look for the newest entry by prefix.
        const key = await withDeadline(
          restoreCache([path], `${keyPrefix}none`, [keyPrefix]),
          deadlineMs,
        );
        if (key?.startsWith(keyPrefix)) return { ok: true };
        return { ok: false, reason: "the Actions cache holds no checkpoint of this migration" };
      } catch (error) {
        return { ok: false, reason: `the Actions cache failed: ${messageOf(error)}` };
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
