import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { MigrationOutcome } from "../../src/migration/outcome.ts";
import { archiveComments } from "../../src/run/archive-comments.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const outcome: MigrationOutcome = {
  scan: scanOf([]),
  mode: "verify",
  dryRun: false,
  pages: [],
  findings: [],
  differences: [],
  changes: [],
  skipped: [],
  details: new Map(),
  rebuiltPages: 0,
  movedBefore: 0,
  months: new Map(),
  startedAt: new Date(0),
  finishedAt: new Date(0),
};

/** What the report says about an archive in a folder, of a database that answers this. */
async function archive(path: string, readLedger: () => Promise<[]>) {
  const options = {
    folder: path,
    folderAsGiven: "data/comments",
    contentFormat: "text",
    isWholeSite: true,
    readGone: async () => [],
  } as const;
  const target = { readLedger, readHeld: async () => [] };
  const { signal } = new AbortController();
  return (await archiveComments(target, outcome, options, signal)).findings;
}

it("an archive whose folder can't be made is an error in a sentence", async () => {
  writeFileSync(join(folder, "file"), "precious");
  expect(await archive(join(folder, "file/comments"), async () => [])).toMatchObject([
    {
      severity: "error",
      code: "archive-failed",
      message:
        "The archive in data/comments could not be written: a file is where its folder should be.",
    },
  ]);
});

it("entries of the ledger that have an unexpected form are an error in a sentence", async () => {
  const { error } = z.array(z.string()).safeParse([1]);
  const readLedger = () => Promise.reject(error);
  const [finding] = await archive(folder, readLedger);
  expect(finding).toMatchObject({ severity: "error", code: "archive-failed" });
  expect(finding?.message).toMatch(/^The archive in data\/comments [^\n{}[\]]+$/);
});
