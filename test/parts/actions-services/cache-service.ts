import { z } from "zod";
import type { BlobHandle, BlobStore } from "./blob-store.ts";
import type { ServiceFaults } from "./service-faults.ts";
import { TwirpError, type TwirpMethod, twirpMethod } from "./twirp.ts";

/** An entry of the cache. */
export interface CacheEntry {
  /** Larger for later entries. */
  readonly id: number;
  /** The ref that wrote it. */
  readonly scope: string;
  readonly key: string;
  /** Hash of the paths and the way of compression. */
  readonly version: string;
  /** A reserved entry blocks its key and can't be restored. */
  readonly state: "reserved" | "saved";
  /** Bytes of the archive, 0 while it is reserved. */
  readonly size: number;
}

interface StoredEntry extends Omit<CacheEntry, "state" | "size"> {
  readonly blob: BlobHandle;
  saved: boolean;
}

const createSchema = z.strictObject({ key: z.string().min(1), version: z.string().min(1) });
const finalizeSchema = createSchema.extend({ size_bytes: z.string().regex(/^\d+$/) });
const downloadSchema = createSchema.extend({ restore_keys: z.array(z.string()).default([]) });

/**
 * The service behind saveCache and restoreCache, version 2.
 * Sources: `CacheService` in @actions/cache; for lookup and scopes
 * https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching
 */
export class CacheService {
  readonly #blobs: BlobStore;
  readonly #faults: ServiceFaults;
  #stored: StoredEntry[] = [];
  #lastId = 0;

  constructor(blobs: BlobStore, faults: ServiceFaults) {
    this.#blobs = blobs;
    this.#faults = faults;
  }

  /** All entries, oldest first. */
  get entries(): readonly CacheEntry[] {
    return this.#stored.map(({ blob, saved, ...entry }) => ({
      ...entry,
      state: saved ? "saved" : "reserved",
      size: saved ? (blob.content?.length ?? 0) : 0,
    }));
  }

  /** Puts other archives in the place of all entries. */
  rewriteAll(change: (archive: Buffer) => Buffer): void {
    for (const { blob } of this.#stored) {
      if (blob.content !== undefined) blob.rewrite(change(blob.content));
    }
  }

  /** Removes all entries, as GitHub does with those that nobody used for a week. */
  evictAll(): void {
    this.#stored = [];
  }

  readonly methods: Readonly<Record<string, TwirpMethod>> = {
    CreateCacheEntry: twirpMethod(createSchema, ({ key, version }, { cacheScope: scope }) => {
      if (this.#faults.cache === "read-only") {
        return { ok: false, message: "cache write denied: the token of this run is read-only" };
      }
      if (this.#find(scope, key, version) !== undefined) {
        throw new TwirpError("already_exists", `cache entry with key ${key} already exists`);
      }
      const blob = this.#blobs.reserve();
      this.#stored.push({ id: ++this.#lastId, scope, key, version, blob, saved: false });
      return { ok: true, signed_upload_url: blob.uploadUrl };
    }),

    FinalizeCacheEntryUpload: twirpMethod(
      finalizeSchema,
      ({ key, version, size_bytes }, { cacheScope: scope }) => {
        const entry = this.#find(scope, key, version);
        if (entry === undefined) throw new TwirpError("not_found", `no reserved entry ${key}`);
        if (entry.blob.content?.length !== Number(size_bytes)) {
          throw new TwirpError("invalid_argument", `${key} was not uploaded in full`);
        }
        entry.saved = true;
        return { ok: true, entry_id: String(entry.id) };
      },
    ),

    GetCacheEntryDownloadURL: twirpMethod(
      downloadSchema,
      ({ key, restore_keys, version }, { cacheScopes }) => {
        const found = cacheScopes
          .map((scope) => this.#lookUp(scope, [key, ...restore_keys], version))
          .find((entry) => entry !== undefined);
        if (found === undefined) return { ok: false };
        return {
          ok: true,
          signed_download_url: found.blob.downloadUrl(),
          matched_key: found.key,
        };
      },
    ),
  };

  #find(scope: string, key: string, version: string): StoredEntry | undefined {
    return this.#stored.find(
      (entry) => entry.scope === scope && entry.key === key && entry.version === version,
    );
  }

  /** Each key in its turn: the entry of that very key, or else the newest that begins with it. */
  #lookUp(scope: string, keys: readonly string[], version: string): StoredEntry | undefined {
    const saved = this.#stored.filter(
      (entry) => entry.saved && entry.scope === scope && entry.version === version,
    );
    return keys
      .map(
        (key) =>
          saved.find((entry) => entry.key === key) ??
          saved.findLast((entry) => entry.key.startsWith(key)),
      )
      .find((entry) => entry !== undefined);
  }
}
