import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeptFile, MediaStore } from "../../src/domain/media.ts";
import { isOfWholeRun } from "../../src/domain/migration-error.ts";
import { createR2Store, type R2StoreOptions } from "../../src/r2/r2-store.ts";
import { freePort } from "../parts/machine/loopback.ts";
import { type CloudflareR2, type R2Fault, startCloudflareR2 } from "../parts/r2/cloudflare-r2.ts";
import { keptFile } from "../parts/r2/kept-files.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  bucket: "media",
};
const objects = `/accounts/${account.accountId}/r2/buckets/media/objects`;

let folder: string;
let api: CloudflareR2;
let file: KeptFile;
let retried: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "r2-"));
  api = await startCloudflareR2(account);
  file = await keptFile(folder, 200_000);
  retried = [];
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function store(overrides: Partial<R2StoreOptions> = {}): MediaStore {
  return createR2Store({
    ...account,
    mediaUrl: "https://media.example",
    mode: "remote",
    apiBase: api.baseUrl,
    wranglerDir: folder,
    env: {},
    maxRetries: 2,
    firstDelayMs: 1,
    onRetry: (error) => retried.push(error.message),
    ...overrides,
  });
}

const refused = (status: number, error?: { code: number; message: string }, headers = {}) =>
  ({ kind: "refused", status, headers, ...(error === undefined ? {} : { error }) }) as const;

async function isStoredWhole({ name, path }: KeptFile): Promise<boolean> {
  const stored = api.objects.get(name);
  return stored !== undefined && (await readFile(stored.file)).equals(await readFile(path));
}

describe("the address of a file in a bucket", () => {
  it.each(["https://media.example", "https://media.example/", "https://media.example//"])(
    "below %s has one slash between",
    (mediaUrl) => {
      expect(store({ mediaUrl }).addressOf("ab.png")).toBe("https://media.example/ab.png");
    },
  );
});

