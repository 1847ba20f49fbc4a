import { accountUrlOf, cloudflareApi } from "../cloudflare/api/api-address.ts";
import { cloudflareMessages } from "../cloudflare/messages.ts";
import type { WranglerAccount } from "../cloudflare/wrangler/run-wrangler.ts";
import type { MediaStore } from "../domain/media.ts";
import { createRetry, type OnRetry } from "../resilience/retry.ts";
import { createApiBucket } from "./api-bucket.ts";
import type { Bucket } from "./bucket.ts";
import { createLocalBucket } from "./local-bucket.ts";
import { R2Error } from "./r2-error.ts";
import { createWranglerBucket } from "./wrangler-bucket.ts";

/** Which bucket is meant, how it is reached, and where readers find what is in it. */
export interface R2StoreOptions extends WranglerAccount {
  readonly bucket: string;
  /** Address at which the bucket's objects are public, with or without a slash at its end. */
  readonly mediaUrl: string;
  /** `remote`: at Cloudflare, through its API; `wrangler`: there, too; `local`: wrangler's local copy. */
  readonly mode: "remote" | "wrangler" | "local";
  /** Folder of wrangler's local data, relative to `wranglerDir`; wrangler's own by default. */
  readonly persistTo?: string | undefined;
  /** Repetitions of a request that failed; 0 means none. */
  readonly maxRetries: number;
  /** Wait before the first repetition in ms; 500 by default. */
  readonly firstDelayMs?: number;
  readonly onRetry?: OnRetry;
  readonly fetch?: typeof globalThis.fetch;
  /** Time for one request to the API in ms, for a file added to what it takes; 60,000 by default. */
  readonly timeoutMs?: number;
}

/**
 * Keeps pictures and files of comments in an R2 bucket. What it throws is an R2Error, or the signal's
 * reason; a token that is refused or a bucket that is missing stops the run.
 * @throws MigrationError `api-without-account`
 */
export function createR2Store(options: R2StoreOptions): MediaStore {
  const { maxRetries, firstDelayMs, onRetry } = options;
  const bucket = bucketOf(options);
  const base = options.mediaUrl.replace(/\/+$/, "");
  const retry = createRetry({
    maxRetries,
    isTransient: (error) => error instanceof R2Error && error.transient,
    retryAfterMs: (error) => (error instanceof R2Error ? error.retryAfterMs : undefined),
    ...(firstDelayMs === undefined ? {} : { firstDelayMs }),
    ...(onRetry === undefined ? {} : { onRetry }),
  });
  return {
    has: (name, bytes, signal) => retry(() => bucket.has(name, bytes, signal), signal),
    put: (file, signal) => retry(() => bucket.put(file, signal), signal),
    addressOf: (name) => `${base}/${name}`,
    [Symbol.asyncDispose]: () => bucket[Symbol.asyncDispose](),
  };
}

function bucketOf(options: R2StoreOptions): Bucket {
  const { mode, apiToken, accountId, apiBase = cloudflareApi } = options;
  if (mode === "local") return createLocalBucket(options);
  if (mode === "wrangler") return createWranglerBucket(options);
  if (apiToken === undefined || accountId === undefined) {
    throw cloudflareMessages.error("api-without-account", {});
  }
  const accountUrl = accountUrlOf(apiBase, accountId);
  return createApiBucket({ ...options, apiToken, accountUrl });
}
