import { defineMessages } from "../domain/message-catalogue.ts";
import { plural } from "../domain/plural.ts";

const nothingToDo = "You don't have to do anything.";
const neverDuplicated =
  "Nothing is duplicated: only comments that are not in the database yet are written.";
const bug = "Nothing was written for this page. Please report this as a bug, with this text.";

type PageComments = { page: string; comments: string };

/** What is reported about a page's comments that break a rule. */
export const validationMessages = defineMessages({
  "event-read-twice": {
    severity: "warning",
    message: ({ page, comments }: PageComments) =>
      `The source returned comments of ${page} more than once (${comments}); each is moved once.`,
    remedy: nothingToDo,
  },
  "empty-comment": {
    severity: "warning",
    message: ({ page, comments }: PageComments) =>
      `Comments on ${page} have no text (${comments}); they are moved unchanged.`,
    remedy:
      "You don't have to do anything; if they should not be moved, delete them at the source first.",
  },
  "nameless-author": {
    severity: "warning",
    message: ({ page, comments }: PageComments) =>
      `Comments on ${page} have authors without a name (${comments}).`,
    remedy: "You don't have to do anything; the new comment system shows them without a name.",
  },
  "character-replaced": {
    severity: "warning",
    message: ({ page, comments }: PageComments) =>
      `Comments on ${page} contain characters that no database can store (U+0000, or half of a surrogate pair); they are replaced by U+FFFD (${comments}).`,
    remedy: "Check these comments in the new system: a letter or a symbol may be missing.",
  },
  "time-in-the-future": {
    severity: "warning",
    message: ({ page, comments }: PageComments) =>
      `Comments on ${page} have times more than a day in the future (${comments}): the clock of their server was wrong. The times are not changed.`,
    remedy:
      "You don't have to do anything; correct created_at in the database if the order on the page is wrong.",
  },
  "comment-lost": {
    severity: "error",
    message: ({ page, comments }: PageComments) =>
      `Comments of ${page} were lost during the conversion (${comments}).`,
    remedy: bug,
  },
  "row-of-another-page": {
    severity: "error",
    message: ({ page, comments }: PageComments) =>
      `Comments of ${page} were given another page's address (${comments}).`,
    remedy: bug,
  },
  "unusable-time": {
    severity: "error",
    message: ({ page, comments }: PageComments) =>
      `Comments of ${page} have no usable time (${comments}).`,
    remedy: bug,
  },
  "wrong-content-hash": {
    severity: "error",
    message: ({ page, comments }: PageComments) =>
      `Comments of ${page} have the content hash of another text (${comments}).`,
    remedy: bug,
  },
  "reply-before-parent": {
    severity: "error",
    message: ({ page, comments }: PageComments) =>
      `Comments of ${page} come before the comments that they answer (${comments}).`,
    remedy: bug,
  },
  "thread-too-deep": {
    severity: "error",
    message: ({ page, comments }: PageComments) =>
      `Comments of ${page} are nested deeper than the target allows (${comments}).`,
    remedy: bug,
  },
});

const wordsAlone =
  "have formatting, such as links, emphasis, lists or code, of which content-format: text keeps the words alone";
type FormattingLeftOut = { formatted: number; comments: number; samples: string };
const keepFormatting =
  "To keep it, set content-format to html or markdown before any comment is moved, whichever your comment system shows.";