describe("a bucket through Cloudflare's API", () => {
  it("needs a token and an account", () => {
    expect(() => store({ apiToken: undefined })).toThrow("without an API token");
  });

  it("is asked once for all names that begin alike, however many it has, and knows what it was given since", async () => {
    const names = fc.sample(fc.stringMatching(/^[0-3][0-9a-f]{63}$/), 60);
    const before = store();
    for (const name of names) await before.put({ ...file, name }, never);
    const first = api.requests.length;
    const later = store();
    const asked = names.map((name) => later.has(name, file.bytes, never));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([true]));
    const lists = api.requests.slice(first);
    expect(lists.every((line) => line.startsWith(`GET ${objects}?prefix=`))).toBe(true);
    const pages = Map.groupBy(names, (name) => name[0]);
    const expected = [...pages.values()].map((alike) => Math.ceil(new Set(alike).size / 10));
    expect(lists).toHaveLength(expected.reduce((sum, count) => sum + count));

    expect(await later.has(`0${file.name}`, file.bytes, never)).toBe(false);
    await later.put({ ...file, name: `0${file.name}` }, never);
    expect(await later.has(`0${file.name}`, file.bytes, never)).toBe(true);
  });

  it("has a file only in its whole size, and gets it anew otherwise", async () => {
    const half = await keptFile(folder, 100, { name: file.name });
    await store().put(half, never);
    expect(await store().has(file.name, file.bytes, never)).toBe(false);
    await store().put(file, never);
    expect(await store().has(file.name, file.bytes, never)).toBe(true);
  });

  const internal = { code: 10001, message: "We encountered an internal error." };
  const passing: readonly (readonly [string, R2Fault])[] = [
    ["it has no time (429)", refused(429, { code: 10058, message: "Too many requests" })],
    ["it fails (500)", refused(500, internal)],
    ["a server before it answers with a web page (502)", refused(502)],
    ["the connection breaks in the file", { kind: "broken" }],
    ["its answer is cut off", { kind: "cut" }],
    ["its answer ends too early", { kind: "torn" }],
    ["it says nothing more", { kind: "silent" }],
  ];

  it.each(passing)("is given a file once more when %s", async (_, fault) => {
    const way = store({ timeoutMs: 1_000 });
    api.faults.push(fault);
    await way.put(file, never);
    expect(retried).toHaveLength(1);
    expect(await isStoredWhole(file)).toBe(true);
  });

  it.each(passing)("is asked once more for what it has when %s", async (_, fault) => {
    const way = store({ timeoutMs: 1_000 });
    await way.put(file, never);
    api.faults.push(fault);
    expect(await way.has(file.name, file.bytes, never)).toBe(true);
    expect(retried).toHaveLength(1);
  });

  it("is waited for as long as it asks", async () => {
    api.faults.push(refused(429, undefined, { "Retry-After": "1" }));
    const start = performance.now();
    await store().put(file, never);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  it("fails for now after the last repetition", async () => {
    api.faults.push(...Array.from({ length: 3 }, () => refused(500, internal)));
    const error = await store()
      .put(file, never)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "r2-unavailable", transient: true });
    expect(isOfWholeRun(error)).toBe(false);
  });

  const lasting: readonly (readonly [
    string,
    Partial<R2StoreOptions>,
    R2Fault[],
    string,
    string,
  ])[] = [
    ["refuses the token", { apiToken: "wrong-secret" }, [], "r2-auth", "R2 Storage: Edit"],
    ["is missing", { bucket: "other" }, [], "r2-bucket-not-found", "bucket create other"],
    [
      "belongs to an account without R2",
      {},
      [refused(403, { code: 10042, message: "Please enable R2 in the dashboard." })],
      "r2-not-enabled",
      "Enable R2",
    ],
    [
      "redirects to another server",
      {},
      [refused(302, undefined, { Location: "https://elsewhere.example/" })],
      "r2-api-unusable",
      "cloudflare-api-base",
    ],
  ];

  it.each(lasting)(
    "that %s stops the whole run at once, with a remedy and no token",
    async (_, overrides, faults, code, remedy) => {
      for (const attempt of [
        (way: MediaStore) => way.put(file, never),
        (way: MediaStore) => way.has(file.name, file.bytes, never),
      ]) {
        api.faults.push(...faults);
        const error = await attempt(store(overrides)).catch((reason: unknown) => reason);
        expect(error).toMatchObject({
          code,
          transient: false,
          remedy: expect.stringContaining(remedy),
          message: expect.not.stringContaining("secret"),
        });
        expect(isOfWholeRun(error)).toBe(true);
      }
      expect(retried).toEqual([]);
    },
  );

  it("that repeats the token in an error doesn't get it reported", async () => {
    const told = { code: 10000, message: `Bad header: Bearer ${account.apiToken}` };
    api.faults.push(refused(400, told));
    const error = await store()
      .put(file, never)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining("Bearer ***") });
  });

  it("with a firewall before it is refused without a repetition", async () => {
    api.faults.push(refused(403));
    await expect(store().put(file, never)).rejects.toMatchObject({
      code: "r2-refused",
      message: expect.stringContaining("Sorry"),
    });
    expect(retried).toEqual([]);
  });

  it("that nobody serves is named", async () => {
    const apiBase = `http://127.0.0.1:${await freePort()}`;
    await expect(store({ apiBase, maxRetries: 0 }).put(file, never)).rejects.toMatchObject({
      code: "r2-unavailable",
      message: `Cloudflare's API at ${apiBase} can't be reached for the R2 bucket media (ECONNREFUSED).`,
    });
  });

  it("is left at once when the run is stopped", async () => {
    const controller = new AbortController();
    api.faults.push({ kind: "silent" });
    const putting = store().put(file, controller.signal);
    setTimeout(() => controller.abort(new Error("stopped")), 100);
    await expect(putting).rejects.toThrow("stopped");
  });
});
