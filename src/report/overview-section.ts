import { plural } from "../domain/plural.ts";
import { type Block, type Figure, list, paragraph, type Section } from "./blocks.ts";
import { completedEarlier } from "./completed-earlier.ts";
import { headline } from "./headline.ts";
import { askedInWords, partInNumbers } from "./part.ts";
import { linkTo } from "./replacement-section.ts";
import type { PagesReport, Report, ReportedArchive, ReportedRollback } from "./report.ts";
import { duration, percent } from "./wording.ts";

/** The verdict in a sentence, what the run was about, and its numbers. */
export function overview(report: Report): Section {
  return {
    title: headline(report),
    blocks: [
      paragraph([siteSentence(report), ...partSentences(report), timeSentence(report)].join(" ")),
      ...numberBlocks(report),
    ],
  };
}

function numberBlocks(report: Report): readonly Block[] {
  switch (report.mode) {
    case "rollback":
      return rollbackBlocks(report.rollback);
    case "archive":
      return archiveBlocks(report.archive);
    default:
      return numbers(report);
  }
}

function siteSentence({ mode, site, archive }: Report): string {
  if (mode === "archive") {
    return `From the ${site.databaseIs} database ${site.database} to the folder ${archive.folder}.`;
  }
  return `Site ${site.siteName}, from ${site.source} to the ${site.databaseIs} database ${site.database}.`;
}

function partSentences({ part }: Report): readonly string[] {
  if (part === undefined) return [];
  return [`Asked for: ${askedInWords(part)} (${partInNumbers(part)}).`];
}

function timeSentence({ finishedAt, durationMs }: Report): string {
  return `Finished ${finishedAt.slice(0, 10)} at ${finishedAt.slice(11, 16)} UTC after ${duration(durationMs)}.`;
}

function numbers(report: PagesReport): readonly Block[] {
  const { pages, progressRate: rate, mode } = report;
  const done = (pages.total - pages.remaining).toLocaleString("en-US");
  const words = `${done} of ${plural(pages.total, "page")} ${mode === "dry-run" ? "read" : "processed"}`;
  return [
    { kind: "progress", rate, words },
    { kind: "figures", figures: figuresOf(report) },
  ];
}

function figuresOf(report: PagesReport): readonly Figure[] {
  const { pages, comments, successRate } = report;
  const found = {
    name: "Pages with comments",
    value: pages.total,
    note: `${pages.remaining.toLocaleString("en-US")} remaining`,
  };
  const failed = {
    name: "Pages failed",
    value: pages.failed,
    note:
      pages.withoutConversation === 0
        ? `${percent(successRate)} of those processed succeeded`
        : `${pages.withoutConversation.toLocaleString("en-US")} without a conversation`,
  };
  const read = {
    name: "Comments read",
    value: comments.extracted,
    note: comments.failed === 0 ? "" : `${comments.failed.toLocaleString("en-US")} on failed pages`,
  };
  switch (report.mode) {
    case "dry-run":
      return [found, failed, read];
    case "verify":
      return [found, { name: "Pages verified", value: pages.completed, note: "" }, failed, read];
    case "migrate":
      return [
        found,
        {
          name: "Pages complete",
          value: pages.completed,
          note: `${completedEarlier(report).toLocaleString("en-US")} of them before`,
        },
        failed,
        read,
        {
          name: "Comments moved",
          value: comments.imported,
          note: `${comments.inserted.toLocaleString("en-US")} by this run`,
        },
      ];
  }
}

function archiveBlocks(archive: ReportedArchive): readonly Block[] {
  const { pages, comments, written, unchanged, removed, hidden, withoutPage, pullRequest } =
    archive;
  const number = (value: number) => value.toLocaleString("en-US");
  const figures = [
    { name: "Pages in the archive", value: pages, note: "" },
    { name: "Comments", value: comments, note: "" },
    { name: "Files written", value: written, note: `${number(unchanged)} unchanged` },
    { name: "Files removed", value: removed, note: "" },
    {
      name: "Comments left out",
      value: hidden + withoutPage,
      note: `${number(hidden)} hidden, ${number(withoutPage)} of unknown pages`,
    },
  ];
  return [
    { kind: "figures", figures },
    ...(pullRequest === null ? [] : [paragraph(...linkTo(pullRequest))]),
  ];
}

function rollbackBlocks(rollback: ReportedRollback): readonly Block[] {
  const sentences = rollbackSentences(rollback);
  return sentences.length === 0 ? [] : [list(sentences)];
}

/** What a rollback did or would do about readers' comments and what hung on moved ones. */
function rollbackSentences(rollback: ReportedRollback): readonly string[] {
  const { goneBefore, repliesKept, repliesDeleted, attachments } = rollback;
  return [
    ...(goneBefore === 0
      ? []
      : [`${plural(goneBefore, "moved comment")} had been deleted before.`]),
    ...(repliesKept === 0
      ? []
      : [
          `${plural(repliesKept, "reader comment")} that answered moved ones kept as comments of their own.`,
        ]),
    ...(repliesDeleted === 0
      ? []
      : [`${plural(repliesDeleted, "reader comment")} below moved ones also deleted.`]),
    ...Object.entries(attachments).map(
      ([table, rows]) => `${plural(rows, "row")} of ${table} deleted with their comments.`,
    ),
  ];
}