/** What is reported about pages, their comments and a whole run. */
export const migrationMessages = defineMessages({
  "no-pages/no-section": {
    severity: "error",
    message: "There is nothing to move. No page of the site shows a comment section.",
    remedy: "Check site-dir and shortcodes.",
  },
  "no-pages/because": {
    severity: "error",
    message: ({ reason }: Record<"reason", string>) => `There is nothing to move. ${reason}`,
    remedy: ({ advice }: Record<"advice", string>) => advice,
  },
  "no-baseline": {
    severity: "notice",
    message: ({ file }: { file: string }) =>
      `There is no baseline ${file} yet, so every problem is new.`,
    remedy: ({ file, proposal }: Record<"file" | "proposal", string>) =>
      `To accept all of them for now, copy ${proposal} to ${file} and commit it.`,
  },
  "incomplete-import": {
    severity: "error",
    message: ({ missing, total }: { missing: number; total: number }) =>
      `${missing} of ${plural(total, "comment")} can't be found in the database after the import.`,
    remedy: "Run the migration again: it imports only what is missing.",
  },
  "invalid-comments": {
    severity: "error",
    message: ({ problems }: { problems: string }) =>
      `The page's comments failed validation: ${problems}`,
    remedy: bug,
  },
  "not-verified": {
    severity: "error",
    message: (p: { comments: number; page: string; first: string; difference: string }) =>
      `${plural(p.comments, "comment in the target does", "comments in the target do")} not match the source on ${p.page} (${p.first}: ${p.difference}).`,
    remedy:
      "The report lists the differences. Look for a trigger, or for another program that changes comments.",
  },
  "formatting-left-out/all": {
    severity: "notice",
    message: ({ formatted, comments, samples }: FormattingLeftOut) =>
      `${formatted.toLocaleString("en-US")} of ${plural(comments, "comment")} ${wordsAlone}: ${samples}.`,
    remedy: keepFormatting,
  },
  "formatting-left-out/so-far": {
    severity: "notice",
    message: ({ formatted, comments, samples }: FormattingLeftOut) =>
      `${formatted.toLocaleString("en-US")} of the first ${plural(comments, "comment")} ${wordsAlone}: ${samples}.`,
    remedy: keepFormatting,
  },
  "reactions-without-place": {
    severity: "notice",
    message: ({ reactions, comments }: Record<"reactions" | "comments", number>) =>
      `${plural(reactions, "reaction")} of ${plural(comments, "comment")} ${reactions === 1 ? "has" : "have"} no place in the new comment system.`,
    remedy:
      "You don't have to do anything; an archive (input archive) keeps them. docs/targets.md says which reactions each comment system has a place for, and what to set before the first migration.",
  },
  "owner-without-mark": {
    severity: "notice",
    message: ({ comments }: { comments: number }) =>
      `${plural(comments, "comment")} of the site's owner can't be marked as the owner's in the new comment system.`,
    remedy:
      "An archive (input archive) marks them. docs/targets.md says how each comment system marks its owner, and what to set before the first migration.",
  },
  "import-would-be-refused": {
    severity: "error",
    message: (p: Record<"comment" | "page" | "reason", string>) =>
      `The database would refuse comment ${p.comment} on ${p.page}. ${p.reason}`,
    remedy: ({ advice }: Record<"advice", string>) => advice,
  },
  "equal-comments": {
    severity: "notice",
    message: (p: { author: string; number: number; page: string; comments: string }) =>
      `${p.author} wrote the same text ${p.number} times on ${p.page} (${p.comments}); each is moved.`,
    remedy:
      "You don't have to do anything; if duplicates should not be moved, delete them at the source first.",
  },
  "taken-over": {
    severity: "notice",
    message: ({ comments, page }: { comments: number; page: string }) =>
      `${plural(comments, "comment was", "comments were")} found in the database that an earlier tool's checkpoint lists for ${page}; they are taken over, not written again.`,
    remedy: nothingToDo,
  },
  "checkpoint-ahead-of-database": {
    severity: "warning",
    message: (p: { page: string; remembered: number; found: number }) =>
      `According to the checkpoint, ${plural(p.remembered, "comment")} of ${p.page} had been imported, but the database knows of ${p.found}; the page is migrated again.`,
    remedy: `${neverDuplicated} If the database was replaced on purpose, you don't have to do anything.`,
  },
  "sections-changed": {
    severity: "notice",
    message: ({ page }: { page: string }) =>
      `${page} shows other comment sections than when it was completed; it is migrated again.`,
    remedy: neverDuplicated,
  },
  "changed-since-import": {
    severity: "notice",
    message: ({ comments, page }: { comments: number; page: string }) =>
      `Comments of ${page} were changed in the target since they were moved (${plural(comments, "difference")}).`,
    remedy: "Nothing is overwritten. The report lists them.",
  },
  "source-changes-left": {
    severity: "notice",
    message: ({ comments, page }: { comments: number; page: string }) =>
      `${plural(comments, "moved comment")} of ${page} edited or removed at the source ${comments === 1 ? "was" : "were"} left in the target; the report says why.`,
    remedy: "Look at them in the new comment system, and change or remove them there.",
  },
  "page-moved/done": {
    severity: "notice",
    message: ({ comments, from, to }: { comments: number; from: string; to: string }) =>
      `${plural(comments, "comment")} moved from ${from} to ${to}, where the comment section is now.`,
    remedy: "You don't have to do anything. The old address should redirect to the new one.",
  },
  "page-moved/planned": {
    severity: "notice",
    message: ({ comments, from, to }: { comments: number; from: string; to: string }) =>
      `${plural(comments, "comment")} of ${from} would move to ${to}, where the comment section is now.`,
    remedy: "You don't have to do anything. The old address should redirect to the new one.",
  },
  "readers-left-behind": {
    severity: "warning",
    message: ({ comments, from }: { comments: number; from: string }) =>
      `${plural(comments, "comment")} that readers wrote in the new comment system under ${from} stayed there: only moved comments follow their page.`,
    remedy: ({ from }: { from: string }) =>
      `If the page ${from} no longer exists, give these comments the new address in the database.`,
  },
  "page-gone": {
    severity: "notice",
    message: ({ addresses, pages }: { addresses: number; pages: string }) =>
      `The target has moved comments under ${plural(addresses, "address", "addresses")} where the site no longer shows a comment section: ${pages}. They stay there.`,
    remedy:
      "If the page was deleted, or its widget replaced, you don't have to do anything. If it has a new address, check that its comment section still has the same id: then its comments follow.",
  },
  "shared-conversation": {
    severity: "warning",
    message: ({ section, page, owner }: Record<"section" | "page" | "owner", string>) =>
      `The comment section ${section} of ${page} leads to the same conversation as one of ${owner}; its comments are moved to ${owner} only.`,
    remedy: ({ page, owner }: Record<"page" | "owner", string>) =>
      `If ${page} should have them, remove the comment section from ${owner}.`,
  },
  "comments-without-owner": {
    severity: "warning",
    message: ({ comments }: { comments: number }) =>
      `The database has ${plural(comments, "moved comment")} for which an earlier release did not record the site; they were not changed.`,
    remedy:
      "Run mode: migrate once with the settings of each site that was moved to this database, then run the rollback again.",
  },
  "comments-not-in-ledger": {
    severity: "error",
    message: ({ comments }: { comments: number }) =>
      `The target has ${plural(comments, "comment")} that an import wrote but the ledger does not list: readers may see some twice.`,
    remedy:
      "They come from another migration, or the ledger was deleted. The report lists them; delete the duplicates.",
  },
  "conversation-lost/moving": {
    severity: "warning",
    message: ({ page, comments }: { page: string; comments: number }) =>
      `The source no longer has the conversation of ${page}, from which ${plural(comments, "comment was", "comments were")} moved.`,
    remedy:
      "Look whether it was deleted or renamed there. The moved comments are still in the database.",
  },
  "conversation-lost/verifying": {
    severity: "error",
    message: ({ page, comments }: { page: string; comments: number }) =>
      `The source no longer has the conversation of ${page}, from which ${plural(comments, "comment was", "comments were")} moved: they can't be compared.`,
    remedy:
      "Look whether it was deleted or renamed there. The moved comments are still in the database; if that is right, name the page in accept-differences.",
  },
  "fewer-comments": {
    severity: "warning",
    message: (p: { page: string } & Record<"now" | "missing", number>) =>
      `The source has ${plural(p.now, "comment")} of ${p.page} now; ${plural(p.missing, "moved comment is", "moved comments are")} not among them, and nothing there says that somebody removed them.`,
    remedy:
      "They stay in the database. Servers may purge old history; if yours should not, ask whoever runs it.",
  },
  "no-longer-in-source": {
    severity: "notice",
    message: ({ comments, first }: { comments: number; first: string }) =>
      `${plural(comments, "moved comment is", "moved comments are")} no longer at the source (such as ${first}), which does not say that they were removed: old history was purged there, or their page has no comment section any more.`,
    remedy:
      "They stay. Delete them in the new comment system, if they should not be shown any more.",
  },
});

