import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/config-error.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { requirePlacesInside } from "../../src/run/places-to-write.ts";

let folder: string;
let repository: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "places-"));
  repository = join(folder, "repository");
  for (const path of ["repository/.comment-migration/report", "repository/data", "outside"]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, "outside/file"), "precious");
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(inputs: Record<string, string> = {}, yaml?: string) {
  return loadConfig({
    cwd: repository,
    inputsAre: "input",
    env: {},
    inputs: { "d1-mode": "local", "database-name": "comments", ...inputs },
    ...(yaml === undefined ? {} : { file: { name: "comment-migration.yml", yaml } }),
  });
}

function linkTo(target: string, path: string): void {
  rmSync(join(repository, path), { recursive: true, force: true });
  symlinkSync(join(folder, "outside", target), join(repository, path));
}

describe("a place that a run writes to", () => {
  it("is taken where nothing leads away, be it there already or not", async () => {
    await expect(requirePlacesInside(load(), repository)).resolves.toBeUndefined();
    const inputs = { "report-dir": "new/report", archive: "data/new" };
    await expect(requirePlacesInside(load(inputs), repository)).resolves.toBeUndefined();
    expect(readdirSync(repository)).not.toContain("new");
  });

  it.each([
    ["the folder of both is a link", "", ".comment-migration"],
    ["the report's folder is a link", "", ".comment-migration/report"],
    ["the report is a link", "file", ".comment-migration/report/report.json"],
    ["the report for people is a link", "file", ".comment-migration/report/report.md"],
    ["the checkpoint is a link", "file", ".comment-migration/checkpoint.json"],
    ["the checkpoint's journal is a link", "file", ".comment-migration/checkpoint.json.journal"],
    ["the checkpoint before is a link", "file", ".comment-migration/checkpoint.json.previous"],
    ["the archive's folder is a link", "", "data/comments"],
    ["a folder above the archive's is a link", "", "data"],
    ["a file of the archive is a link", "file", "data/archive.json"],
    ["a folder above that of media is a link", "", "static"],
  ])("is refused where %s out of the repository", async (_, target, path) => {
    linkTo(target, path);
    const archive = path === "data/archive.json" ? "data" : "data/comments";
    await expect(
      requirePlacesInside(load({ archive, media: "repository" }), repository),
    ).rejects.toMatchObject({
      code: "link-out-of-repository",
      remedy: expect.stringMatching(/checkpoint-file|report-dir|archive|media-folder/),
    });
  });

  it("may be outside where the workflow says so", async () => {
    const inputs = { "report-dir": join(folder, "outside") };
    await expect(requirePlacesInside(load(inputs), repository)).resolves.toBeUndefined();
  });
});

describe("a path in the repository's own config file", () => {
  it.each([
    ["migration.report_dir", "../outside"],
    ["migration.report_dir", "/etc"],
    ["migration.checkpoint_file", "a/../../outside/file"],
    ["hugo.site_dir", "../outside"],
    ["hugo.public_dir", "../outside"],
    ["cloudflare.persist_to", "../outside"],
    ["cloudflare.wrangler_dir", "../outside"],
  ])("does not lead out of the repository: %s %s", (setting, path) => {
    const [thread, key] = setting.split(".");
    expect(() => load({}, `${thread}:\n  ${key}: ${path}\n`)).toThrow(ConfigError);
    expect(() => load({}, `${thread}:\n  ${key}: ${path}\n`)).toThrow(/inside the repository/);
  });

  it.each(["../comments", "/comments", "data/../../comments", "C:\\comments"])(
    "nor does the archive's, wherever it is given: %s",
    (archive) => {
      expect(() => load({ archive })).toThrow(/folder of the site/);
    },
  );
});
