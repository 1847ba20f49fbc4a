import { openAsBlob } from "node:fs";
import { z } from "zod";
import { readApiAnswer, reasonOf } from "../cloudflare/api/api-answer.ts";
import { createExchange, type Exchange } from "../cloudflare/api/exchange.ts";
import { retryAfterMs } from "../cloudflare/api/rate-limit.ts";
import type { KeptFile } from "../domain/media.ts";
import type { WholeAnswer } from "../http/fetch-answer.ts";
import { answerDamaged, apiFailures } from "./api-failures.ts";
import { type Bucket, headersOf } from "./bucket.ts";
import { refusalOf } from "./refusal.ts";

/** Which bucket is reached, and how. */
interface ApiBucketOptions {
  /** Address of the account: `…/accounts/<account>`. */
  readonly accountUrl: string;
  readonly apiToken: string;
  readonly bucket: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Time for one request and its whole answer in ms, for a file added to what it takes; 60 s by default. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 60_000;
/** A connection that carries less is taken for a broken one. */
const slowestBytesPerMs = 50;
// The most that R2 lists at once: https://developers.cloudflare.com/r2/api/workers/workers-api-reference/#r2listoptions
const perPage = "1000";

const size = z.coerce.number();
// Cloudflare's description leaves open whether an answer has the size.
const stored = z.object({
  success: z.literal(true),
  result: z.object({ size: size.optional() }).nullish(),
});
const listed = z.object({
  success: z.literal(true),
  result: z.array(z.object({ key: z.string(), size })),
  result_info: z
    .object({
      cursor: z.string().nullish(),
      is_truncated: z.union([z.boolean(), z.enum(["true", "false"])]).optional(),
    })
    .nullish(),
});

/**
 * A connection to an R2 bucket through Cloudflare's API: an object is one request, and what is there
 * is listed by the first digit of the names, each once, because requests are limited to 1,200 in five
 * minutes. Files are sent as they are read; Cloudflare takes up to 300 MiB.
 * Sources: https://developers.cloudflare.com/api/resources/r2/subresources/buckets/subresources/objects/,
 * packages/wrangler/src/r2 (helpers/object.ts, constants.ts) of cloudflare/workers-sdk,
 * https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export function createApiBucket(options: ApiBucketOptions): Bucket {
  return new ApiBucket(options);
}

class ApiBucket implements Bucket {
  readonly #bucket: string;
  readonly #objectsUrl: string;
  readonly #timeoutMs: number;
  readonly #exchange: Exchange;
  /** Sizes in bytes by name. */
  readonly #sizes = new Map<string, number>();
  readonly #listings = new Map<string, Promise<void>>();

  constructor({ accountUrl, bucket, apiToken, fetch, timeoutMs }: ApiBucketOptions) {
    this.#bucket = bucket;
    this.#objectsUrl = `${accountUrl}/r2/buckets/${encodeURIComponent(bucket)}/objects`;
    this.#timeoutMs = timeoutMs ?? defaultTimeoutMs;
    this.#exchange = createExchange({
      apiToken,
      fetch: fetch ?? globalThis.fetch,
      timeoutMs: this.#timeoutMs,
      failures: apiFailures(bucket),
    });
  }

  async has(name: string, bytes: number, signal: AbortSignal): Promise<boolean> {
    await this.#listing(name.slice(0, 1), signal);
    return this.#sizes.get(name) === bytes;
  }

  async put(file: KeptFile, signal: AbortSignal): Promise<void> {
    const { contentType, contentDisposition, cacheControl } = headersOf(file);
    const answer = await this.#exchange(
      `${this.#objectsUrl}/${encodeURIComponent(file.name)}`,
      signal,
      {
        method: "PUT",
        headers: {
          "Content-Type": contentType,
          "Cache-Control": cacheControl,
          ...(contentDisposition === undefined
            ? {}
            : { "Content-Disposition": contentDisposition }),
        },
        body: await openAsBlob(file.path),
        timeoutMs: this.#timeoutMs + Math.ceil(file.bytes / slowestBytesPerMs),
      },
    );
    const { result } = this.#read(stored, answer);
    const isWhole = result?.size === undefined || result.size === file.bytes;
    if (!isWhole) throw answerDamaged(this.#bucket, answer);
    this.#sizes.set(file.name, file.bytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  /** Lists the names that begin so, once for all who ask; a listing that failed is not kept. */
  #listing(prefix: string, signal: AbortSignal): Promise<void> {
    const before = this.#listings.get(prefix);
    if (before !== undefined) return before;
    const listing = this.#list(prefix, signal).catch((error: unknown) => {
      this.#listings.delete(prefix);
      throw error;
    });
    this.#listings.set(prefix, listing);
    return listing;
  }

  async #list(prefix: string, signal: AbortSignal): Promise<void> {
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        prefix,
        per_page: perPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const answer = await this.#exchange(`${this.#objectsUrl}?${query}`, signal);
      const { result, result_info } = this.#read(listed, answer);
      for (const { key, size } of result) this.#sizes.set(key, size);
      const isLast = String(result_info?.is_truncated) === "false";
      const next = isLast ? undefined : result_info?.cursor || undefined;
      // A cursor that leads to itself would never end.
      if (next !== undefined && next === cursor) throw answerDamaged(this.#bucket, answer);
      cursor = next;
    } while (cursor !== undefined);
  }

  #read<T>(expected: z.ZodType<T>, answer: WholeAnswer): T {
    const read = readApiAnswer(expected, answer);
    if (read.kind === "success") return read.body;
    if (read.kind === "damaged") throw answerDamaged(this.#bucket, answer);
    const { status, headers } = answer;
    throw refusalOf({
      bucket: this.#bucket,
      reporter: `Cloudflare (HTTP ${status})`,
      reason: reasonOf(read.errors, answer),
      status,
      retryAfterMs: retryAfterMs(headers),
    });
  }
}