/** Why a dry run advises against the migration, or asks for caution. */
export const reasonMessages = defineMessages({
  stopped: {
    severity: "no-go",
    message: ({ problem }: Record<"problem", string>) => problem,
    remedy: ({ advice }: Record<"advice", string>) => advice,
  },
  "no-pages": {
    severity: "no-go",
    message: "No page with a comment section was found.",
    remedy: ({ advice }: Record<"advice", string>) => advice,
  },
  "pages-failed": {
    severity: "no-go",
    message: ({ pages, first, problem }: { pages: number; first: string; problem: string }) =>
      `${plural(pages, "page")} could not be read or would be refused, first ${first}: ${problem}`,
    remedy: "Fix the failed pages listed below, and run it again.",
  },
  "known-problems": {
    severity: "caution",
    message: ({ problems }: { problems: number }) =>
      `${plural(problems, "known problem")} would still leave comments behind.`,
    remedy: "Fix the known problems before you migrate: a migration does not use the baseline.",
  },
  errors: {
    severity: "no-go",
    message: ({ errors, first }: { errors: number; first: string }) =>
      `${plural(errors, "error")} would leave comments behind, first: ${first}`,
    remedy: ({ advice }: Record<"advice", string>) => advice,
  },
  "not-all-read/in-time": {
    severity: "caution",
    message: ({ remaining, total }: { remaining: number; total: number }) =>
      `${remaining} of ${plural(total, "page")} had not been read when the run was stopped.`,
    remedy: "Run the dry run again, with more time.",
  },
  "not-all-read/problem": {
    severity: "caution",
    message: ({ remaining, total }: { remaining: number; total: number }) =>
      `${remaining} of ${plural(total, "page")} had not been read when the problem stopped the run.`,
    remedy: "Solve the problem, then run the dry run again.",
  },
  "no-comments/all-pages": {
    severity: "caution",
    message: ({ pages }: { pages: number }) =>
      `None of the ${plural(pages, "page")} with a comment section has a comment.`,
    remedy:
      "Check site-name and server-name: a wrong name leads to conversations that don't exist.",
  },
  "no-comments/read-pages": {
    severity: "caution",
    message: ({ pages }: { pages: number }) =>
      `None of the ${plural(pages, "page")} with a comment section that could be read has a comment.`,
    remedy:
      "Check site-name and server-name: a wrong name leads to conversations that don't exist.",
  },
  warnings: {
    severity: "caution",
    message: ({ warnings, first }: { warnings: number; first: string }) =>
      `${plural(warnings, "warning")}, first: ${first}`,
    remedy: ({ advice }: Record<"advice", string>) => advice,
  },
  "many-orphans": {
    severity: "caution",
    message: (p: { orphans: number; comments: number; share: string }) =>
      `${p.orphans} of ${plural(p.comments, "comment")} (${p.share}) answer comments that were deleted; they would become comments of their own.`,
    remedy:
      "Look at some of them; if moderators deleted what they answer, you don't have to do anything.",
  },
  "many-skipped": {
    severity: "caution",
    message: (p: { skipped: number; items: number; share: string }) =>
      `${p.skipped} of ${plural(p.items, "item")} (${p.share}) at the source are not comments by this program's rules, and would be skipped.`,
    remedy: "Check the reasons listed below.",
  },
  "more-than-a-free-day": {
    severity: "caution",
    message: ({ rows, limit }: { rows: number; limit: number }) =>
      `The migration writes about ${plural(rows, "row")}; a free Cloudflare account can write ${plural(limit, "row")} a day.`,
    remedy:
      "Use a paid plan for the month, or run it again on each of the following days: it resumes where it left off.",
  },
  "longer-than-a-job": {
    severity: "caution",
    message: "The migration takes longer than the six hours that a job can take.",
    remedy:
      "Divide it into shards, or run it repeatedly until it is done: see docs/large-sites.md.",
  },
});
