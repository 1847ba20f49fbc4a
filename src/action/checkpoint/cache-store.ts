import { isFeatureAvailable, restoreCache, saveCache } from "@actions/cache";
import { flatTarOptions, hasGnuTar } from "./flat-tar.ts";
import { storeMessages } from "./messages.ts";
import { overhear } from "./overheard.ts";
import type { Patience } from "./patience.ts";
import { refusal, refusalOf, type StoreResult } from "./store-result.ts";
import { archiveLimits } from "./unpack-zip.ts";
import { withVariables } from "./with-variables.ts";

const service = "The Actions cache";

/** Keeps the checkpoint file in the Actions cache. It never throws: a cache is a convenience. */
export interface CacheStore {
  save(key: string): Promise<StoreResult>;
  /** Unpacks the newest entry whose key begins with the prefix, by the bare names of its files. */
  restore(keyPrefix: string, into: string): Promise<StoreResult>;
}

/**
 * @param path the checkpoint file, relative to the workspace; it is part of the cache's version, so
 *   saving and restoring must use the same string on every machine
 */
export function createCacheStore(path: string, patience: Patience): CacheStore {
  if (!isFeatureAvailable()) {
    const unavailable = refusal(storeMessages.words("cache-unavailable", {}));
    return { save: async () => unavailable, restore: async () => unavailable };
  }
  let restoring: Promise<unknown> = Promise.resolve();
  return {
    save: (key) =>
      patience.call(service, async () => {
        await restoring;
        const { result: id, lines } = await overhear(() => saveCache([path], key));
        // The client reports most failures by an id of -1 and a line in the log.
        return id > 0 ? { ok: true } : refusalOf(service, failureIn(lines) ?? "it gave no reason");
      }),
    restore: (keyPrefix, into) =>
      patience.call(service, async () => {
        if (!(await hasGnuTar())) return refusal(storeMessages.words("cache-needs-gnu-tar", {}));
        const variables = {
          GITHUB_WORKSPACE: into,
          TAR_OPTIONS: flatTarOptions(archiveLimits.unpackedBytes),
        };
        // An exact key that never exists makes the client look for the newest entry by prefix.
        const restored = overhear(() =>
          withVariables(variables, () => restoreCache([path], `${keyPrefix}none`, [keyPrefix])),
        );
        // Past its deadline the client goes on, with the variables: no save may meet them.
        restoring = restored.catch(() => {});
        const { result: key, lines } = await restored;
        if (key?.startsWith(keyPrefix)) return { ok: true };
        const failure = failureIn(lines);
        return failure === undefined
          ? refusal(storeMessages.words("no-stored-checkpoint/cache", {}))
          : refusalOf(service, failure);
      }),
  };
}

/**
 * What the client reported of a failure, where it did. It says of every refusal to save that another
 * job may be doing it, and the reason only to who debugs.
 */
function failureIn(lines: readonly string[]): string | undefined {
  const refused = lines.findLast((line) => /^::debug::Failed to reserve cache: /.test(line));
  if (refused !== undefined) return refused.replace(/^::debug::Failed to reserve cache: /, "");
  const said = lines.findLast((line) =>
    /^(?:::(?:warning|error)\b[^:]*::)?.*(?:Failed to (?:save|restore)|denied|does not permit|reservation failed)/i.test(
      line,
    ),
  );
  return said?.replace(/^::(?:warning|error)\b[^:]*::/, "").replace(/^Failed to \w+: /, "");
}
