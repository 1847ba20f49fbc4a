import type { Report, ReportedPart } from "./report.ts";

/** The settings that ask for a part of a site, as people read them: `pages, since and limit`. */
export function partSettings({ asked }: Pick<ReportedPart, "asked">): string {
  const names = Object.keys(asked);
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** What was asked for: `pages /posts/**, since 2020, limit 5`. */
export function askedInWords({ asked }: Pick<ReportedPart, "asked">): string {
  return Object.entries(asked)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : value}`)
    .join("; ");
}

/** `12 of 40 pages; 28 were not asked for` */
export function partInNumbers({ chosen, others }: Pick<ReportedPart, "chosen" | "others">): string {
  const were = others === 1 ? "was" : "were";
  return `${inWords(chosen)} of ${inWords(chosen + others)} pages; ${inWords(others)} ${were} not asked for`;
}

/** The part that a report is about; undefined where that is the whole site. */
export function partOf({
  part,
}: {
  readonly part?: ReportedPart | undefined;
}): ReportedPart | undefined {
  return part === undefined || part.others === 0 ? undefined : part;
}

/** Whether all went well that a part of the site was asked for. */
export function isPartDone(report: Report): boolean {
  const { verdict, pages, shards = [] } = report;
  return (
    partOf(report) !== undefined &&
    verdict === "partial" &&
    pages?.remaining === 0 &&
    shards.every((shard) => shard.verdict !== null)
  );
}

function inWords(count: number): string {
  return count.toLocaleString("en-US");
}
