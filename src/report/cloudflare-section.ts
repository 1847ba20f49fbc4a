import { plural } from "../domain/plural.ts";
import { type Block, paragraph, type Section, type Text, table } from "./blocks.ts";
import { cloudflarePrices as prices } from "./cloudflare-prices.ts";
import type { CloudflareUse, Report } from "./report.ts";
import { dataSize, dollars } from "./wording.ts";

/** What a run takes of Cloudflare's plans, and costs beyond; undefined where that was not counted. */
export function cloudflareSection({ cloudflare: use, mode, site }: Report): Section | undefined {
  if (use === undefined || !isCounted(use)) return undefined;
  const isTrial = mode === "dry-run";
  const isLocal = site.databaseIs === "local";
  return {
    title:
      isTrial || isLocal ? "What it would cost at Cloudflare" : "What this run cost at Cloudflare",
    blocks: [
      paragraph(
        ...(isLocal
          ? ["A local database costs nothing; this is what the same takes at Cloudflare. "]
          : []),
        freePlan(use, isTrial),
      ),
      usage(use, isTrial),
      paragraph(
        `${paidPlan(use)} Prices as of ${prices.asOf}; other use of the account counts, too.`,
      ),
    ],
  };
}

function isCounted({ rowsWritten, rowsRead, databaseBytes, bytesAdded, media }: CloudflareUse) {
  return [rowsWritten, rowsRead, databaseBytes, bytesAdded, media].some((part) => part !== null);
}

/** Whether a day of the free plan is enough, else how many are, or what keeps it from being. */
function freePlan(use: CloudflareUse, isTrial: boolean): Text {
  const { rowsWritten, rowsRead } = use;
  const size = sizeAfter(use);
  if (size !== null && size > d1.freeBytes.ofDatabase) {
    return doubt(
      `The database is larger than the ${dataSize(d1.freeBytes.ofDatabase)} that the free plan allows: it needs the Workers Paid plan.`,
    );
  }
  if (beyondR2(use) > 0) return doubt("The files are more than R2 includes.");
  if (rowsWritten === null) {
    return doubt(
      isTrial
        ? "How many rows the migration writes is not known, because its import was not tried in memory."
        : "D1 did not report how many rows were written.",
    );
  }
  const days = Math.ceil(
    Math.max(rowsWritten / d1.freeDay.rowsWritten, (rowsRead ?? 0) / d1.freeDay.rowsRead),
  );
  if (days > 1) {
    return doubt(
      isTrial
        ? `On the free plan it takes about ${plural(days, "day")}: D1 stops the run when the day's rows are used up, and a run after 00:00 UTC resumes where it left off.`
        : `More than one day of the free plan allows: ${plural(days, "day")}.`,
    );
  }
  return { tone: "good", text: "It fits into one day of the free plan, and so costs nothing." };
}

function usage(use: CloudflareUse, isTrial: boolean): Block {
  const about = (count: number | null) =>
    count === null ? "unknown" : `${isTrial ? "about " : ""}${n(count)}`;
  const { rowsWritten, rowsRead, media } = use;
  const rows: readonly (readonly Text[])[] = [
    ["Rows written, with indexes", about(rowsWritten), `${n(d1.freeDay.rowsWritten)} a day`],
    ["Rows read", about(rowsRead), `${n(d1.freeDay.rowsRead)} a day`],
    [
      "Size of the database",
      sizeInWords(use),
      `${dataSize(d1.freeBytes.ofDatabase)}, and ${dataSize(d1.freeBytes.ofAll)} for all databases`,
    ],
    ...(media === null
      ? []
      : [
          [
            "Files put into R2",
            media.bytes === null
              ? `${plural(media.files, "file")}, of a size that is not known yet`
              : `${plural(media.files, "file")}, ${dataSize(media.bytes)}`,
            `${dataSize(r2.included.bytes)}, and ${n(r2.included.writes)} writes a month`,
          ],
        ]),
  ];
  return table("Use of Cloudflare", ["What", isTrial ? "The migration" : "This run", "Free"], rows);
}

function sizeInWords(use: CloudflareUse): string {
  const { databaseBytes, bytesAdded } = use;
  const size = sizeAfter(use);
  if (bytesAdded === null) return databaseBytes === null ? "unknown" : dataSize(databaseBytes);
  const grows = `about ${dataSize(bytesAdded)} more`;
  return size === null ? grows : `${grows}, then ${dataSize(size)}`;
}

function paidPlan(use: CloudflareUse): string {
  const { rowsWritten, rowsRead } = use;
  const { included } = paid;
  const once =
    beyond(rowsWritten, included.rowsWritten) * paid.rowsWritten +
    beyond(rowsRead, included.rowsRead) * paid.rowsRead +
    beyond(use.media?.files ?? null, r2.included.writes) * r2.writes;
  const monthly =
    beyond(sizeAfter(use), included.bytes) * paid.bytes +
    beyond(use.media?.bytes ?? null, r2.included.bytes) * r2.bytes;
  const plan = `The Workers Paid plan (${dollars(paid.month)} a month)`;
  if (once + monthly === 0) return `${plan} includes all of it.`;
  return `${plan} includes most of it: the rest costs about ${dollars(once)} once and ${dollars(monthly)} a month.`;
}

/** What R2 is paid for on each plan. */
function beyondR2({ media }: CloudflareUse): number {
  if (media === null) return 0;
  return beyond(media.files, r2.included.writes) + beyond(media.bytes, r2.included.bytes);
}

const { d1, paid, r2 } = prices;

function beyond(used: number | null, included: number): number {
  return Math.max(0, (used ?? 0) - included);
}

function sizeAfter({ databaseBytes, bytesAdded }: CloudflareUse): number | null {
  return databaseBytes === null ? null : databaseBytes + (bytesAdded ?? 0);
}

function doubt(text: string): Text {
  return { tone: "doubt", text };
}

function n(count: number): string {
  return count.toLocaleString("en-US");
}
