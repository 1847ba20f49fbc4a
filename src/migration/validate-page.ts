import type { Comment } from "../domain/comment.ts";
import type { CommentRow } from "../domain/comment-row.ts";
import { contentHash } from "../domain/content-hash.ts";
import type { Finding } from "../domain/finding.ts";
import type { Page } from "../domain/page.ts";
import { storableText } from "../domain/storable-text.ts";
import type { TransformedPage } from "../domain/transform.ts";

/** The rules that a page's comments are held to, by what they look at. */
type ValidationCode =
  /** As they were read. */
  | "event-read-twice"
  | "empty-comment"
  | "nameless-author"
  | "character-replaced"
  | "time-in-the-future"
  /** As they are written. */
  | "comment-lost"
  | "row-of-another-page"
  | "unusable-time"
  | "unstorable-text"
  | "wrong-content-hash"
  | "equal-comments"
  /** As they answer each other. */
  | "reply-before-parent"
  | "thread-too-deep";

/** A finding of the validation. An error means that the page must not be imported. */
interface ValidationFinding extends Finding {
  readonly code: ValidationCode;
  readonly pageId: string;
  /** The comments that it is about. */
  readonly sourceIds: readonly string[];
}

/** What a page is validated against. */
interface ValidationLimits {
  readonly now: Date;
  /** Levels that a thread may have. */
  readonly maxDepth: number;
}

type Rule = (
  code: ValidationCode,
  severity: Finding["severity"],
  sourceIds: readonly string[],
  message: string,
  remedy: string,
) => readonly ValidationFinding[];

/** Checks a page's comments as they were read, as they are written and as they answer each other. */
export function validatePage(
  { pageId }: Page,
  comments: readonly Comment[],
  { rows }: TransformedPage,
  { now, maxDepth }: ValidationLimits,
): readonly ValidationFinding[] {
  const rule: Rule = (code, severity, sourceIds, message, remedy) =>
    sourceIds.length === 0 ? [] : [{ code, severity, message, remedy, pageId, sourceIds }];
  return [
    ...readRules(pageId, comments, now, rule),
    ...rowRules(pageId, comments, rows, rule),
    ...threadRules(pageId, rows, maxDepth, rule),
  ];
}

function readRules(
  pageId: string,
  comments: readonly Comment[],
  now: Date,
  rule: Rule,
): readonly ValidationFinding[] {
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
    ...rule(
      "event-read-twice",
      "warning",
      twice,
      `The source returned comments of ${pageId} more than once (${twice.length}); each is moved once.`,
      "Nothing needs to be done.",
    ),
    ...rule(
      "empty-comment",
      "warning",
      empty,
      `Comments on ${pageId} have no text (${list(empty)}); they are moved as they are.`,
      "Nothing needs to be done; delete them at the source first if they should not be moved.",
    ),
    ...rule(
      "nameless-author",
      "warning",
      nameless,
      `Comments on ${pageId} have authors without a name (${list(nameless)}).`,
      "Nothing needs to be done; the new comment system shows them without a name.",
    ),
    ...rule(
      "character-replaced",
      "warning",
      replaced,
      `Comments on ${pageId} hold characters that no database stores (U+0000, or half of a surrogate pair): U+FFFD stands for them (${list(replaced)}).`,
      "Look at these comments in the new system: a letter or a symbol may be missing.",
    ),
    ...rule(
      "time-in-the-future",
      "warning",
      future,
      `Comments on ${pageId} have times more than a day ahead (${list(future)}): the clock of their server was wrong. The times are kept.`,
      "Nothing needs to be done; correct created_at in the database if the order on the page is wrong.",
    ),
  ];
}

function rowRules(
  pageId: string,
  comments: readonly Comment[],
  rows: readonly CommentRow[],
  rule: Rule,
): readonly ValidationFinding[] {
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
    ...rule("comment-lost", "error", lost, broken(pageId, "were lost on the way", lost), bugRemedy),
    ...rule(
      "row-of-another-page",
      "error",
      elsewhere,
      broken(pageId, "got another page's address", elsewhere),
      bugRemedy,
    ),
    ...rule(
      "unusable-time",
      "error",
      timeless,
      broken(pageId, "have no usable time", timeless),
      bugRemedy,
    ),
    ...rule(
      "unstorable-text",
      "error",
      unstorable,
      broken(pageId, "hold characters that a database can't store", unstorable),
      bugRemedy,
    ),
    ...rule(
      "wrong-content-hash",
      "error",
      misHashed,
      broken(pageId, "have a content hash of another text", misHashed),
      bugRemedy,
    ),
    ...equal.flatMap((same) =>
      rule(
        "equal-comments",
        "notice",
        same.map(({ sourceId }) => sourceId),
        `${same[0]?.authorName} wrote the same text ${same.length} times on ${pageId} (${list(same.map(({ sourceId }) => sourceId))}); they are moved as ${same.length} comments.`,
        "Nothing needs to be done; delete the duplicates at the source first if they should not be moved.",
      ),
    ),
  ];
}

function threadRules(
  pageId: string,
  rows: readonly CommentRow[],
  maxDepth: number,
  rule: Rule,
): readonly ValidationFinding[] {
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
  return [
    ...rule(
      "reply-before-parent",
      "error",
      early,
      broken(pageId, "come before what they answer", early),
      bugRemedy,
    ),
    ...rule(
      "thread-too-deep",
      "error",
      deep,
      broken(pageId, "lie deeper than the target allows", deep),
      bugRemedy,
    ),
  ];
}

const dayMs = 86_400_000;
// The form that the row promises; see CommentRow.createdAt.
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const listed = 3;

const bugRemedy =
  "Nothing of the page is written. This is a bug of this program: please report it with this text.";

function broken(pageId: string, what: string, sourceIds: readonly string[]): string {
  return `Comments of ${pageId} ${what} (${list(sourceIds)}).`;
}

function list(sourceIds: readonly string[]): string {
  const more = sourceIds.length > listed ? ` and ${sourceIds.length - listed} more` : "";
  return `${sourceIds.slice(0, listed).join(", ")}${more}`;
}
