import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createHugoSite } from "../../../src/hugo/site-source.ts";
import { describeWith } from "../../parts/describe-with.ts";
import { partPath } from "../../parts/tiers.ts";
import { randomSite, type SiteFiles } from "./random-site.ts";

function write(folder: string, files: SiteFiles): void {
  const section = (path: string) => Buffer.from(path).toString("hex");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const isContent = path.startsWith("content/");
    writeFileSync(join(folder, path), isContent ? `${text}{{< chat ${section(path)} >}}\n` : text);
  }
}

async function addresses(siteDir: string, hugoPath: string) {
  const site = createHugoSite({
    siteDir,
    repositoryDir: siteDir,
    contentDir: undefined,
    baseUrl: undefined,
    hugoPath,
    shortcodes: ["chat"],
    duplicateSections: "error",
    discover: "content",
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date(),
  });
  const { pages, findings, resolvedBy } = await site.scan(new AbortController().signal);
  return {
    resolvedBy,
    pages: Object.fromEntries(pages.map(({ file, pageId }) => [file, pageId])),
    errors: findings
      .filter(({ severity, code }) => severity === "error" && code !== "duplicate-address")
      .map(({ message }) => message),
    failure: findings.find(({ code }) => code === "hugo-failed")?.message,
  };
}

describeWith("hugo")("page addresses of any site", () => {
  it("are worked out as Hugo lists them", async () => {
    await fc.assert(
      fc.asyncProperty(randomSite, async (files) => {
        const folder = mkdtempSync(join(tmpdir(), "random-site-"));
        try {
          write(folder, files);
          const own = await addresses(folder, "/nonexistent/hugo");
          const listed = await addresses(folder, partPath("hugo"));
          // Hugo itself refuses some sites; there is nothing to agree with then.
          fc.pre(listed.failure === undefined);
          expect(own).toEqual({ ...listed, resolvedBy: "resolver" });
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      // Each step of shrinking is a run of Hugo; the seed tells enough.
      { numRuns: 40, endOnFailure: true },
    );
  });
});
