import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hugoSearchOf } from "../../../src/action/runner/hugo-tool-cache.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hugo-tool-cache-"));
  mkdirSync(join(folder, "release"));
  writeFileSync(join(folder, "release", "hugo"), "program");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function keptIn(toolCache: string) {
  vi.stubEnv("RUNNER_TOOL_CACHE", toolCache);
  return hugoSearchOf({ RUNNER_TOOL_CACHE: toolCache }).kept;
}

describe("a runner's tool cache", () => {
  it("has a release again that was kept there", async () => {
    const kept = keptIn(join(folder, "tools"));
    expect(await kept.find("0.168.0")).toBeUndefined();
    const place = await kept.keep(join(folder, "release"), "0.168.0");
    expect(readFileSync(join(place, "hugo"), "utf8")).toBe("program");
    expect(await kept.find("0.168.0")).toBe(place);
    expect(await kept.find("0.168.1")).toBeUndefined();
  });

  it("takes a release anew in place of an earlier one", async () => {
    const kept = keptIn(join(folder, "tools"));
    await kept.keep(join(folder, "release"), "0.168.0");
    writeFileSync(join(folder, "release", "hugo"), "another");
    const place = await kept.keep(join(folder, "release"), "0.168.0");
    expect(readFileSync(join(place, "hugo"), "utf8")).toBe("another");
  });

  it("has nothing of a release that could not be kept as a whole", async () => {
    const kept = keptIn(join(folder, "tools"));
    await expect(kept.keep(join(folder, "missing"), "0.168.0")).rejects.toThrow(/missing/);
    expect(await kept.find("0.168.0")).toBeUndefined();
    expect(existsSync(join(folder, "tools", "hugo", "0.168.0", arch()))).toBe(false);
  });

  it("is a folder of temporary files where the runner has none", async () => {
    vi.stubEnv("RUNNER_TOOL_CACHE", undefined);
    const { kept } = hugoSearchOf({ RUNNER_TEMP: folder });
    const place = await kept.keep(join(folder, "release"), "0.168.0");
    expect(place).toBe(join(folder, "comment-migration-tools", "hugo", "0.168.0", arch()));
    expect(await kept.find("0.168.0")).toBe(place);
  });
});

describe("on a runner", () => {
  it("Hugo is fetched from GitHub where nobody says otherwise", () => {
    vi.stubEnv("RUNNER_TOOL_CACHE", folder);
    expect(hugoSearchOf({ RUNNER_TOOL_CACHE: folder })).toMatchObject({
      defaultVersion: "auto",
      releasesUrl: "https://github.com/gohugoio/hugo/releases/download",
    });
  });

  it("a mirror of the releases is used where one is named", () => {
    const env = { RUNNER_TOOL_CACHE: folder, HUGO_RELEASES_URL: "https://mirror.example/hugo" };
    expect(hugoSearchOf(env).releasesUrl).toBe("https://mirror.example/hugo");
    expect(hugoSearchOf({ ...env, HUGO_RELEASES_URL: " " }).releasesUrl).toMatch(/github\.com/);
  });
});
