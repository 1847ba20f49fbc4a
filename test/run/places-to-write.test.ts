import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  requirePlacesInside,
  requireWritableContent,
  requireWritablePlaces,
} from "../../src/run/places-to-write.ts";
import { requireReadableSite } from "../../src/run/readable-site.ts";
import { enough, load } from "../config/sources.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { hostNames, runOn } from "./hosts.ts";

let site: string;
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), "places-"));
  writeFileSync(join(site, "file"), "precious");
  mkdirSync(join(site, "folder"));
  symlinkSync("loop", join(site, "loop"));
});
afterEach(() => rmSync(site, { recursive: true }));

const placesIn = () => ({
  "site-dir": site,
  "report-dir": join(site, "report"),
  "checkpoint-file": join(site, "state/checkpoint.json"),
});
const configOf = (inputs: Readonly<Record<string, string>>) =>
  load({ inputs: { ...enough, ...placesIn(), ...inputs } });

describe("before anything begins", () => {
  it("all places are tried, and nothing stays there", () => {
    expect(() => requireWritablePlaces(configOf({ archive: "data/comments" }))).not.toThrow();
    expect(readdirSync(site).toSorted()).toEqual(["file", "folder", "loop"]);
  });

  it.each([
    ["report-dir", "file", "file/report.json"],
    ["checkpoint-file", "folder", "folder"],
    ["checkpoint-file", "file/checkpoint.json", "file/checkpoint.json"],
    ["archive", "file", "file"],
  ])("%s at %s is refused by name, with the setting to change", (input, given, path) => {
    const at = input === "archive" ? given : join(site, given);
    expect(() => requireWritablePlaces(configOf({ [input]: at }))).toThrow(
      expect.objectContaining({
        code: "place-not-writable",
        message: expect.stringContaining(`${join(site, path)} can't be written: `),
        remedy: expect.stringContaining(`with the input ${input}.`),
      }),
    );
  });

  it("a report that has a folder in the place of one of its files is refused", () => {
    mkdirSync(join(site, "report/report.html"), { recursive: true });
    expect(() => requireWritablePlaces(configOf({}))).toThrow("report.html can't be written");
  });

  it.each([
    ["checkpoint-file", "rollback"],
    ["checkpoint-file", "verify"],
    ["checkpoint-file", "dry-run"],
    ["archive", "rollback"],
    ["archive", "dry-run"],
    ["report-dir", "plan"],
  ])("%s is not tried with mode %s, which does not write it", (input, mode) => {
    const at =
      input === "archive" ? "file" : join(site, input === "report-dir" ? "file" : "folder");
    expect(() => requireWritablePlaces(configOf({ [input]: at, mode }))).not.toThrow();
  });

  it("a checkpoint that is a link to itself is refused, and no folder of a stranger is tried", async () => {
    const config = configOf({ "checkpoint-file": join(site, "loop") });
    await expect(requirePlacesInside(config, site)).rejects.toMatchObject({
      code: "place-not-writable",
      message: expect.stringContaining("leads back to itself"),
    });
  });

  it("a site's folder that is a file, or not there, is refused by name", () => {
    const at = join(site, "file");
    expect(() => requireReadableSite(configOf({ "site-dir": at }))).toThrow(
      `The site's folder ${at} can't be read: a file is where a folder should be.`,
    );
    const gone = join(site, "gone");
    expect(() => requireReadableSite(configOf({ "site-dir": gone }))).toThrow(
      `The site's folder ${gone} can't be read: it is not there.`,
    );
  });

  it.each(hostNames)("the %s host refuses in one sentence, without a stack trace", async (host) => {
    const settings = { ...enough, "checkpoint-file": "folder" };
    const { refusal, report } = await runOn(host, settings, { workspace: site });
    expect(refusal).toMatch(/\/folder can't be written: a folder is in its place\./);
    expect(refusal).not.toMatch(/\n\s+at /);
    expect(report).toBeUndefined();
  });
});

describe("the folders of content files whose shortcodes are to be replaced", () => {
  const place = (path: string) => ({
    path,
    location: { file: "content/a.md", line: 1 },
    digest: "",
    takesHtml: false,
    threadIds: ["a"],
    call: { start: 0, end: 1, inner: "" },
  });
  const tryContent = (path: string, inputs: Readonly<Record<string, string>> = {}) =>
    requireWritableContent(
      {
        config: configOf({ replace: "working-tree", ...inputs }),
        scan: { ...scanOf([]), places: [place(path)] },
      },
      site,
    );

  it("are tried, and nothing stays there", async () => {
    writeFileSync(join(site, "folder/a.md"), "{{< chat a >}}");
    await expect(tryContent(join(site, "folder/a.md"))).resolves.toBeUndefined();
    expect(readdirSync(join(site, "folder"))).toEqual(["a.md"]);
  });

  it("are refused by name where nothing can be written", async () => {
    await expect(tryContent(join(site, "gone/a.md"))).rejects.toMatchObject({
      code: "place-not-writable",
      message: expect.stringContaining(`The content files in ${join(site, "gone")} can't be`),
      remedy: expect.stringContaining("set replace to none"),
    });
  });

  it.each([
    ["a dry run", { mode: "dry-run" }],
    ["a run that replaces nothing", { replace: "none" }],
  ])("are left alone in %s", async (_, inputs) => {
    await expect(tryContent(join(site, "gone/a.md"), inputs)).resolves.toBeUndefined();
  });

  it("are left alone where they are no part of the repository", async () => {
    await expect(tryContent("/gone/a.md")).resolves.toBeUndefined();
  });
});
