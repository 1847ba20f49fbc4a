import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { readWidgets } from "../../../src/sources/cactus/widget/widget-reader.ts";
import type { ExpectedSection } from "./fixture-site.ts";

/** The comment sections in the site as a Hugo builds it. */
export function builtSections(siteDir: string, hugoPath: string): readonly ExpectedSection[] {
  const output = mkdtempSync(join(tmpdir(), "hugo-output-"));
  const args = ["--source", siteDir, "--destination", output, "--noBuildLock"];
  const env = { PATH: process.env["PATH"], HOME: tmpdir(), HUGO_RESOURCEDIR: join(output, ".gen") };
  const { status, stdout, stderr } = spawnSync(hugoPath, args, { env, encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
  const found = readdirSync(output, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .flatMap((file) => {
      const scriptOf = (src: string) => readScript(output, src);
      const wirings = readWidgets(readFileSync(join(output, file), "utf8"), { scriptOf });
      const page = `/${file.replace(/index\.html$/, "")}`;
      return wirings.flatMap((one) => (one.kind === "complete" ? [{ page, ...one.address }] : []));
    });
  rmSync(output, { recursive: true });
  return inOrder(found);
}

function readScript(output: string, src: string): string | undefined {
  try {
    return readFileSync(join(output, src.replace("https://example.org/", "")), "utf8");
  } catch {
    return undefined;
  }
}

/** Sections ordered by page; the order on one page stays. */
export function inOrder(
  threads: readonly {
    readonly page: string;
    readonly threadId: string;
    readonly siteName?: string | undefined;
    readonly serverName?: string | undefined;
    readonly serverUrl?: string | undefined;
  }[],
): readonly ExpectedSection[] {
  return threads
    .map(({ page, threadId, siteName, serverName, serverUrl }) => ({
      page,
      threadId,
      ...(siteName === undefined ? {} : { siteName }),
      ...(serverName === undefined ? {} : { serverName }),
      ...(serverUrl === undefined ? {} : { serverUrl: serverUrl.replace(/\/+$/, "") }),
    }))
    .toSorted((one, other) => (one.page < other.page ? -1 : one.page > other.page ? 1 : 0));
}
