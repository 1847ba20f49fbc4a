import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, hugoSearchOf } from "../../src/run/hugo-cache-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hugo-cache-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with a program of this content. */
function release(content: string): string {
  const place = mkdtempSync(join(folder, "release-"));
  writeFileSync(join(place, "hugo"), content);
  return place;
}

const variables = () => ({
  HOME: folder,
  LOCALAPPDATA: join(folder, ".cache"),
  XDG_CACHE_HOME: join(folder, ".cache"),
});
const kept = () => hugoSearchOf(variables()).kept;

describe("the user's cache folder", () => {
  it.each([
    ["linux", { HOME: "/home/ada" }, join("/home/ada", ".cache")],
    ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "/cache" }, "/cache"],
    ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "cache" }, join("/home/ada", ".cache")],
    ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "" }, join("/home/ada", ".cache")],
    ["linux", {}, join(homedir(), ".cache")],
    ["darwin", { HOME: "/Users/ada" }, join("/Users/ada", "Library", "Caches")],
    ["win32", { LOCALAPPDATA: "C:\\Local" }, "C:\\Local"],
    ["win32", { HOME: "C:\\Ada" }, join("C:\\Ada", "AppData", "Local")],
  ] as const)("on %s with %j is %s", (platform, env, place) => {
    expect(cacheFolder(env, platform)).toBe(place);
  });
});

describe("a release in the user's cache folder", () => {
  it("is there again once it was kept, and no other version", async () => {
    expect(await kept().find("0.168.0")).toBeUndefined();
    const place = await kept().keep(release("program"), "0.168.0");
    expect(await kept().find("0.168.0")).toBe(place);
    expect(await kept().find("0.168.1")).toBeUndefined();
  });

  it("takes the place of an earlier one", async () => {
    await kept().keep(release("old"), "0.168.0");
    const place = await kept().keep(release("new"), "0.168.0");
    expect(readFileSync(join(place, "hugo"), "utf8")).toBe("new");
  });

  it("is whole, and alone, when many runs keep it at once", async () => {
    const content = "x".repeat(100_000);
    const places = await Promise.all(
      Array.from({ length: 8 }, () => kept().keep(release(content), "0.168.0")),
    );
    expect(new Set(places).size).toBe(1);
    const [place = ""] = places;
    expect(readFileSync(join(place, "hugo"), "utf8")).toBe(content);
    expect(readdirSync(join(place, ".."))).toEqual(["0.168.0"]);
  });

  it("that can't be copied leaves nothing behind", async () => {
    await expect(kept().keep(join(folder, "missing"), "0.168.0")).rejects.toThrow(/missing/);
    expect(await kept().find("0.168.0")).toBeUndefined();
    expect(readdirSync(join(folder, ".cache"), { recursive: true })).not.toContainEqual(
      expect.stringContaining("0.168.0"),
    );
  });

  it("is none where a file is in its place", async () => {
    const place = await kept().keep(release("program"), "0.168.0");
    rmSync(place, { recursive: true });
    writeFileSync(place, "");
    expect(await kept().find("0.168.0")).toBeUndefined();
    mkdirSync(join(folder, "release"));
    expect(await kept().keep(join(folder, "release"), "0.168.0")).toBe(place);
  });
});

describe("in a terminal", () => {
  it("nothing is fetched unless somebody asks for it", () => {
    expect(hugoSearchOf(variables())).toMatchObject({
      defaultVersion: "none",
      releasesUrl: "https://github.com/gohugoio/hugo/releases/download",
    });
  });
});
