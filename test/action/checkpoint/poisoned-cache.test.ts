import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCacheStore } from "../../../src/action/checkpoint/cache-store.ts";
import { Patience } from "../../../src/action/checkpoint/patience.ts";
import {
  type ResultsService,
  startResultsService,
} from "../../parts/actions-services/results-service.ts";
import { type OddEntry, tarOf } from "../../parts/machine/odd-archives.ts";
import { dispatchedJob } from "../../parts/runner/job.ts";
import { serviceVariables } from "../../parts/runner/runner-environment.ts";

const path = "state/checkpoint.json";
const link = (to: string) => ({ kind: "symbolic", to }) as const;

let folder: string;
let workspace: string;
let services: ResultsService;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "poisoned-"));
  workspace = join(folder, "workspace");
  mkdirSync(join(workspace, "state"), { recursive: true });
  writeFileSync(join(workspace, path), "good");
  mkdirSync(join(folder, "elsewhere"));
  mkdirSync(join(folder, "into"));
  services = await startResultsService();
  const variables = { ...serviceVariables(services, dispatchedJob), GITHUB_WORKSPACE: workspace };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.spyOn(process, "cwd").mockReturnValue(workspace);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(async () => {
  await services[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Restores what these entries have become in the cache; gives the result, and all files by name. */
async function restorePoisoned(entries: readonly OddEntry[]) {
  const store = createCacheStore(path, new Patience());
  expect(await store.save("key-1")).toEqual({ ok: true });
  const archive = tarOf(entries);
  const isZstd = (bytes: Buffer) => bytes.readUInt32LE() === 0xfd2fb528;
  services.cache.rewriteAll((was) => (isZstd(was) ? zstdCompressSync : gzipSync)(archive));
  const result = await store.restore("key-", join(folder, "into"));
  return { result, files: filesIn("into") };
}

function filesIn(name: string): readonly string[] {
  return readdirSync(join(folder, name), { recursive: true, encoding: "utf8" }).sort();
}

describe("an archive in the cache", () => {
  it("is unpacked by the bare name of its file, and not where it was", async () => {
    const { result, files } = await restorePoisoned([{ name: path, content: "restored" }]);
    expect(result).toEqual({ ok: true });
    expect(files).toEqual(["checkpoint.json"]);
    expect(readFileSync(join(folder, "into/checkpoint.json"), "utf8")).toBe("restored");
    expect(readFileSync(join(workspace, path), "utf8")).toBe("good");
    expect(process.env["TAR_OPTIONS"]).toBeUndefined();
    expect(process.env["GITHUB_WORKSPACE"]).toBe(workspace);
  });

  it.each<[string, (elsewhere: string) => readonly OddEntry[]]>([
    ["names that lead out", () => [{ name: "../elsewhere/file", content: "x" }]],
    ["names that are nothing but out", () => [{ name: "../..", content: "x" }]],
    ["absolute names", (elsewhere) => [{ name: `${elsewhere}/file`, content: "x" }]],
    [
      "a link, and a file through it",
      (elsewhere) => [
        { name: "link", link: link(elsewhere) },
        { name: "link/file", content: "x" },
      ],
    ],
    [
      "a link in the file's place, and the file through it",
      (elsewhere) => [
        { name: path, link: link(`${elsewhere}/file`) },
        { name: path, content: "x" },
      ],
    ],
  ])("with %s writes nothing outside its folder", async (_, entries) => {
    const elsewhere = join(folder, "elsewhere");
    await restorePoisoned(entries(elsewhere));
    expect(filesIn("elsewhere")).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(["elsewhere", "into", "workspace"]);
    expect(filesIn("workspace")).toEqual(["state", path]);
    expect(readFileSync(join(workspace, path), "utf8")).toBe("good");
  });

  it("that unpacks to more than a checkpoint can be is left before it is unpacked whole", async () => {
    const content = Buffer.alloc(700_000_000);
    const { result } = await restorePoisoned([{ name: path, content }]);
    expect(result).toMatchObject({ ok: false, severity: "warning" });
    expect(readFileSync(join(workspace, path), "utf8")).toBe("good");
  });
});
