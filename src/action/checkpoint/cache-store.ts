import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { withDeadline } from "./deadline.ts";
import { overhear } from "./overheard.ts";
import { orRefusal, refusalOf, type StoreRefusal, type StoreResult } from "./store-result.ts";

const deadlineMs = 60_000;
const service = "the Actions cache";

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
    const unavailable = {
      ok: false,
      reason: "this runner offers no Actions cache",
      remedy:
        "On GitHub Enterprise Server an administrator has to switch the cache on; a runner of your own has to reach it.",
    } as const;
    return { save: async () => unavailable, restore: async () => unavailable };
  }
  return {
    save: (key) =>
      orRefusal(service, async () => {
        const { result: id, lines } = await overhear(() =>
          withDeadline(saveCache([path], key), deadlineMs),
        );
        // The client reports most failures by an id of -1 and a line in the log.
        return id > 0 ? { ok: true } : refusalOf(service, failureIn(lines) ?? "it gave no reason");
      }),
    restore: (keyPrefix) =>
      orRefusal(service, async () => {
        // An exact key that never exists makes the client look for the newest entry by prefix.
        const { result: key, lines } = await overhear(() =>
          withDeadline(restoreCache([path], `${keyPrefix}none`, [keyPrefix]), deadlineMs),
        );
        if (key?.startsWith(keyPrefix)) return { ok: true };
        const failure = failureIn(lines);
        return failure === undefined ? nothingThere : refusalOf(service, failure);
      }),
  };
}

const nothingThere: StoreRefusal = {
  ok: false,
  reason: `${service} holds no checkpoint of this migration`,
  isMiss: true,
};

/** What the client said of a failure, where it did. */
function failureIn(lines: readonly string[]): string | undefined {
  const said = lines.findLast((line) =>
    /^(?:::(?:warning|error)\b[^:]*::)?.*(?:Failed to (?:save|restore)|denied|does not permit|reservation failed)/i.test(
      line,
    ),
  );
  return said?.replace(/^::(?:warning|error)\b[^:]*::/, "").replace(/^Failed to \w+: /, "");
}
