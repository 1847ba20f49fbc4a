import type { Comment } from "../domain/comment.ts";
import type { CommentRow } from "../domain/comment-row.ts";
import { contentHash } from "../domain/content-hash.ts";
import type { Finding } from "../domain/finding.ts";
import { targetMessages } from "../domain/messages.ts";
import type { Page } from "../domain/page.ts";
import { storableText } from "../domain/storable-text.ts";
import type { TransformedPage } from "../domain/transform.ts";
import { migrationMessages, validationMessages } from "./messages.ts";

/** What a page is validated against. */
interface ValidationLimits {
  readonly now: Date;
  /** Levels that a thread may have. */
  readonly maxDepth: number;
}

type Rule = (
  key: keyof typeof validationMessages.definitions | "unstorable-text",
  sourceIds: readonly string[],
) => readonly Finding[];

/** Checks a page's comments as they were read, as they are written and as they answer each other. */
export function validatePage(
  { pageId }: Page,
  comments: readonly Comment[],
  { rows }: TransformedPage,
  { now, maxDepth }: ValidationLimits,
): readonly Finding[] {
  const rule: Rule = (key, sourceIds) => {
    if (sourceIds.length === 0) return [];
    const parameters = { page: pageId, comments: list(sourceIds) };
    const about = { pageId, sourceIds };
    return [
      key === "unstorable-text"
        ? targetMessages.finding(key, parameters, about)
        : validationMessages.finding(key, parameters, about),
    ];
  };
  return [
    ...readRules(comments, now, rule),
    ...rowRules(pageId, comments, rows, rule),
    ...threadRules(rows, maxDepth, rule),
  ];
}

function readRules(comments: readonly Comment[], now: Date, rule: Rule): readonly Finding[] {
  const idsWhere = (is: (comment: Comment) => boolean) =>
    comments.filter(is).map(({ sourceId }) => sourceId);
  const seen = new Set<string>();
  const twice = idsWhere(({ sourceId }) => seen.size === seen.add(sourceId).size);
  const empty = idsWhere(({ body }) => body.trim() === "");
  const nameless = idsWhere(({ authorName }) => authorName.trim() === "");
  const replaced = idsWhere(
    ({ body, authorName }) =>
      storableText(body) !== body || storableText(authorName) !== authorName,
  );
  const future = idsWhere(({ sentAt }) => sentAt > now.getTime() + dayMs);
  return [
    ...rule("event-read-twice", twice),
    ...rule("empty-comment", empty),
    ...rule("nameless-author", nameless),
    ...rule("character-replaced", replaced),
    ...rule("time-in-the-future", future),
  ];
}

function rowRules(
  pageId: string,
  comments: readonly Comment[],
  rows: readonly CommentRow[],
  rule: Rule,
): readonly Finding[] {
  const idsWhere = (is: (row: CommentRow) => boolean) =>
    rows.filter(is).map(({ sourceId }) => sourceId);
  const written = new Set(rows.map(({ sourceId }) => sourceId));
  const lost = comments
    .map(({ sourceId }) => sourceId)
    .filter((sourceId) => !written.has(sourceId));
  const elsewhere = idsWhere((row) => row.pageId !== pageId);
  const timeless = idsWhere(({ createdAt }) => !isoTime.test(createdAt));
  const unstorable = idsWhere(
    ({ authorName, content }) =>
      storableText(content) !== content || storableText(authorName) !== authorName,
  );
  const misHashed = idsWhere(
    (row) => row.contentHash !== contentHash(row.pageId, row.authorName, row.content),
  );
  const equal = [...Map.groupBy(rows, (row) => row.contentHash).values()].filter(
    (same) => same.length > 1,
  );
  return [
    ...rule("comment-lost", lost),
    ...rule("row-of-another-page", elsewhere),
    ...rule("unusable-time", timeless),
    ...rule("unstorable-text", unstorable),
    ...rule("wrong-content-hash", misHashed),
    ...equal.map((same) => equalComments(pageId, same)),
  ];
}

function threadRules(
  rows: readonly CommentRow[],
  maxDepth: number,
  rule: Rule,
): readonly Finding[] {
  const depths = new Map<string, number>();
  const early: string[] = [];
  const deep: string[] = [];
  for (const { sourceId, parentSourceId } of rows) {
    const above = parentSourceId === null ? 0 : depths.get(parentSourceId);
    if (above === undefined) early.push(sourceId);
    const depth = (above ?? 0) + 1;
    if (depth > maxDepth) deep.push(sourceId);
    depths.set(sourceId, depth);
  }
  return [...rule("reply-before-parent", early), ...rule("thread-too-deep", deep)];
}

function equalComments(pageId: string, same: readonly CommentRow[]): Finding {
  const sourceIds = same.map(({ sourceId }) => sourceId);
  return migrationMessages.finding(
    "equal-comments",
    {
      author: same[0]?.authorName ?? "",
      number: same.length,
      page: pageId,
      comments: list(sourceIds),
    },
    { pageId, sourceIds },
  );
}

const dayMs = 86_400_000;
// The form that the row promises; see CommentRow.createdAt.
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const listed = 3;

function list(sourceIds: readonly string[]): string {
  const more = sourceIds.length > listed ? ` and ${sourceIds.length - listed} more` : "";
  return `${sourceIds.slice(0, listed).join(", ")}${more}`;
}
