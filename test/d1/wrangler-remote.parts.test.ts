import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createD1Target, type D1TargetOptions } from "../../src/d1/comment-target.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { blog } from "../parts/d1/target-on.ts";
import { installWrangler } from "../parts/d1/wrangler-project.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { anyRows } from "./comment-row-arbitrary.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

describe("a remote D1 through wrangler", () => {
  let folder: string;
  let api: CloudflareApi;

  beforeEach(async () => {
    folder = installWrangler(await mkdtemp(join(tmpdir(), "wrangler-")));
    api = await startCloudflareApi(account);
  });
  afterEach(async () => {
    await api[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const target = (overrides: Partial<D1TargetOptions> = {}) =>
    createD1Target({
      wranglerDir: folder,
      databaseName: account.databaseName,
      mode: "wrangler",
      apiToken: account.apiToken,
      accountId: account.accountId,
      apiBase: api.baseUrl,
      env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
      schema: classicSchema(),
      owner: { sources: [blog] },
      runId: "test",
      maxRetries: 0,
      ...overrides,
    });

  it("is found by its id as well", async () => {
    const remote = target({ databaseId: "11111111-2222-3333-4444-555555555555" });
    await expect(remote.readLedger(never)).resolves.toEqual([]);
  });

  it("with a wrong token is refused with the input to look at, and without the token", async () => {
    const refused = target({ apiToken: "wrong-token-secret" }).prepare({ readOnly: true }, never);
    await expect(refused).rejects.toMatchObject({
      remedy: expect.stringContaining("cloudflare-api-token"),
      message: expect.not.stringContaining("wrong-token-secret"),
    });
  });

  it("that the account does not have is named", async () => {
    await expect(
      target({ databaseName: "komments" }).prepare({ readOnly: true }, never),
    ).rejects.toMatchObject({ message: expect.stringContaining("komments") });
  });

  it("is asked again after Cloudflare failed for now", async () => {
    const remote = target({ maxRetries: 2 });
    await remote.prepare({ readOnly: false }, never);
    const error = { code: 7500, message: "internal error; please retry" };
    api.faults.push({ kind: "refused", status: 500, error });
    const [rows = []] = fc.sample(anyRows("s", "/s/", 10), { numRuns: 1, seed: 9 });
    const { imported } = await remote.importRows(rows, never);
    expect(imported).toHaveLength(rows.length);
  });
});
