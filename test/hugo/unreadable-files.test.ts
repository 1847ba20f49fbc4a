import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readConfigFiles } from "../../src/hugo/config/config-files.ts";
import { readContent } from "../../src/hugo/content/read-content.ts";
import { cactusWidget } from "../../src/sources/cactus/widget/cactus-widget.ts";

let site: string;
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), "unreadable-"));
});
afterEach(() => rmSync(site, { recursive: true }));

it.each([
  ["a folder", "it is a folder", () => mkdirSync(join(site, "hugo.toml"))],
  [
    "a link to itself",
    "it is a symbolic link that leads back to itself",
    () => symlinkSync("hugo.toml", join(site, "hugo.toml")),
  ],
])("a site's configuration that is %s is an error that names it", async (_, reason, make) => {
  make();
  await expect(readConfigFiles(site, "production")).rejects.toMatchObject({
    code: "malformed-site-config",
    message: `The site's configuration hugo.toml can't be read: ${reason}.`,
    location: { file: "hugo.toml", line: 1 },
  });
});

it.each([
  ["a folder", "it is a folder", () => mkdirSync(join(site, "a.md"))],
  [
    "a link to itself",
    "it is a symbolic link that leads back to itself",
    () => symlinkSync("a.md", join(site, "a.md")),
  ],
  ["gone", "it is not there", () => writeFileSync(join(site, "b.md"), "")],
])("a content file that is %s is an error that names it", (_, reason, make) => {
  make();
  const reading = { shortcodes: new Set(["chat"]), widget: cactusWidget };
  expect(readContent(join(site, "a.md"), "content/a.md", reading)).toMatchObject({
    findings: [
      {
        severity: "error",
        code: "unreadable-file",
        message: `content/a.md can't be read (${reason}); if it shows comments, they were not moved.`,
        location: { file: "content/a.md", line: 1 },
      },
    ],
  });
});
