import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getPlatformProxy } from "wrangler";
import type { KeptFile, MediaStore } from "../../src/domain/media.ts";
import { createApiBucket } from "../../src/r2/api-bucket.ts";
import { createR2Store } from "../../src/r2/r2-store.ts";
import { startWranglerDev } from "../parts/d1/wrangler-dev.ts";
import { installWrangler, wranglerPath } from "../parts/d1/wrangler-project.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { type CloudflareR2, startCloudflareR2 } from "../parts/r2/cloudflare-r2.ts";
import { keptFile } from "../parts/r2/kept-files.ts";

// What every way to an R2 bucket must do, before workerd's R2 or a server that answers as Cloudflare's
// API does.

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  bucket: "media",
};
const MiB = 1024 * 1024;

let folder: string;
beforeAll(async () => {
  folder = installWrangler(await mkdtemp(join(tmpdir(), "r2-")));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** An object as readers get it. */
interface Served {
  readonly sha256: string;
  readonly contentType: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly cacheControl: string | undefined;
}

interface Way extends AsyncDisposable {
  readonly store: MediaStore;
  /** An object, read by other means than the store's. */
  read(name: string): Promise<Served>;
}

function storeOf(options: Partial<Parameters<typeof createR2Store>[0]>): MediaStore {
  return createR2Store({
    ...account,
    mediaUrl: "https://media.example/",
    wranglerDir: folder,
    env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
    mode: "remote",
    maxRetries: 0,
    ...options,
  });
}

async function openRemote(mode: "remote" | "wrangler"): Promise<Way> {
  const api = await startCloudflareR2(account);
  return {
    store: storeOf({ mode, apiBase: api.baseUrl }),
    read: (name) => storedBy(api, name),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

async function storedBy({ objects }: CloudflareR2, name: string): Promise<Served> {
  const stored = objects.get(name);
  if (stored === undefined) throw new Error(`${name} is not there`);
  const { contentType, contentDisposition, cacheControl } = stored;
  const sha256 = digestOf(await readFile(stored.file));
  return { sha256, contentType, contentDisposition, cacheControl };
}

async function openLocal(): Promise<Way> {
  const persistTo = join(folder, "local");
  const store = storeOf({ mode: "local", persistTo });
  return {
    store,
    read: async (name) => ({
      sha256: digestOf(await gotByWrangler(persistTo, name)),
      ...(await headersOfWorker(persistTo, name)),
    }),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function gotByWrangler(persistTo: string, name: string): Promise<Buffer> {
  const file = join(folder, `got-${name}`);
  const place = ["--local", `--persist-to=${persistTo}`, `--file=${file}`];
  await execa(process.execPath, [wranglerPath, "r2", "object", "get", `media/${name}`, ...place], {
    cwd: folder,
    env: { HOME: folder, CI: "true", WRANGLER_SEND_METRICS: "false", ...compileCache },
  });
  return readFile(file);
}

/** What a Worker with the bucket would send along. */
async function headersOfWorker(persistTo: string, name: string): Promise<Omit<Served, "sha256">> {
  interface Bucket {
    head(key: string): Promise<{ readonly httpMetadata?: Omit<Served, "sha256"> } | null>;
  }
  const configPath = join(folder, "worker.json");
  const buckets = [{ binding: "MEDIA", bucket_name: account.bucket }];
  const config = { name: "blog", compatibility_date: "2026-01-01", r2_buckets: buckets };
  await writeFile(configPath, JSON.stringify(config));
  const worker = await getPlatformProxy<{ MEDIA: Bucket }>({
    configPath,
    persist: { path: join(persistTo, "v3") },
    remoteBindings: false,
  });
  try {
    const head = await worker.env.MEDIA.head(name);
    const { contentType, contentDisposition, cacheControl } = head?.httpMetadata ?? {
      contentType: undefined,
      contentDisposition: undefined,
      cacheControl: undefined,
    };
    return { contentType, contentDisposition, cacheControl };
  } finally {
    await worker.dispose();
  }
}

const digestOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const digestIn = ({ name }: KeptFile) => name.slice(0, 64);

describe.each([
  ["Cloudflare's API", () => openRemote("remote")],
  ["wrangler, at Cloudflare", () => openRemote("wrangler")],
  ["wrangler's local copy", openLocal],
])("an R2 bucket through %s", (_, open) => {
  let way: Way;
  beforeAll(async () => {
    way = await open();
  });
  afterAll(() => way[Symbol.asyncDispose]());

  it("has a file when it was put, by name and size", async () => {
    const file = await keptFile(folder, 5_000);
    expect(await way.store.has(file.name, file.bytes, never)).toBe(false);
    await way.store.put(file, never);
    expect(await way.store.has(file.name, file.bytes, never)).toBe(true);
    expect(await way.store.has(file.name, file.bytes + 1, never)).toBe(false);
  });

  it("shows pictures to readers, who may keep them for ever", async () => {
    const file = await keptFile(folder, Buffer.from([0x89, 0x50, 0, 0xff]));
    await way.store.put(file, never);
    expect(await way.read(file.name)).toEqual({
      sha256: digestIn(file),
      contentType: "image/png",
      contentDisposition: undefined,
      cacheControl: "public, max-age=31536000, immutable",
    });
    expect(way.store.addressOf(file.name)).toBe(`https://media.example/${file.name}`);
  });

  it("gives readers what could run only as a download", async () => {
    const page = Buffer.from("<script>alert(1)</script>");
    const details = { contentType: "text/html; charset=utf-8", isDownload: true };
    const file = await keptFile(folder, page, details);
    await way.store.put(file, never);
    expect(await way.read(file.name)).toMatchObject({
      sha256: digestIn(file),
      contentType: "text/html; charset=utf-8",
      contentDisposition: "attachment",
    });
  });

  it("has an empty file, and one that is put twice", async () => {
    const file = await keptFile(folder, 0);
    await way.store.put(file, never);
    await way.store.put(file, never);
    expect(await way.store.has(file.name, 0, never)).toBe(true);
    expect((await way.read(file.name)).sha256).toBe(digestIn(file));
  });

  it.each([
    ["one part", 8 * MiB],
    ["one part and a byte", 8 * MiB + 1],
    ["several", 20 * MiB],
  ])("has every byte of a file of the size of %s", async (_, bytes) => {
    const file = await keptFile(folder, bytes);
    await way.store.put(file, never);
    expect(await way.store.has(file.name, bytes, never)).toBe(true);
    expect((await way.read(file.name)).sha256).toBe(digestIn(file));
  });

  it("puts nothing when the run was stopped before", async () => {
    const file = await keptFile(folder, 100);
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(way.store.put(file, stopped)).rejects.toThrow("stopped");
    expect(await way.store.has(file.name, 100, never)).toBe(false);
  });
});

describe("wrangler with a bucket at Cloudflare", () => {
  let api: CloudflareR2;
  beforeAll(async () => {
    api = await startCloudflareR2(account);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it.each([
    ["a token that is refused", { apiToken: "wrong-secret" }, "r2-auth"],
    ["a bucket that is missing", { bucket: "other" }, "r2-bucket-not-found"],
  ])("stops the whole run for %s", async (_, overrides, code) => {
    const store = storeOf({ mode: "wrangler", apiBase: api.baseUrl, ...overrides });
    const putting = store.put(await keptFile(folder, 10), never);
    await expect(putting).rejects.toMatchObject({
      code,
      stopsRun: true,
      message: expect.not.stringContaining("secret"),
    });
  });

  it("is run once more after a failure that passes", async () => {
    const retried: string[] = [];
    const store = storeOf({
      mode: "wrangler",
      apiBase: api.baseUrl,
      maxRetries: 1,
      onRetry: ({ message }) => retried.push(message),
    });
    api.faults.push({ kind: "refused", status: 503 });
    const file = await keptFile(folder, 10);
    await store.put(file, never);
    expect(retried).toEqual([expect.stringContaining("503")]);
    expect((await storedBy(api, file.name)).sha256).toBe(digestIn(file));
  });
});

describe("wrangler's local copy of a bucket", () => {
  it("is beside the project's own configuration where no folder is named", async () => {
    const project = join(folder, "project");
    await mkdir(join(project, "functions"), { recursive: true });
    await writeFile(join(project, "wrangler.jsonc"), '{ "name": "site" } // theirs');
    const file = await keptFile(folder, 100);
    await using store = storeOf({
      mode: "local",
      wranglerDir: installWrangler(join(project, "functions")),
    });
    await store.put(file, never);
    const got = await gotByWrangler(join(project, ".wrangler", "state"), file.name);
    expect(digestOf(got)).toBe(digestIn(file));
  });

  it("is opened anew after its process was killed by a stop", async () => {
    await using store = storeOf({ mode: "local", persistTo: join(folder, "stopped") });
    const controller = new AbortController();
    const large = await keptFile(folder, 40 * MiB);
    expect(await store.has(large.name, large.bytes, never)).toBe(false);
    const putting = store.put(large, controller.signal);
    setTimeout(() => controller.abort(new Error("stopped")), 100);
    await expect(putting).rejects.toThrow("stopped");
    expect(await store.has(large.name, large.bytes, never)).toBe(false);
  });

  it("says which file can't be read", async () => {
    await using store = storeOf({ mode: "local", persistTo: join(folder, "unread") });
    const file = await keptFile(folder, 10);
    await rm(file.path);
    await expect(store.put(file, never)).rejects.toMatchObject({
      code: "r2-refused",
      message: expect.stringContaining("ENOENT"),
    });
  });
});

describe("the local explorer of wrangler dev, which takes the requests of Cloudflare's API", () => {
  it("has what is put", async () => {
    const buckets = [{ binding: "MEDIA", bucket_name: account.bucket }];
    await using dev = await startWranglerDev({ main: "worker.mjs", r2_buckets: buckets });
    const accountUrl = `${dev.origin}/cdn-cgi/local/explorer/api`;
    const file = await keptFile(folder, 200_000);
    await using first = createApiBucket({ ...account, accountUrl });
    expect(await first.has(file.name, file.bytes, never)).toBe(false);
    await first.put(file, never);
    await using later = createApiBucket({ ...account, accountUrl });
    expect(await later.has(file.name, file.bytes, never)).toBe(true);
  });
});

describe("a large file", () => {
  it("is sent from the disk: memory is not of its size", async () => {
    await using api = await startCloudflareR2(account);
    const small = await keptFile(folder, 1_000);
    const large = await keptFile(folder, 150 * MiB);
    const module = new URL("../../src/r2/r2-store.ts", import.meta.url);
    const program = `const { createR2Store } = await import(${JSON.stringify(module)});
const store = createR2Store(${JSON.stringify({
      ...account,
      mediaUrl: "https://media.example",
      mode: "remote",
      apiBase: api.baseUrl,
      wranglerDir: folder,
      env: {},
      maxRetries: 0,
    })});
const signal = new AbortController().signal;
await store.put(${JSON.stringify(small)}, signal);
const before = process.resourceUsage().maxRSS;
await store.put(${JSON.stringify(large)}, signal);
console.log(process.resourceUsage().maxRSS - before);`;
    const { stdout } = await execa(process.execPath, ["--input-type=module", "-e", program]);
    expect(api.objects.get(large.name)?.bytes).toBe(large.bytes);
    expect(Number(stdout)).toBeLessThan(100 * 1024);
  });
});
