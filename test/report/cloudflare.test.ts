import { describe, expect, it } from "vitest";
import { cloudflareSection } from "../../src/report/cloudflare-section.ts";
import { mergeReports } from "../../src/report/merge-reports.ts";
import type { CloudflareUse, Report } from "../../src/report/report.ts";
import { renderText } from "../../src/report/text.ts";
import { dataSize } from "../../src/report/wording.ts";
import { exampleDryRun, exampleReport } from "./example-report.ts";
import { exampleTrial } from "./report-of-each-kind.ts";

const little: CloudflareUse = {
  ...{ rowsWritten: 7_255, rowsRead: 21_954, databaseBytes: 1_236_992 },
  ...{ bytesAdded: null, media: null },
};

/** The section as text, of a migration or a dry run that used a little, or what is given. */
function ofRun(use: Partial<CloudflareUse> = {}, change: Partial<typeof migrated> = {}) {
  return textOf({ ...migrated, ...change, cloudflare: { ...little, ...use } });
}
function ofTrial(use: Partial<CloudflareUse> = {}) {
  return textOf(exampleDryRun(exampleTrial(), { cloudflare: { ...little, ...use } }));
}
const migrated = exampleReport();

function textOf(report: Report): string {
  const [, text = ""] =
    /\n(What [^\n]* Cloudflare\n.*?)\n\n/s.exec(`\n${renderText(report)}\n\n`) ?? [];
  return text;
}

describe("the cost at Cloudflare", () => {
  it("of a small run is nothing: it fits into a day of the free plan", () => {
    const text = ofRun();
    expect(text).toContain("What this run cost at Cloudflare");
    expect(text).toContain("It fits into one day of the free plan, and so costs nothing.");
    expect(text).toContain("Rows written, with indexes · 7,255 · 100,000 a day");
    expect(text).toContain("Rows read · 21,954 · 5,000,000 a day");
    expect(text).toContain("Size of the database · 1.2 MB · 500 MB, and 5 GB for all databases");
    expect(text).toContain("The Workers Paid plan ($5 a month) includes all of it.");
    expect(text).not.toContain("R2");
  });

  it("of a dry run is an estimate, with what the database grows by", () => {
    const text = ofTrial({ bytesAdded: 57_344 });
    expect(text).toContain("What it would cost at Cloudflare");
    expect(text).toContain("about 7,255");
    expect(text).toContain("about 57.3 kB more, then 1.3 MB");
  });

  it.each([
    [100_000, 5_000_000, undefined],
    [100_001, 0, "about 2 days"],
    [250_000, 0, "about 3 days"],
    [1, 5_000_001, "about 2 days"],
  ])("of %d rows written and %d read is a day or more", (rowsWritten, rowsRead, days) => {
    const text = ofTrial({ rowsWritten, rowsRead });
    expect(text).toContain(days ?? "fits into one day");
    expect(text.includes("resumes where it left off")).toBe(days !== undefined);
  });

  it("needs the paid plan for a database that the free one doesn't allow", () => {
    expect(ofTrial({ databaseBytes: 400_000_000, bytesAdded: 200_000_000 })).toContain(
      "larger than the 500 MB that the free plan allows",
    );
  });

  it("beyond what the paid plan includes is by its prices", () => {
    const text = ofRun({
      ...{ rowsWritten: 52_000_000, rowsRead: 26_000_000_000, databaseBytes: 7_000_000_000 },
      media: { files: 1_200_000, bytes: 110_000_000_000 },
    });
    // 2 million written for $2, 1,000 million read for $1, 0.2 million files for $0.90.
    expect(text).toContain("$3.90 once");
    // 2 GB in D1 for $1.50, 100 GB in R2 for $1.50.
    expect(text).toContain("$3 a month");
  });

  it("has the files for R2, of a dry run without their size", () => {
    expect(ofTrial({ media: { files: 12, bytes: null } })).toContain(
      "Files put into R2 · 12 files, of a size that is not known yet · 10 GB, and 1,000,000 writes a month",
    );
    expect(ofRun({ media: { files: 1, bytes: 3_400_000 } })).toContain("1 file, 3.4 MB");
  });

  it("is not claimed to be nothing where the rows are unknown", () => {
    for (const text of [ofTrial({ rowsWritten: null }), ofRun({ rowsWritten: null })]) {
      expect(text).toMatch(/is not known|did not report/);
      expect(text).not.toContain("fits into");
    }
  });

  it("of a local database is that of one at Cloudflare", () => {
    const site = { ...migrated.site, databaseIs: "local" } as const;
    const text = ofRun({}, { site });
    expect(text).toContain("What it would cost at Cloudflare");
    expect(text).toContain("A local database costs nothing; ");
  });

  it("is absent where it was not counted", () => {
    expect(cloudflareSection(migrated)).toBeUndefined();
    expect(ofRun({ rowsWritten: null, rowsRead: null, databaseBytes: null })).toBe("");
  });

  it("of all shards is added up, and unknown where one of them doesn't know", () => {
    const merged = (...uses: readonly Partial<CloudflareUse>[]) => {
      const [first, ...others] = uses.map((use, index) => ({
        report: exampleReport({
          shard: { number: index + 1, of: uses.length },
          cloudflare: { ...little, ...use },
        }),
        checkpoint: null,
      }));
      if (first === undefined) throw new Error("a shard is needed");
      return mergeReports([first, ...others]).cloudflare;
    };
    const media = { files: 2, bytes: 30 };
    expect(merged({ bytesAdded: 1, media }, { bytesAdded: 20, databaseBytes: 9 })).toEqual({
      ...{ rowsWritten: 14_510, rowsRead: 43_908, databaseBytes: 1_236_992 },
      ...{ bytesAdded: 21, media },
    });
    expect(merged({ rowsWritten: null }, {})?.rowsWritten).toBeNull();
  });
});

it.each([
  [0, "0 byte"],
  [999, "999 byte"],
  [57_344, "57.3 kB"],
  [1_236_992, "1.2 MB"],
  [5_000_000_000, "5 GB"],
  [7_000_000_000_000, "7,000 GB"],
])("%d bytes are %s", (bytes, words) => {
  expect(dataSize(bytes)).toBe(words);
});
