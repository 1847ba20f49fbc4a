import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  plural,
  printable,
  readableAddresses
} from "./failure-text+main+migrate-site+post+run-cli.js";
import {
  escapeHtml
} from "./ask-setup+main+migrate-site+post+run-cli.js";
import {
  MigrationError,
  defineMessages
} from "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import {
  external_exports
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/files/system-error.ts
var writeReasons = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EACCES: "permission was denied",
  EPERM: "permission was denied",
  EROFS: "the disk is read-only",
  ENOENT: "its folder can't be created",
  ENOTDIR: "a file is where its folder should be",
  EISDIR: "a folder is in its place",
  EEXIST: "something that is no folder is in its place",
  ELOOP: "it is a symbolic link that leads back to itself",
  ENAMETOOLONG: "the name is too long"
};
var readReasons = {
  ENOENT: "it is not there",
  ENOTDIR: "a file is where a folder should be",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ELOOP: "it is a symbolic link that leads back to itself"
};
function systemErrorCode(error) {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}
function writeReason(error) {
  return reasonOf(error, writeReasons);
}
function readReason(error) {
  return reasonOf(error, readReasons);
}
function reasonOf(error, reasons2) {
  const code = systemErrorCode(error);
  return code === void 0 ? void 0 : reasons2[code] ?? `the system reports ${code}`;
}

// src/report/wording.ts
function percent(rate) {
  return rate === null ? "–" : `${Math.floor(rate * 1e3) / 10}%`;
}
function duration(milliseconds) {
  const seconds = milliseconds / 1e3;
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
var sizes = ["byte", "kilobyte", "megabyte", "gigabyte"];
function dataSize(bytes) {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), sizes.length - 1);
  return (bytes / 1e3 ** step).toLocaleString("en-US", {
    style: "unit",
    unit: sizes[step],
    maximumFractionDigits: 1
  });
}
function dollars(amount2) {
  return amount2.toLocaleString("en-US", {
    style: "currency",
    currency: "USD",
    trailingZeroDisplay: "stripIfInteger"
  });
}
function minute(time2) {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*Z$/.exec(time2) ?? [];
  return day === void 0 ? time2 : `${day} ${clock} UTC`;
}
function place(location) {
  return `${location.file}:${location.line}`;
}
var mostNames = 5;
var maxName = 100;
function firstNames(names) {
  const shown = names.slice(0, mostNames).map((name) => name.slice(0, maxName));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en-US")} more, see report.html` : ""}`;
}

// src/report/part.ts
function partSettings({ asked }) {
  const names = Object.keys(asked);
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
function askedInWords({ asked }) {
  return Object.entries(asked).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : value}`).join("; ");
}
function partInNumbers({ chosen, others }) {
  const were = others === 1 ? "was" : "were";
  return `${inWords(chosen)} of ${inWords(chosen + others)} pages; ${inWords(others)} ${were} not asked for`;
}
function partOf({
  part
}) {
  return part === void 0 || part.others === 0 ? void 0 : part;
}
function isPartDone(report) {
  const { verdict, pages: pages2, shards = [] } = report;
  return partOf(report) !== void 0 && verdict === "partial" && pages2?.remaining === 0 && shards.every((shard) => shard.verdict !== null);
}
function inWords(count2) {
  return count2.toLocaleString("en-US");
}

// src/report/attention.ts
var severities = ["error", "warning", "notice"];
var subjects = ["stopped", "page", "finding"];
function attentionOf(report) {
  return grouped(
    occurrencesOf(report),
    ({ severity, about: about2, code, known }) => `${severity} ${about2} ${code} ${known}`
  ).map(groupOf).toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || Number(a.known === true) - Number(b.known === true) || subjects.indexOf(a.about) - subjects.indexOf(b.about) || placesIn(b) - placesIn(a)
  );
}
function kindOf({ severity, known }) {
  return known === void 0 ? severity : `${known ? "known" : "new"} ${severity}`;
}
function placesIn({ items }) {
  return items.reduce((sum, { places }) => sum + places.length, 0);
}
function occurrencesOf({ stoppedBy, failedPages = [], findings }) {
  return [
    ...stoppedBy === null ? [] : [{ ...nowhere, ...stoppedBy, severity: "error", about: "stopped" }],
    ...failedPages.map((page2) => ({ ...page2, severity: "error", about: "page" })),
    ...findings.map(
      ({ severity, code, message, remedy = null, pageId = null, location = null, known }) => ({
        severity,
        code,
        message,
        remedy,
        pageId,
        location,
        known,
        about: "finding",
        attempts: null
      })
    )
  ];
}
var nowhere = { pageId: null, location: null, attempts: null };
function groupOf(occurrences) {
  const [{ severity, about: about2, code, known }] = occurrences;
  const [first, ...others] = grouped(
    occurrences,
    ({ message, remedy }) => JSON.stringify([message, remedy])
  ).map(itemOf).toSorted((a, b) => b.places.length - a.places.length);
  return { severity, about: about2, code, known, items: [first ?? itemOf(occurrences), ...others] };
}
function itemOf(same) {
  const [{ message, remedy }, ...others] = same;
  return { message, remedy, places: [placeOf(same[0]), ...others.map(placeOf)] };
}
function placeOf({ pageId, location, attempts }) {
  return { pageId, location, attempts };
}
function grouped(items, keyOf) {
  return [...Map.groupBy(items, keyOf).values()].flatMap(
    ([first, ...others]) => first === void 0 ? [] : [[first, ...others]]
  );
}

// src/report/headline.ts
function headline(report) {
  const part = partOf(report);
  if (part === void 0 || report.mode === "dry-run") return verdictOf(report);
  return `Only a part of the site: ${partInNumbers(part)}. ${verdictOf(report)}`;
}
function verdictOf(report) {
  switch (report.mode) {
    case "migrate":
      return migrationHeadline(report);
    case "dry-run":
      return trialHeadline(report);
    case "verify":
      return verificationHeadline(report);
    case "rollback":
      return rollbackHeadline(report);
    case "archive":
      return archiveHeadline(report);
  }
}
function migrationHeadline(report) {
  switch (report.verdict) {
    case "complete":
      return completeHeadline(report);
    case "partial":
      return isPartDone(report) && !hasUnplaced(report) ? completeHeadline(report) : partialHeadline(report);
    case "failed":
      return failedHeadline(report);
  }
}
function verificationHeadline(report) {
  const { verdict, pages: pages2 } = report;
  switch (verdict) {
    case "verified":
      return verifiedHeadline(report);
    case "partial":
      return isPartDone(report) ? verifiedHeadline(report) : `${problemsInFront(report)}${partialHeadline(report)}`;
    case "known-problems":
      return `${problemsInFront(report)}${pages2.completed.toLocaleString("en-US")} of ${plural(pages2.total, "page")} match their source.`;
    case "failed":
      return pages2.failed === 0 ? `${problemsInFront(report)}${failedHeadline(report)}` : `${problemsInFront(report)}${plural(pages2.failed, "page")} of ${pages2.total} could not be verified: ${pages2.completed} match their source.`;
  }
}
function verifiedHeadline(report) {
  const { pages: pages2, comments, site } = report;
  if (report.differences.length > 0) return changedHeadline(report);
  if (pages2.withoutConversation > 0) {
    return `Verified: ${pages2.completed.toLocaleString("en-US")} of ${plural(pages2.total, "page")} match their source; it has no conversation for ${plural(pages2.withoutConversation, "page")}.`;
  }
  return `Verified: all ${plural(comments.extracted, "comment")} on ${plural(pages2.total, "page")} are in ${site.database}, each once, and match their source.`;
}
function problemsInFront({ baseline }) {
  if (baseline === void 0) return "";
  const { new: added, known } = baseline;
  const knownOnes = known.errors.toLocaleString("en-US");
  if (added.errors === 0) {
    return known.errors === 0 ? "" : `${plural(known.errors, "known problem")}, none new. `;
  }
  return `${plural(added.errors, "new problem")}, ${knownOnes} known. `;
}
function changedHeadline({ differences }) {
  const commentsBy = (cause) => new Set(differences.filter((one) => one.cause === cause).map(({ comment }) => comment)).size;
  const [source, target, other] = [
    commentsBy("source"),
    commentsBy("target"),
    commentsBy("wrong")
  ];
  const sentences = [
    ...source === 0 ? [] : [`${plural(source, "comment")} changed at the source since, for the next run to follow`],
    ...target === 0 ? [] : [`${plural(target, "comment")} changed in the target since`],
    ...other === 0 ? [] : [`${plural(other, "comment")} differ and were accepted`]
  ];
  return `Verified, nothing is wrong: ${sentences.join("; ")}.`;
}
function partialHeadline(report) {
  const { pages: pages2, site, shards = [], placement } = report;
  if (pages2.remaining === 0 && shards.some(({ verdict }) => verdict === null)) {
    return `Shards are missing: ${completedOf(report)} of the others are in ${site.database}.`;
  }
  const unplaced = placement?.unplaced ?? [];
  if (pages2.remaining === 0 && unplaced.length > 0) {
    const comments = unplaced.reduce((sum, one) => sum + one.comments, 0);
    return `Not all comments have a page: ${completedOf(report)} are in ${site.database}, ${plural(comments, "comment")} without a page ${comments === 1 ? "is" : "are"} not.`;
  }
  return `Stopped before the end: ${completedOf(report)} are in ${site.database}, ${pages2.remaining.toLocaleString("en-US")} remain.`;
}
function hasUnplaced({ placement }) {
  return placement !== void 0 && placement.unplaced.length > 0;
}
function nothingToMove({ placement }) {
  return placement === void 0 ? "There is nothing to move: no page shows a comment section." : "There is nothing to move: no conversation has a page on this site.";
}
function failedHeadline(report) {
  const { pages: pages2, stoppedBy } = report;
  if (pages2.total === 0 && stoppedBy === null) return nothingToMove(report);
  const of = completedOf(report);
  if (stoppedBy !== null) return `Stopped by a problem: ${of} are complete.`;
  if (pages2.failed === 0) return `Comments were skipped: ${of} are complete, see the errors.`;
  return `${plural(pages2.failed, "page")} failed: ${of} are complete.`;
}
function completedOf({ pages: pages2 }) {
  return `${pages2.completed.toLocaleString("en-US")} of ${plural(pages2.total, "page")}`;
}
function completeHeadline(report) {
  const { pages: pages2, comments, site, comparison } = report;
  if (pages2.total === 0) return nothingToMove(report);
  const { withoutConversation: without } = pages2;
  const count2 = without === 0 ? `all ${plural(pages2.total, "page")}` : completedOf(report);
  const all = `${count2} with ${plural(comments.imported, "comment")}`;
  const others = without === 0 ? "" : `; the source has no conversation for ${plural(without, "page")}`;
  const done = whatWasDone(report);
  if (done === void 0 && pages2.completedBefore === pages2.completed && without === 0) {
    return `Nothing to do: ${all} had been moved to ${site.database} before.`;
  }
  const isIncremental = comparison !== null && comparison.newlyCompleted.length === 0;
  if (isIncremental && done === void 0) {
    return `Nothing new: ${all} are in ${site.database} already, and nobody has written there since${others}.`;
  }
  if (isIncremental && pages2.completedBefore === 0) {
    return `${done}: ${all} are in ${site.database} now${others}.`;
  }
  return `${all.replace(/^a/, "A")} are in ${site.database}${others}.`;
}
function whatWasDone({ comments, changes }) {
  const applied = (kind) => changes.filter(
    (one) => one.kind === kind && (one.result === "applied" || one.result === "emptied")
  ).length;
  const [edited, removed] = [applied("edited"), applied("removed")];
  const parts = [
    ...comments.inserted === 0 ? [] : [`${plural(comments.inserted, "new comment")} moved`],
    ...edited === 0 ? [] : [`${plural(edited, "edit")} applied`],
    ...removed === 0 ? [] : [`${plural(removed, "removed comment")} taken out`]
  ];
  return parts.length === 0 ? void 0 : parts.join(", ");
}
function trialHeadline(report) {
  const { pages: pages2, site, trial, part: asked } = report;
  const part = partOf({ part: asked });
  const about2 = part === void 0 ? "" : ` for this part only (${partInNumbers(part)})`;
  const { judgement, cost, reasons: reasons2 } = trial;
  const problems = problemsInFront(report);
  const there = cost.alreadyThere === 0 ? "" : ` (${cost.alreadyThere.toLocaleString("en-US")} already there)`;
  const on = problems === "" ? plural(pages2.total, "page") : `${pages2.total - pages2.failed} of ${plural(pages2.total, "page")}`;
  const could = `${plural(cost.comments, "comment")} on ${on} can be moved to ${site.database}${there}`;
  switch (judgement) {
    case "go":
      return `GO${about2}: ${could}. Nothing was written.`;
    case "caution":
      return `CAUTION${about2}: ${problems}${could}, but read ${reasons2.length === 1 ? "the reason" : `the ${reasons2.length} reasons`} first. Nothing was written.`;
    case "no-go":
      return `NO-GO${about2}: ${problems}${problems === "" ? "c" : "C"}omments would be left behind. Nothing was written.`;
  }
}
function archiveHeadline({ verdict, site, archive }) {
  const { folder, comments, pages: pages2, written, removed } = archive;
  const has = `${folder} has ${plural(comments, "comment")} on ${plural(pages2, "page")}`;
  if (verdict === "failed") return `${has}, but the pull request failed.`;
  return written + removed === 0 ? `${has}, as readers see them in the database ${site.database}: nothing changed.` : `${has}, as readers see them in the database ${site.database} now.`;
}
function rollbackHeadline({ verdict, site, rollback }) {
  const all = plural(rollback.named, "moved comment");
  switch (verdict) {
    case "dry-run":
      return `Dry run, nothing was deleted: ${all} could be removed from ${site.database}.`;
    case "rolled-back":
      return rollback.repliesDeleted === 0 ? `${all} removed from ${site.database}; readers' own comments are still there.` : `${all} removed from ${site.database}, with ${plural(rollback.repliesDeleted, "reader reply", "reader replies")}.`;
    case "partial":
    case "failed":
      return `${rollback.deleted} of ${all} removed from ${site.database}.`;
  }
}

// src/report/attention-sections.ts
function needsAttention(report) {
  const title = "Needs your attention";
  const groups = attentionOf(report).filter(({ severity }) => severity !== "notice");
  if (groups.length === 0) return void 0;
  return { title, blocks: [{ kind: "problems", label: title, groups }] };
}
function goodToKnow(report) {
  const groups = attentionOf(report).filter(({ severity }) => severity === "notice");
  const all = groups.reduce((sum, group2) => sum + placesIn(group2), 0);
  if (all === 0) return void 0;
  return {
    title: `Good to know (${all.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [{ kind: "problems", label: "Good to know", groups }]
  };
}

// src/report/blocks.ts
function paragraph(...text2) {
  return { kind: "paragraph", text: text2 };
}
function list(items) {
  return { kind: "list", items };
}
function table(label, head, rows) {
  return { kind: "table", label, head, rows };
}

// src/report/baseline-section.ts
function baselineSection({ baseline }) {
  if (baseline === void 0 || !baseline.isThere) return void 0;
  const { file, new: added, known, gone } = baseline;
  const words3 = (are, { errors, warnings }) => `${are}: ${plural(errors, "error")}, ${plural(warnings, "warning")}.`;
  return {
    title: "Compared with the baseline",
    blocks: [
      paragraph(`${words3("New", added)} ${words3(`Known from ${file}`, known)}`),
      ...goneBlocks(file, gone)
    ]
  };
}
function goneBlocks(file, gone) {
  if (gone.length === 0) return [];
  const rows = gone.map(({ code, pageId, file: where, count: count2 }) => [
    code,
    pageId ?? "",
    where ?? "",
    count2
  ]);
  const words3 = gone.length === 1 ? `A known problem no longer occurs. Remove it from ${file}, so that the run fails if it comes back:` : `${gone.length} known problems no longer occur. Remove them from ${file}, so that the run fails if they come back:`;
  return [
    paragraph(words3),
    table("No longer in the site", ["Problem", "Page", "File", "Times"], rows)
  ];
}

// src/report/changes-section.ts
function changesSection({ changes = [], mode }) {
  if (changes.length === 0) return void 0;
  const isTrial = mode === "dry-run";
  const title = isTrial ? "Changes that would be followed" : "Changed at the source since";
  const head = [
    "Page",
    "Author",
    "Written",
    "Comment",
    isTrial ? "What would be done" : "What was done"
  ];
  const rows = changes.map((change) => [
    change.pageId,
    change.authorName,
    change.createdAt,
    change.comment,
    changeWords(change)
  ]);
  return { title, blocks: [table(title, head, rows)] };
}
function changeWords({ kind, result }) {
  return `${kind}${words[result]}`;
}
var words = {
  applied: "",
  emptied: ", its place stays for its replies",
  "changed-in-target": " at the source, but left: somebody has changed or hidden it in the target",
  "too-large": " at the source, but left: too large for one call to the database",
  "not-followed": " at the source, but left, as follow says"
};

// src/report/page-steps.ts
function pageSteps({ mode, pages: pages2, failedPages }) {
  const failedIn = (step) => failedPages.filter((page2) => page2.step === step).length;
  const isTrial = mode === "dry-run";
  const steps = [
    { step: "read", failed: failedIn("read") },
    ...mode === "verify" ? [] : [{ step: "checked", failed: failedIn("check") }],
    ...mode === "verify" || isTrial ? [] : [{ step: "written", failed: failedIn("import") }],
    ...isTrial ? [] : [{ step: "compared", failed: failedIn("verify") }]
  ];
  let left = pages2.total - pages2.remaining;
  return [
    { step: "found", pages: pages2.total, failed: 0 },
    ...steps.map(({ step, failed }) => {
      left -= failed;
      return { step, failed, pages: left };
    })
  ];
}

// src/report/time-buckets.ts
function timeBuckets(months, most) {
  const [first, last] = [months[0], months.at(-1)];
  if (first === void 0 || last === void 0) return [];
  const [from, to] = [monthNumber(first.month), monthNumber(last.month)];
  return to - from < most ? filled(months, from, to, monthNumber, monthLabel) : years(months, most);
}
function years(months, most) {
  const all = months.map(({ month }) => yearOf(month));
  const [from, to] = [Math.min(...all), Math.max(...all)];
  if (to - from < most) return filled(months, from, to, yearOf, String);
  return [...new Set(all)].flatMap((year) => filled(months, year, year, yearOf, String));
}
function filled(months, from, to, numberOf, labelOf) {
  const sums = /* @__PURE__ */ new Map();
  for (const { month, comments } of months) {
    const number = numberOf(month);
    if (number < from || number > to) continue;
    sums.set(number, (sums.get(number) ?? 0) + comments);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    label: labelOf(from + index),
    comments: sums.get(from + index) ?? 0
  }));
}
function yearOf(month) {
  return Number(month.slice(0, 4));
}
function monthNumber(month) {
  return yearOf(month) * 12 + Number(month.slice(5)) - 1;
}
function monthLabel(number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String(number % 12 + 1).padStart(2, "0")}`;
}

// src/report/chart-sections.ts
var mostBuckets = 24;
var mostPages = 10;
function pagesByStep(report) {
  if (report.pages === void 0 || report.pages.failed === 0) return void 0;
  const bars = pageSteps(report).map(({ step, pages: pages2, failed }) => ({
    name: step,
    value: pages2,
    lost: failed,
    shown: failed === 0 ? n(pages2) : `${n(pages2)}, ${n(failed)} failed here`
  }));
  return section("How far the pages came", { form: "bars", head: ["Step", "Pages"], bars });
}
function writtenByMonth({ months = [] }) {
  const buckets = timeBuckets(months, mostBuckets);
  if (buckets.length < 2) return void 0;
  const bars = buckets.map(({ label, comments }) => ({
    name: label,
    value: comments,
    shown: n(comments)
  }));
  return section("When the comments were written", {
    form: "columns",
    head: ["When", "Comments"],
    bars
  });
}
function largestPages({ pageList = [] }) {
  const bars = pageList.filter(({ comments }) => comments > 0).toSorted((a, b) => b.comments - a.comments).slice(0, mostPages).map(({ pageId, comments }) => ({ name: pageId, value: comments, shown: n(comments) }));
  return bars.length < 2 ? void 0 : section("Pages with the most comments", { form: "bars", head: ["Page", "Comments"], bars });
}
function timeByPhase({ phases, shards, mode }) {
  if (mode === "archive" || phases.every(({ durationMs }) => durationMs === 0)) return void 0;
  const title = "Where the time went";
  const bars = phases.map(({ phase, durationMs }) => ({
    name: phaseWords[phase],
    value: durationMs,
    shown: duration(durationMs)
  }));
  return section(shards === void 0 ? title : `${title}, all shards together`, {
    form: "bars",
    head: ["Phase", "Time"],
    bars
  });
}
var phaseWords = {
  scan: "Finding pages and sections",
  start: "Restoring the checkpoint, inspecting the database",
  read: "Reading comments",
  import: "Writing and comparing",
  finish: "Finishing"
};
function section(title, chart) {
  return { title, isDetail: true, blocks: [{ kind: "chart", label: title, ...chart }] };
}
function n(number) {
  return number.toLocaleString("en-US");
}

// src/report/completed-earlier.ts
function completedEarlier({ pages: pages2, comparison }) {
  return Math.max(pages2.completedBefore, comparison?.completedThen ?? 0);
}

// src/report/checkpoint-section.ts
function checkpointSection(report, kept) {
  if (report.mode === "archive") return void 0;
  return {
    title: "Checkpoint and sources",
    blocks: [
      list([
        memorySentence(report),
        ...report.checkpoint.notes,
        ...kept,
        discoverySentence(report),
        addressSentence(report)
      ])
    ]
  };
}
function memorySentence(report) {
  if (report.shards !== void 0) {
    return `Merged from the reports of ${plural(report.shards.length, "shard")}, each with a checkpoint of its own.`;
  }
  switch (report.mode) {
    case "migrate":
      return checkpointSentence(report);
    case "dry-run":
      return "A dry run uses no checkpoint.";
    case "verify":
      return "A verification uses no checkpoint.";
    case "rollback":
      return "A rollback uses no checkpoint.";
  }
}
function checkpointSentence(report) {
  const { checkpoint, pages: pages2 } = report;
  const before = completedEarlier(report);
  const all = pages2.completedBefore < before ? " All were read again for what is new." : "";
  const skipped = `${plural(before, "page")} had already been completed.${all}`;
  switch (checkpoint.source) {
    case "none":
      return "This run used no checkpoint.";
    case "new":
      return "No checkpoint of an earlier run was found; this run started a new one.";
    case "file":
      return `Resumed from ${checkpoint.file}: ${skipped}`;
    case "cache":
      return `Resumed from the Actions cache: ${skipped}`;
    case "artifact":
      return `Resumed from an artifact of an earlier attempt or run: ${skipped}`;
    case "ledger":
      return `No checkpoint was found, so progress was read from the database itself: ${skipped}`;
  }
}
function discoverySentence({ scan }) {
  return {
    build: "Comment sections are those of the site as Hugo builds it.",
    "built-site": "Comment sections are those of a site that was built before.",
    content: "Comment sections were found in content files alone, without a built site."
  }[scan.discoveredBy];
}
function addressSentence({ scan }) {
  return {
    hugo: "Page addresses are Hugo's own.",
    "built-site": "Page addresses are those of the built files."
  }[scan.resolvedBy];
}

// src/report/cloudflare-prices.ts
var million = 1e6;
var gigabyte = 1e9;
var cloudflarePrices = {
  asOf: "November 2026",
  d1: {
    freeDay: { rowsWritten: 1e5, rowsRead: 5 * million },
    /** Of one database, and of all together. */
    freeBytes: { ofDatabase: gigabyte / 2, ofAll: 5 * gigabyte }
  },
  /** The Workers Paid plan. */
  paid: {
    month: 5,
    included: { rowsWritten: 50 * million, rowsRead: 25e3 * million, bytes: 5 * gigabyte },
    rowsWritten: 1 / million,
    rowsRead: 1e-3 / million,
    /** A month. */
    bytes: 0.75 / gigabyte
  },
  r2: {
    /** A month, whatever the plan. */
    included: { bytes: 10 * gigabyte, writes: million },
    bytes: 0.015 / gigabyte,
    /** Operations of class A. */
    writes: 4.5 / million
  }
};

// src/report/cloudflare-section.ts
function cloudflareSection({ cloudflare: use, mode, site }) {
  if (use === void 0 || !isCounted(use)) return void 0;
  const isTrial = mode === "dry-run";
  const isLocal = site.databaseIs === "local";
  return {
    title: isTrial || isLocal ? "What it would cost at Cloudflare" : "What this run cost at Cloudflare",
    blocks: [
      paragraph(
        ...isLocal ? ["A local database costs nothing; this is what the same takes at Cloudflare. "] : [],
        freePlan(use, isTrial)
      ),
      usage(use, isTrial),
      paragraph(
        `${paidPlan(use)} Prices as of ${cloudflarePrices.asOf}; other use of the account counts, too.`
      )
    ]
  };
}
function isCounted({ rowsWritten, rowsRead, databaseBytes, bytesAdded, media }) {
  return [rowsWritten, rowsRead, databaseBytes, bytesAdded, media].some((part) => part !== null);
}
function freePlan(use, isTrial) {
  const { rowsWritten, rowsRead } = use;
  const size = sizeAfter(use);
  if (size !== null && size > d1.freeBytes.ofDatabase) {
    return doubt(
      `The database is larger than the ${dataSize(d1.freeBytes.ofDatabase)} that the free plan allows: it needs the Workers Paid plan.`
    );
  }
  if (beyondR2(use) > 0) return doubt("The files are more than R2 includes.");
  if (rowsWritten === null) {
    return doubt(
      isTrial ? "How many rows the migration writes is not known, because its import was not tried in memory." : "D1 did not report how many rows were written."
    );
  }
  const days = Math.ceil(
    Math.max(rowsWritten / d1.freeDay.rowsWritten, (rowsRead ?? 0) / d1.freeDay.rowsRead)
  );
  if (days > 1) {
    return doubt(
      isTrial ? `On the free plan it takes about ${plural(days, "day")}: D1 stops the run when the day's rows are used up, and a run after 00:00 UTC resumes where it left off.` : `More than one day of the free plan allows: ${plural(days, "day")}.`
    );
  }
  return { tone: "good", text: "It fits into one day of the free plan, and so costs nothing." };
}
function usage(use, isTrial) {
  const about2 = (count2) => count2 === null ? "unknown" : `${isTrial ? "about " : ""}${n2(count2)}`;
  const { rowsWritten, rowsRead, media } = use;
  const rows = [
    ["Rows written, with indexes", about2(rowsWritten), `${n2(d1.freeDay.rowsWritten)} a day`],
    ["Rows read", about2(rowsRead), `${n2(d1.freeDay.rowsRead)} a day`],
    [
      "Size of the database",
      sizeInWords(use),
      `${dataSize(d1.freeBytes.ofDatabase)}, and ${dataSize(d1.freeBytes.ofAll)} for all databases`
    ],
    ...media === null ? [] : [
      [
        "Files put into R2",
        media.bytes === null ? `${plural(media.files, "file")}, of a size that is not known yet` : `${plural(media.files, "file")}, ${dataSize(media.bytes)}`,
        `${dataSize(r2.included.bytes)}, and ${n2(r2.included.writes)} writes a month`
      ]
    ]
  ];
  return table("Use of Cloudflare", ["What", isTrial ? "The migration" : "This run", "Free"], rows);
}
function sizeInWords(use) {
  const { databaseBytes, bytesAdded } = use;
  const size = sizeAfter(use);
  if (bytesAdded === null) return databaseBytes === null ? "unknown" : dataSize(databaseBytes);
  const grows = `about ${dataSize(bytesAdded)} more`;
  return size === null ? grows : `${grows}, then ${dataSize(size)}`;
}
function paidPlan(use) {
  const { rowsWritten, rowsRead } = use;
  const { included } = paid;
  const once = beyond(rowsWritten, included.rowsWritten) * paid.rowsWritten + beyond(rowsRead, included.rowsRead) * paid.rowsRead + beyond(use.media?.files ?? null, r2.included.writes) * r2.writes;
  const monthly = beyond(sizeAfter(use), included.bytes) * paid.bytes + beyond(use.media?.bytes ?? null, r2.included.bytes) * r2.bytes;
  const plan = `The Workers Paid plan (${dollars(paid.month)} a month)`;
  if (once + monthly === 0) return `${plan} includes all of it.`;
  return `${plan} includes most of it: the rest costs about ${dollars(once)} once and ${dollars(monthly)} a month.`;
}
function beyondR2({ media }) {
  if (media === null) return 0;
  return beyond(media.files, r2.included.writes) + beyond(media.bytes, r2.included.bytes);
}
var { d1, paid, r2 } = cloudflarePrices;
function beyond(used, included) {
  return Math.max(0, (used ?? 0) - included);
}
function sizeAfter({ databaseBytes, bytesAdded }) {
  return databaseBytes === null ? null : databaseBytes + (bytesAdded ?? 0);
}
function doubt(text2) {
  return { tone: "doubt", text: text2 };
}
function n2(count2) {
  return count2.toLocaleString("en-US");
}

// src/report/comparison-section.ts
var mostNamed = 5;
function comparisonSection({ comparison }) {
  if (!comparison) return void 0;
  return { title: titleOf(comparison), blocks: [list(sentencesOf(comparison))] };
}
function sentencesOf(comparison) {
  const { newlyCompleted, newlyFailed, stillFailed, newComments, gone } = comparison;
  const comments = newComments.reduce((sum, { comments: comments2 }) => sum + comments2, 0);
  const sentences = [
    about(newlyCompleted, (pages2) => `${pages2} newly completed`),
    about(newlyFailed, (pages2) => `${pages2} newly failed`),
    about(stillFailed, (pages2) => `${pages2} failed again`),
    about(
      newComments.map(({ pageId, comments: comments2 }) => `${pageId} (${comments2})`),
      // New at the source, or moved again after a rollback.
      (pages2) => `${plural(comments, "comment")} moved, on ${pages2}`
    ),
    about(
      gone,
      (pages2) => `${pages2} without comment section now, moved before and left as they are`
    )
  ].flatMap((sentence) => sentence ?? []);
  return sentences.length > 0 ? sentences : ["Nothing: no page and no comment is new."];
}
function titleOf({ previousRunAt }) {
  return previousRunAt === null ? "Since the run before" : `Since the run of ${previousRunAt.slice(0, 10)} ${previousRunAt.slice(11, 16)} UTC`;
}
function about(pages2, words3) {
  if (pages2.length === 0) return void 0;
  const named = pages2.slice(0, mostNamed).join(", ");
  const more = pages2.length - mostNamed;
  return `${words3(plural(pages2.length, "page"))}: ${named}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""}.`;
}

// src/report/conversations-section.ts
function conversationsSection({ conversations = [], mode }) {
  const [first, ...others] = conversations;
  if (first === void 0) return void 0;
  const isTrial = mode === "dry-run";
  const words3 = isTrial ? "As the new comment system would show them, read back from the copy in memory into which this dry run imported them." : "As the new comment system has them, read back from the database.";
  return {
    title: isTrial ? "How readers would see it" : "How readers see it",
    blocks: [
      paragraph(words3),
      ...blocksOf(first),
      ...others.length === 0 ? [] : [
        {
          kind: "details",
          title: `${plural(others.length, "more conversation")}`,
          blocks: others.flatMap(blocksOf)
        }
      ]
    ]
  };
}
function blocksOf({ pageId, title, comments, shown }) {
  return [
    { kind: "heading", text: title === "" ? pageId : `${title}, ${pageId}` },
    { kind: "conversation", comments: shown, more: comments - shown.length }
  ];
}

// src/report/differences-section.ts
function differencesSection({ differences = [] }) {
  if (differences.length === 0) return void 0;
  const title = "Differences";
  const head = ["Page", "Comment", "What", "Why", "At its source", "In the target"];
  const rows = differences.map((difference) => [
    difference.pageId,
    difference.comment,
    differenceWords(difference),
    causes[difference.cause],
    { quote: difference.expected ?? "" },
    { quote: difference.found ?? "" }
  ]);
  return { title, blocks: [table(title, head, rows)] };
}
function differenceWords({ kind, seenBy }) {
  return `${words2[kind]}${seenBy === "api" ? ", as readers see it" : ""}`;
}
var causes = {
  source: { tone: "doubt", text: "changed at its source since" },
  target: { tone: "doubt", text: "changed in the target since" },
  wrong: { tone: "bad", text: "wrong" }
};
var words2 = {
  missing: "is not in the target",
  deleted: "was deleted since",
  removed: "is still there",
  "not-shown": "is not shown",
  duplicated: "is shown more than once",
  "not-in-ledger": "is not in the ledger",
  page: "is on another page",
  author: "has another author",
  text: "has another text",
  time: "has another time",
  parent: "answers another comment"
};

// src/report/next-steps.ts
var mostRemedies = 3;
var runAgain = "Run it again (“Re-run failed jobs”, or start the workflow anew)";
function nextSteps(report) {
  switch (report.mode) {
    case "migrate":
      return stepsAfterMigration(report);
    case "dry-run":
      return stepsAfterTrial(report);
    case "verify":
      return stepsAfter(report, [
        report.differences.some(({ cause }) => cause === "source") ? "Run mode: migrate again: it brings to the target what changed at the source. The old widget of those pages stays until then." : "Replace the old widget, if that has not been done yet."
      ]);
    case "rollback":
      return stepsAfter(report, [
        report.verdict === "dry-run" ? "If this is what you expect, run it with mode: rollback." : "A new migration moves all comments again: run it with mode: migrate."
      ]);
    case "archive":
      return stepsAfterArchive(report);
  }
}
function stepsAfterArchive(report) {
  if (report.verdict === "failed") return [...remedies(report), "Then run it again."];
  const { written, removed, pullRequest } = report.archive;
  if (pullRequest !== null) return ["Look at the pull request, then merge it."];
  return written + removed === 0 ? ["You don't have to do anything: the folder is as it was."] : ["Commit the folder, then publish the site as usual."];
}
function stepsAfterMigration(report) {
  switch (report.verdict) {
    case "complete":
      return stepsAfterAll(report);
    case "partial":
      if (isPartDone(report)) return stepsAfterPart(report);
      return [
        ...report.pages.remaining === 0 ? remedies(report) : [],
        `${runAgain}: it resumes where it left off.`
      ];
    case "failed":
      return [
        ...remedies(report),
        `${runAgain}: completed pages are skipped, failed ones are tried again.`
      ];
  }
}
function stepsAfterPart(report) {
  const part = partOf(report);
  const unplaced = report.placement?.unplaced ?? [];
  const replaced = stepsAfterReplacement(report.replacement);
  const look = report.mode === "migrate" && replaced.length === 0 ? ["Look at the pages of this part in the new comment system."] : replaced;
  if (part === void 0) return look;
  const others = plural(part.others, "other page");
  return [
    ...look,
    ...unplaced.length > 0 ? remedies(report) : [],
    report.mode === "migrate" ? `Run it again without ${partSettings(part)}: it moves the comments of the ${others}, and skips the pages that are complete.` : `To verify the ${others} as well, run it again without ${partSettings(part)}.`
  ];
}
function stepsAfterAll(report) {
  const replaced = stepsAfterReplacement(report.replacement);
  if (replaced.length > 0) return replaced;
  if (report.pages.total === 0) return remedies(report);
  return [
    "Look at a few pages in the new comment system, then replace the old widget: the setting replace does that, or says what to change.",
    report.pages.completedBefore > 0 ? "Pages that an earlier run completed were not read again. Run it once more just before you replace the widgets: it reads all pages again, and brings what is new, edited or removed since." : "Readers may still be commenting: run it once more just before you replace the widgets. It reads all pages again, and brings what is new, edited or removed since."
  ];
}
function stepsAfter(report, done) {
  switch (report.verdict) {
    case "failed":
      return [...remedies(report), "Then run it again."];
    case "partial":
      if (report.mode === "verify" && isPartDone(report)) return stepsAfterPart(report);
      return [`${runAgain}: it reads all pages again.`];
    case "known-problems":
      return [...remedies(report), "Nothing is new, so this run does not fail."];
    case "verified":
    case "dry-run":
    case "rolled-back": {
      const replaced = stepsAfterReplacement(report.replacement);
      return replaced.length > 0 ? replaced : done;
    }
  }
}
function stepsAfterTrial({ trial, part }) {
  const steps = [...new Set(trial.reasons.map(({ remedy }) => remedy))];
  const how = part === void 0 ? "" : ` and the same ${partSettings(part)}`;
  switch (trial.judgement) {
    case "go":
      return [`Run it with mode: migrate${how}.`];
    case "caution":
      return [...steps, `If you agree, run it with mode: migrate${how}.`];
    case "no-go":
      return [...steps, "Then make another dry run."];
  }
}
function stepsAfterReplacement(done) {
  if (done === void 0 || done.dryRun) return [];
  if (done.files.length === 0) {
    return done.pullRequest === null ? [] : ["Merge the pull request: it has files of the comments and changes no page."];
  }
  const look = "Look at a few of the pages as Hugo builds them now";
  if (done.to === "working-tree") return [`${look}, then commit the changed files.`];
  return done.pullRequest === null ? [] : [`${look}, then merge the pull request.`];
}
function remedies(report) {
  const all = attentionOf(report).filter(({ severity }) => severity !== "notice").flatMap(({ items: [{ remedy }] }) => remedy ?? []);
  const first = [...new Set(all)].slice(0, mostRemedies);
  return first.length > 0 ? first : ["Fix the problems listed above."];
}

// src/report/replacement-section.ts
function replacementSection({ replacement: done }) {
  if (done === void 0) return void 0;
  const { pullRequest, files } = done;
  const label = "Files with the old shortcodes";
  const rows = files.map((file) => [file]);
  return {
    title: "The old shortcodes",
    blocks: [
      paragraph(sentencesOf2(done).join(" ")),
      ...pullRequest === null ? [] : [paragraph(...linkTo(pullRequest))],
      ...files.length === 0 ? [] : [
        {
          kind: "details",
          title: `Files (${files.length.toLocaleString("en-US")})`,
          blocks: [table(label, ["File"], rows)]
        }
      ]
    ]
  };
}
function sentencesOf2(done) {
  const { dryRun, removed, kept, files } = done;
  const taken = dryRun ? "would be" : removed === 1 ? "was" : "were";
  return [
    replacedSentence(done),
    ...removed === 0 || files.length === 0 ? [] : [
      `${removed} more ${taken} removed: a page shows its comments once, where its first section was.`
    ],
    ...kept === 0 ? [] : [
      `${plural(kept, "place still shows", "places still show")} the old comments; see the findings for the reason.`
    ]
  ];
}
function replacedSentence({
  to,
  dryRun,
  replaced,
  files,
  pullRequest
}) {
  const what = `${plural(replaced, "old shortcode")}`;
  const where = `in ${plural(files.length, "file")}`;
  if (files.length === 0) return `No old shortcode ${dryRun ? "would be" : "was"} replaced.`;
  if (dryRun) return `${what} would be replaced ${where}.`;
  const were = replaced === 1 ? "was" : "were";
  if (to === "working-tree") return `${what} ${were} replaced ${where} of the working tree.`;
  return pullRequest === null ? `${what} could be replaced ${where}, but there is no pull request; see the findings for the reason.` : `${what} ${were} replaced ${where} in a pull request.`;
}
function linkTo({ state, number, url }) {
  const words3 = {
    created: "Pull request created",
    updated: "Pull request updated",
    unchanged: "The pull request already has these changes"
  }[state];
  return [`${words3}: `, { link: `#${number}`, address: url }];
}

// src/report/overview-section.ts
function overview(report) {
  return {
    title: headline(report),
    blocks: [
      paragraph([siteSentence(report), ...partSentences(report), timeSentence(report)].join(" ")),
      ...numberBlocks(report)
    ]
  };
}
function numberBlocks(report) {
  switch (report.mode) {
    case "rollback":
      return rollbackBlocks(report.rollback);
    case "archive":
      return archiveBlocks(report.archive);
    default:
      return numbers(report);
  }
}
function siteSentence({ mode, site, archive }) {
  if (mode === "archive") {
    return `From the ${site.databaseIs} database ${site.database} to the folder ${archive.folder}.`;
  }
  return `Site ${site.siteName}, from ${site.source} to the ${site.databaseIs} database ${site.database}.`;
}
function partSentences({ part }) {
  if (part === void 0) return [];
  return [`Asked for: ${askedInWords(part)} (${partInNumbers(part)}).`];
}
function timeSentence({ finishedAt, durationMs }) {
  return `Finished ${finishedAt.slice(0, 10)} at ${finishedAt.slice(11, 16)} UTC after ${duration(durationMs)}.`;
}
function numbers(report) {
  const { pages: pages2, progressRate: rate, mode } = report;
  const done = (pages2.total - pages2.remaining).toLocaleString("en-US");
  const words3 = `${done} of ${plural(pages2.total, "page")} ${mode === "dry-run" ? "read" : "processed"}`;
  return [
    { kind: "progress", rate, words: words3 },
    { kind: "figures", figures: figuresOf(report) }
  ];
}
function figuresOf(report) {
  const { pages: pages2, comments, successRate } = report;
  const found = {
    name: "Pages with comments",
    value: pages2.total,
    note: `${pages2.remaining.toLocaleString("en-US")} remaining`
  };
  const failed = {
    name: "Pages failed",
    value: pages2.failed,
    note: pages2.withoutConversation === 0 ? `${percent(successRate)} of those processed succeeded` : `${pages2.withoutConversation.toLocaleString("en-US")} without a conversation`
  };
  const read = {
    name: "Comments read",
    value: comments.extracted,
    note: comments.failed === 0 ? "" : `${comments.failed.toLocaleString("en-US")} on failed pages`
  };
  switch (report.mode) {
    case "dry-run":
      return [found, failed, read];
    case "verify":
      return [found, { name: "Pages verified", value: pages2.completed, note: "" }, failed, read];
    case "migrate":
      return [
        found,
        {
          name: "Pages complete",
          value: pages2.completed,
          note: `${completedEarlier(report).toLocaleString("en-US")} of them before`
        },
        failed,
        read,
        {
          name: "Comments moved",
          value: comments.imported,
          note: `${comments.inserted.toLocaleString("en-US")} by this run`
        }
      ];
  }
}
function archiveBlocks(archive) {
  const { pages: pages2, comments, written, unchanged, removed, hidden, withoutPage, pullRequest } = archive;
  const number = (value) => value.toLocaleString("en-US");
  const figures = [
    { name: "Pages in the archive", value: pages2, note: "" },
    { name: "Comments", value: comments, note: "" },
    { name: "Files written", value: written, note: `${number(unchanged)} unchanged` },
    { name: "Files removed", value: removed, note: "" },
    {
      name: "Comments left out",
      value: hidden + withoutPage,
      note: `${number(hidden)} hidden, ${number(withoutPage)} of unknown pages`
    }
  ];
  return [
    { kind: "figures", figures },
    ...pullRequest === null ? [] : [paragraph(...linkTo(pullRequest))]
  ];
}
function rollbackBlocks(rollback) {
  const sentences = rollbackSentences(rollback);
  return sentences.length === 0 ? [] : [list(sentences)];
}
function rollbackSentences(rollback) {
  const { goneBefore, repliesKept, repliesDeleted, attachments } = rollback;
  return [
    ...goneBefore === 0 ? [] : [`${plural(goneBefore, "moved comment")} had been deleted before.`],
    ...repliesKept === 0 ? [] : [
      `${plural(repliesKept, "reader comment")} that answered moved ones kept as comments of their own.`
    ],
    ...repliesDeleted === 0 ? [] : [`${plural(repliesDeleted, "reader comment")} below moved ones also deleted.`],
    ...Object.entries(attachments).map(
      ([table3, rows]) => `${plural(rows, "row")} of ${table3} deleted with their comments.`
    )
  ];
}

// src/report/page-list-section.ts
function pageListSection({ pageList = [] }) {
  if (pageList.length === 0) return void 0;
  const rows = pageList.map(({ pageId, title, state, comments, location }) => [
    pageId,
    title,
    { tone: stateTones[state], text: stateWords[state] },
    comments,
    { place: location }
  ]);
  return {
    title: `All pages (${pageList.length.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [table("All pages", ["Page", "Title", "State", "Comments", "Section at"], rows)]
  };
}
var stateWords = {
  completed: "complete",
  "completed-before": "complete before",
  "without-conversation": "without a conversation",
  failed: "failed",
  remaining: "remaining",
  readable: "readable",
  verified: "verified",
  outdated: "older than its source"
};
var stateTones = {
  completed: "good",
  "completed-before": "good",
  "without-conversation": "doubt",
  failed: "bad",
  remaining: "doubt",
  readable: "good",
  verified: "good",
  outdated: "doubt"
};

// src/report/placement-section.ts
function unplacedSection({ placement }) {
  const unplaced = placement?.unplaced ?? [];
  if (unplaced.length === 0) return void 0;
  const comments = unplaced.reduce((sum, one) => sum + one.comments, 0);
  const rows = unplaced.map(({ from, title, comments: own, proposals }) => [
    from,
    title,
    own,
    { names: proposals.map(({ pageId, because }) => `${pageId} (${because})`) }
  ]);
  return {
    title: `Comments without a page (${comments.toLocaleString("en-US")})`,
    blocks: [
      paragraph(
        `The site has no page for ${plural(unplaced.length, "conversation")}, so that their comments are not moved. What is only alike is a proposal and moves nothing: look it over in comment-migration.urls.csv beside this report, and commit that file.`
      ),
      table("Comments without a page", ["Address", "Title", "Comments", "Proposals"], rows)
    ]
  };
}
function placementSection({ placement }) {
  if (placement === void 0) return void 0;
  const { matched, gone } = placement;
  const rows = matched.map(({ from, pageId, by, comments }) => [
    from,
    pageId,
    byWords[by],
    comments
  ]);
  const [first, ...more] = [
    ...gone.length === 0 ? [] : [
      table(
        "Without a page on purpose",
        ["Address", "Title", "Comments"],
        gone.map(({ from, title, comments }) => [from, title, comments])
      )
    ],
    ...matched.length === 0 ? [] : [table("Matched", ["Address", "Page", "Found by", "Comments"], rows)]
  ];
  if (first === void 0) return void 0;
  const count2 = matched.length.toLocaleString("en-US");
  return {
    title: `How conversations found their pages (${count2})`,
    isDetail: true,
    blocks: [first, ...more]
  };
}
var byWords = {
  address: "its address",
  alias: "a former address (alias)",
  identifier: "the widget’s identifier",
  table: "the table of addresses"
};

// src/report/readable-sections.ts
function readableSection({ blocks: [first, ...others], ...section2 }) {
  return {
    ...section2,
    title: readableAddresses(section2.title),
    blocks: [block(first), ...others.map(block)]
  };
}
function block(one) {
  switch (one.kind) {
    case "paragraph":
      return { ...one, text: one.text.map(inline) };
    case "heading":
      return { ...one, text: readableAddresses(one.text) };
    case "list":
      return { ...one, items: one.items.map(readableAddresses) };
    case "table":
      return { ...one, rows: one.rows.map((row2) => row2.map(inline)) };
    case "chart":
      return { ...one, bars: one.bars.map((bar) => ({ ...bar, name: readableAddresses(bar.name) })) };
    case "problems":
      return { ...one, groups: one.groups.map(group) };
    case "details":
      return { ...one, title: readableAddresses(one.title), blocks: one.blocks.map(block) };
    case "command":
    case "conversation":
    case "figures":
    case "progress":
      return one;
  }
}
function inline(text2) {
  if (typeof text2 === "string") return readableAddresses(text2);
  if (typeof text2 === "number") return text2;
  if ("tone" in text2) return { ...text2, text: readableAddresses(text2.text) };
  if ("names" in text2) return { names: text2.names.map(readableAddresses) };
  return text2;
}
function group({ items: [first, ...others], ...rest }) {
  return { ...rest, items: [item(first), ...others.map(item)] };
}
function item({ message, remedy, places: [first, ...others] }) {
  return {
    message: readableAddresses(message),
    remedy: remedy === null ? null : readableAddresses(remedy),
    places: [place2(first), ...others.map(place2)]
  };
}
function place2(one) {
  return { ...one, pageId: one.pageId === null ? null : readableAddresses(one.pageId) };
}

// src/report/replies-section.ts
function repliesSection({ rollback }) {
  if (rollback === void 0 || rollback.replies.length === 0) return void 0;
  const title = "Replies of readers to moved comments";
  const rows = rollback.replies.map(({ commentId, page: page2, authorName, isDirect }) => [
    page2,
    String(commentId),
    authorName,
    isDirect ? "a moved comment" : "a reader's reply"
  ]);
  return { title, blocks: [table(title, ["Page", "Comment", "Author", "Answers"], rows)] };
}

// src/report/verdict-mark.ts
var verdictMarks = {
  complete: "✅",
  partial: "⏸️",
  failed: "❌",
  "dry-run": "🔍",
  verified: "✅",
  "known-problems": "🟡",
  "rolled-back": "↩️",
  archived: "✅"
};
var toneOfVerdict = {
  complete: "good",
  partial: "doubt",
  failed: "bad",
  "dry-run": "good",
  verified: "good",
  "known-problems": "doubt",
  "rolled-back": "good",
  archived: "good"
};
var judgementMarks = {
  go: "🟢",
  caution: "🟡",
  "no-go": "🔴"
};
var judgementTones = {
  go: "good",
  caution: "doubt",
  "no-go": "bad"
};
function verdictMark({ verdict, trial }) {
  return trial === void 0 ? verdictMarks[verdict] : judgementMarks[trial.judgement];
}
function toneOf({ verdict, trial }) {
  return trial === void 0 ? toneOfVerdict[verdict] : judgementTones[trial.judgement];
}
function verdictWord({ verdict, trial }) {
  return trial === void 0 ? verdict : `dry run: ${trial.judgement}`;
}

// src/report/shards-section.ts
function shardsSection({ shards }) {
  if (shards === void 0) return void 0;
  const head = ["Shard", "State", "Pages", "Completed", "Failed", "Remaining", "Checkpoint"];
  const rows = shards.map(({ number, of, verdict, pages: pages2, checkpoint }) => [
    `${number}/${of}`,
    stateOf(verdict),
    pages2?.total ?? "",
    pages2?.completed ?? "",
    pages2?.failed ?? "",
    pages2?.remaining ?? "",
    checkpoint === null ? "none" : `${checkpoint.status}, ${plural(checkpoint.completedPages, "page")}`
  ]);
  return {
    title: `All shards (${shards.length})`,
    isDetail: true,
    blocks: [table("Shards", head, rows)]
  };
}
function stateOf(verdict) {
  return verdict === null ? { tone: "doubt", text: "no report" } : { tone: toneOfVerdict[verdict], text: verdict };
}

// src/report/skipped-section.ts
function skippedSection({ skipped = [] }) {
  if (skipped.length === 0) return void 0;
  const title = "Skipped: not comments";
  const all = skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  const rows = skipped.map(({ pageId, reason, sourceIds }) => [
    pageId,
    reason,
    sourceIds.length,
    { names: sourceIds }
  ]);
  return {
    title: `${title} (${all.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [table(title, ["Page", "Why", "Items", "Ids"], rows)]
  };
}

// src/report/trial-sections.ts
function trialSections({ trial }) {
  if (trial === void 0) return [];
  const [first, ...others] = trial.samples.flatMap(sampleBlocks);
  return [
    { title: "Why", blocks: [reasons(trial)] },
    {
      title: "What the migration would take",
      blocks: [list(costSentences(trial)), paragraph(proofSentence(trial))]
    },
    ...first === void 0 ? [] : [
      {
        title: `Sample comments, before and after (${trial.samples.length})`,
        isDetail: true,
        blocks: [first, ...others]
      }
    ]
  ];
}
function reasons({ reasons: all }) {
  if (all.length === 0) {
    return paragraph(
      "Every page could be read, every comment passed the checks, and there is no error or warning."
    );
  }
  const rows = all.map(({ judgement, message, remedy }) => [
    { tone: judgement === "no-go" ? "bad" : "doubt", text: judgement },
    message,
    remedy
  ]);
  return table("Reasons", ["Judgement", "Why", "What to do"], rows);
}
function costSentences({ cost }) {
  return [
    `About ${duration(cost.durationMs)}, as long as the source and the database are as fast as now.`,
    `${plural(cost.sourceRequests, "request")} to the source, as in this dry run.`,
    `${plural(cost.databaseCalls, "call")} to the database.`
  ];
}
function proofSentence({ proof }) {
  const asked = `The dry run sent ${plural(proof.databaseCalls, "call")} to the database, of reading statements only`;
  return proof.rowsWritten === null ? `${asked}; any other would have been refused before it was sent.` : `${asked}; the database itself counted ${plural(proof.rowsWritten, "written row")}.`;
}
function sampleBlocks({ kind, pageId, before, after }) {
  const name = sampleWords[kind];
  const head = ["Part", "At its source", "In the new comment system"];
  return [
    { kind: "heading", text: `${name}, on ${pageId}` },
    table(`${name}, before and after`, head, [
      ["Page", pageId, after.page],
      ["Author", before.authorId, after.authorName],
      ["Time", before.sentAt, after.createdAt],
      ["Answers", before.replyTo ?? "", after.parentSourceId ?? ""],
      ["Text", { quote: before.body }, { quote: after.content }]
    ])
  ];
}
var sampleWords = {
  plain: "A comment",
  changed: "A comment whose text changes",
  media: "A picture or file",
  edited: "An edited comment",
  reply: "A reply"
};

// src/report/way-back-section.ts
var inGeneral = {
  clause: "run it again with mode: rollback (in a terminal: hugo-comment-migration rollback, with the same flags). With mode: rollback-dry-run it shows first what would be deleted."
};
function wayBackSection(report, words3 = inGeneral) {
  const [first, ...others] = [
    ...canBeRolledBack(report) ? rollBackBlocks(words3) : [],
    ...report.wayBack ? restoreBlocks(report.wayBack, report) : []
  ];
  return first === void 0 ? void 0 : { title: "Way back", blocks: [first, ...others] };
}
function canBeRolledBack({ mode, wayBack, comments, failedPages = [] }) {
  if (mode !== "migrate") return false;
  const isWritten = failedPages.some(({ step }) => step === "verify" || step === "import");
  return Boolean(wayBack) || isWritten || comments.imported > 0;
}
function rollBackBlocks(words3) {
  const what = "To remove only the moved comments, and keep what readers have written since";
  return "command" in words3 ? [paragraph(`${what}:`), { kind: "command", command: words3.command }] : [paragraph(`${what}, ${words3.clause}`)];
}
function restoreBlocks(wayBack, { shards }) {
  const before = shards === void 0 ? ofOneJob(wayBack) : "these shards";
  const sentences = [
    `This command restores the whole database to its state before the first write of ${before}; comments that readers have written since are lost, too.`,
    "Cloudflare keeps that state for 30 days, or 7 days on the free plan."
  ];
  return [paragraph(sentences.join(" ")), { kind: "command", command: wayBack.command }];
}
function ofOneJob({ isFromEarlierRun }) {
  return isFromEarlierRun ? "this migration, which was in an earlier run" : "this run";
}

// src/report/sections.ts
function sectionsOf(report, { kept = [], next, rollBack, hidesConversations } = {}) {
  return [
    readableSection(overview(report)),
    ...[
      unplacedSection(report),
      ...trialSections(report),
      report.mode === "dry-run" ? cloudflareSection(report) : void 0,
      repliesSection(report),
      replacementSection(report),
      baselineSection(report),
      needsAttention(report),
      changesSection(report),
      differencesSection(report),
      nextSection(next ?? nextSteps(report)),
      hidesConversations ? void 0 : conversationsSection(report),
      wayBackSection(report, rollBack),
      report.mode === "dry-run" ? void 0 : cloudflareSection(report),
      comparisonSection(report),
      shardsSection(report),
      goodToKnow(report),
      skippedSection(report),
      pagesByStep(report),
      writtenByMonth(report),
      largestPages(report),
      placementSection(report),
      pageListSection(report),
      timeByPhase(report),
      checkpointSection(report, kept)
    ].flatMap((section2) => section2 === void 0 ? [] : readableSection(section2))
  ];
}
function nextSection(steps) {
  return {
    title: "What to do next",
    blocks: [{ kind: "list", isOrdered: true, items: steps }]
  };
}

// src/report/text-bar.ts
var longest = 20;
function textBar(value, most) {
  const length = most <= 0 ? 0 : Math.max(0, value / most) * longest;
  const blocks = "█".repeat(Math.floor(length)) + (length % 1 >= 0.5 ? "▌" : "");
  return value > 0 && blocks === "" ? "▏" : blocks;
}

// src/run/write-report.ts
import { rmSync as rmSync2 } from "node:fs";
import { join as join2 } from "node:path";

// src/files/make-folder.ts
import { lstatSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
function makeFolder(path) {
  for (const folder of [...missingFolders(path), path]) makeOne(folder);
}
function missingFolders(path) {
  if (lstatSync(path, { throwIfNoEntry: false }) !== void 0 || dirname(path) === path) return [];
  return [...missingFolders(dirname(path)), path];
}
function makeOne(path) {
  if (isFolder(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

// src/files/write-whole-file.ts
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync as statSync2,
  writeFileSync
} from "node:fs";
import { dirname as dirname2, join } from "node:path";

// src/files/messages.ts
var fileMessages = defineMessages({
  "file-not-written": {
    severity: "error",
    message: ({ file, reason }) => `The file ${file} could not be written: ${reason}. It was left as it was.`,
    remedy: "Check that the disk has free space and that its folder can be written, then run it again."
  }
});

// src/files/write-whole-file.ts
var FileNotWrittenError = class extends MigrationError {
  name = "FileNotWrittenError";
  /** To follow a colon: `the disk is full`. */
  reason;
  constructor(file, reason, cause) {
    const { code, message, remedy } = fileMessages.words("file-not-written", { file, reason });
    super(code, message, { remedy, cause });
    this.reason = reason;
  }
};
function writeWholeFile(path, data) {
  try {
    replace(realPlace(path), typeof data === "string" ? Buffer.from(data) : data);
  } catch (error) {
    const reason = error instanceof ShortWrite ? error.message : writeReason(error);
    if (reason === void 0) throw error;
    throw new FileNotWrittenError(path, reason, error);
  }
}
var ShortWrite = class extends Error {
};
function replace(path, bytes) {
  const before = statSync2(path, { throwIfNoEntry: false });
  const temporary = join(dirname2(path), `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    writeNew(temporary, bytes, before);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
function writeNew(path, bytes, like) {
  const descriptor = openSync(path, "wx", like?.mode ?? 438);
  try {
    writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
    const { size } = fstatSync(descriptor);
    if (size !== bytes.length) {
      throw new ShortWrite(
        `only ${size} of ${bytes.length} bytes are on the disk, which may be full`
      );
    }
    if (like !== void 0) takeRights(descriptor, like);
  } finally {
    closeSync(descriptor);
  }
}
function takeRights(descriptor, { mode, uid, gid }) {
  const own = fstatSync(descriptor);
  if (own.uid !== uid || own.gid !== gid) asFarAsAllowed(() => fchownSync(descriptor, uid, gid));
  if (fstatSync(descriptor).mode !== mode) asFarAsAllowed(() => fchmodSync(descriptor, mode));
}
function asFarAsAllowed(change) {
  try {
    change();
  } catch (error) {
    if (!["EPERM", "EINVAL", "ENOSYS"].includes(systemErrorCode(error) ?? "")) throw error;
  }
}
function realPlace(path) {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return path;
    throw error;
  }
}

// src/report/html.ts
import { createHash } from "node:crypto";

// src/report/html-template.ts
var Html = class {
  text;
  constructor(text2) {
    this.text = text2;
  }
};
function html(strings, ...values) {
  const [first = "", ...rest] = strings;
  return new Html(first + rest.map((text2, index) => textOf(values[index] ?? "") + text2).join(""));
}
function lines(text2) {
  const [first = "", ...others] = text2.split(/\r\n|[\n\r]/);
  return html`${first}${others.map((line) => html`<br>${line}`)}`;
}
function textOf(value) {
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escapeHtml(printable(String(value)));
}

// src/report/html-charts.ts
function barChart(bars) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`<dl class="bars">${bars.map(({ name, value, lost = 0, shown }) => {
    const length = percent2(value, most);
    const rest = lost === 0 ? "" : html`<rect class="lost" x="${length}" width="${percent2(lost, most)}" height="1"/>`;
    return row(name, html`<rect class="bar" width="${length}" height="1"/>${rest}`, shown);
  })}</dl>`;
}
function columnChart(label, bars) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const columns = bars.map(({ name, value, shown }, index) => {
    const height = percent2(value, most);
    return html`<g><title>${name}: ${shown}</title><rect class="bar" x="${index * 10 + 1}" y="${round(100 - height)}" width="8" height="${height}"/></g>`;
  });
  const middle = bars[Math.floor((bars.length - 1) / 2)];
  const named = [bars[0], ...bars.length > 2 ? [middle] : [], bars.at(-1)];
  return html`<div class="columns"><span>${most.toLocaleString("en-US")}</span><svg viewBox="0 0 ${bars.length * 10} 100" preserveAspectRatio="none" role="img" aria-label="${label}">${columns}</svg><div class="times">${named.map(
    (bar) => html`<span>${bar?.name ?? ""}</span>`
  )}</div></div>`;
}
function row(name, bars, shown) {
  return html`<div><dt>${name}</dt><dd><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg><span>${shown}</span></dd></div>`;
}
function percent2(value, most) {
  return round(value / most * 100);
}
function round(value) {
  return Math.round(value * 100) / 100;
}

// src/report/html-style.ts
var style = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1c2024; --quiet: #545b64; --line: #d9dde2; --raised: #f5f6f8;
  --good: #14713d; --doubt: #8a5300; --bad: #b3221b; --bar: #3367b5; --track: #e3e7ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --text: #e8eaed; --quiet: #a6adb6; --line: #343a41; --raised: #1e2226;
    --good: #63cf8e; --doubt: #f0b357; --bad: #ff8d85; --bar: #7fa8ea; --track: #2c3238;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
main > details { margin: 2rem 0 .75rem; }
summary h2 { display: inline; }
p { margin: .5rem 0; }
pre { margin: .5rem 0; padding: .75rem 1rem; white-space: pre-wrap; font-size: .9rem; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; }
.quiet { color: var(--quiet); }
.verdict { font-weight: 700; text-transform: uppercase; letter-spacing: .06em; font-size: .85rem; margin: 0 0 .25rem; }
.good { color: var(--good); } .doubt { color: var(--doubt); } .bad { color: var(--bad); }
progress { appearance: none; width: 100%; height: .75rem; border: 0; border-radius: 1rem; overflow: hidden; background: var(--track); }
progress::-webkit-progress-bar { background: var(--track); }
progress::-webkit-progress-value { background: var(--bar); }
progress::-moz-progress-bar { background: var(--bar); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; padding: 0; margin: 1.25rem 0; }
.numbers div { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.numbers dt { color: var(--quiet); font-size: .85rem; }
.numbers dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.numbers dd small { display: block; font-size: .8rem; font-weight: 400; color: var(--quiet); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); min-width: 8rem; }
th.n, td.n { text-align: right; min-width: 4rem; font-variant-numeric: tabular-nums; }
td:first-child { min-width: 6.5rem; }
thead th { overflow-wrap: normal; min-width: 0; }
thead th { border-top: 0; background: var(--raised); font-weight: 600; }
tbody th { font-weight: 400; }
td.text { white-space: pre-wrap; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
.bars { margin: 0; display: grid; gap: .4rem; }
.bars > div { display: grid; grid-template-columns: minmax(7rem, 16rem) 1fr; gap: 0 1rem; align-items: center; }
.bars dd { margin: 0; display: grid; grid-template-columns: 1fr 8.5rem; gap: .75rem; align-items: center; color: var(--quiet); font-size: .9rem; }
.bars svg { display: block; width: 100%; height: .9rem; background: var(--track); border-radius: .2rem; }
.columns { color: var(--quiet); font-size: .85rem; }
.columns svg { display: block; width: 100%; height: 10rem; border-bottom: 1px solid var(--line); }
.times { display: flex; justify-content: space-between; margin-top: .25rem; }
svg .bar { fill: var(--bar); } svg .lost { fill: var(--bad); }
.talk, .talk ol { list-style: none; margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--line); }
.talk p { margin: .15rem 0; } .talk li { margin: .75rem 0; }
@media (max-width: 40rem) {
  .bars > div { grid-template-columns: 1fr; }
  th, td { min-width: 6rem; padding: .5rem; }
}
ol, ul { padding-left: 1.25rem; } li { margin: .25rem 0; }
@media print {
  :root { color-scheme: light; --page: #fff; --text: #000; --quiet: #333; --line: #bbb; --raised: #fff; --bar: #333; --track: #ddd; --good: #000; --doubt: #000; --bad: #000; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; border: 0; }
  details::details-content { content-visibility: visible; display: block; }
  tr, svg { break-inside: avoid; }
}
`;

// src/report/severity-tones.ts
var severityTones = {
  error: "bad",
  warning: "doubt",
  notice: "quiet"
};
function toneOfKind({
  severity,
  known
}) {
  return known === true && severity === "error" ? "doubt" : severityTones[severity];
}

// src/report/html.ts
var openUpTo = 20;
var openPlacesUpTo = 8;
var styleHash = createHash("sha256").update(style).digest("base64");
function renderHtml(report) {
  const [first, ...others] = sectionsOf(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<meta name="robots" content="noindex">
<title>${first.title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<header>
<p class="verdict ${toneOf(report)}">${verdictWord(report)}</p>
<h1>${first.title}</h1>
${first.blocks.map(blockOf)}
</header>
${others.map(sectionOf)}
</main>
</body>
</html>
`.text;
}
function sectionOf({ title, isDetail, blocks }) {
  const heading = html`<h2>${title}</h2>`;
  const body = blocks.map(blockOf);
  return isDetail && rowsIn(blocks) > openUpTo ? html`<details><summary>${heading}</summary>${body}</details>\n` : html`<section>${heading}${body}</section>\n`;
}
function rowsIn(blocks) {
  return blocks.reduce((sum, block2) => {
    if (block2.kind === "table") return sum + block2.rows.length;
    if (block2.kind !== "problems") return sum;
    return sum + block2.groups.reduce((items, group2) => items + group2.items.length, 0);
  }, 0);
}
function blockOf(block2) {
  switch (block2.kind) {
    case "paragraph":
      return html`<p>${block2.text.map(inline2)}</p>`;
    case "heading":
      return html`<h3>${block2.text}</h3>`;
    case "list": {
      const items = block2.items.map((item2) => html`<li>${item2}</li>`);
      return block2.isOrdered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case "command":
      return html`<pre><code>${block2.command}</code></pre>`;
    case "table":
      return tableOf(block2);
    case "figures":
      return html`<dl class="numbers">${block2.figures.map(
        ({ name, value, note }) => html`<div><dt>${name}</dt><dd>${value.toLocaleString("en-US")}<small>${note}</small></dd></div>`
      )}</dl>`;
    case "progress": {
      const words3 = `${percent(block2.rate)}: ${block2.words}`;
      return html`<progress value="${block2.rate}" max="1" aria-label="Progress">${words3}</progress><p class="quiet">${words3}</p>`;
    }
    case "chart":
      return block2.form === "bars" ? barChart(block2.bars) : columnChart(block2.label, block2.bars);
    case "conversation":
      return conversation(block2);
    case "problems":
      return problemTable(block2);
    case "details": {
      const isOpen = rowsIn(block2.blocks) <= openUpTo;
      return html`<details${isOpen ? " open" : ""}><summary>${block2.title}</summary>${block2.blocks.map(blockOf)}</details>`;
    }
  }
}
function conversation({ comments, more }) {
  const rest = more === 0 ? "" : html`<p class="quiet">… and ${more.toLocaleString("en-US")} more</p>`;
  return [html`<ol class="talk">${itemsFrom(comments, 0)}</ol>`, rest];
}
function itemsFrom(comments, depth) {
  const starts = comments.flatMap((one, index) => one.depth <= depth || index === 0 ? index : []);
  return starts.map((start, index) => {
    const [comment, ...replies] = comments.slice(start, starts[index + 1]);
    if (comment === void 0) return html``;
    const { authorName, createdAt, text: text2 } = comment;
    const below = replies.length === 0 ? "" : html`<ol>${itemsFrom(replies, comment.depth + 1)}</ol>`;
    return html`<li><p><strong>${authorName}</strong> <span class="quiet">${minute(createdAt)}</span></p><p>${lines(text2)}</p>${below}</li>`;
  });
}
function inline2(text2) {
  if (typeof text2 === "number") return text2.toLocaleString("en-US");
  if (typeof text2 === "string") return text2;
  if ("tone" in text2) return html`<span class="${text2.tone}">${text2.text}</span>`;
  if ("quote" in text2) return lines(text2.quote);
  if ("names" in text2) return text2.names.join(", ");
  if ("link" in text2) return `${text2.link}, ${text2.address}`;
  return place(text2.place);
}
function tableOf({ label, head, rows }) {
  const isNumeric = head.map(
    (_, column) => rows.some((row2) => typeof row2[column] === "number") && rows.every((row2) => typeof row2[column] === "number" || row2[column] === "")
  );
  const cells = rows.map(
    (row2) => html`<tr>${row2.map((text2, column) => {
      if (column === 0) return html`<th scope="row">${inline2(text2)}</th>`;
      if (isNumeric[column]) return html`<td class="n">${inline2(text2)}</td>`;
      const isQuote = typeof text2 === "object" && "quote" in text2;
      return isQuote ? html`<td class="text">${inline2(text2)}</td>` : html`<td>${inline2(text2)}</td>`;
    })}</tr>`
  );
  const heads = head.map(
    (name, column) => isNumeric[column] ? html`<th scope="col" class="n">${name}</th>` : html`<th scope="col">${name}</th>`
  );
  return scrolling(label, heads, cells);
}
function problemTable({ label, groups }) {
  const heads = ["Kind", "What, and what to do", "Where"].map(
    (name) => html`<th scope="col">${name}</th>`
  );
  return scrolling(label, heads, groups.flatMap(problemRows));
}
function problemRows({ items, ...group2 }) {
  return items.map(
    ({ message, remedy, places }) => html`<tr><td class="${toneOfKind(group2)}">${kindOf(group2)}</td><td>${message}${remedy === null ? "" : html`<br><strong>${remedy}</strong>`}</td><td>${placeList(places)}</td></tr>`
  );
}
function placeList(places) {
  const listed = places.map(({ pageId, location, attempts }) => [
    ...pageId === null ? [] : [html`${pageId} `],
    ...location === null ? [] : [html`<span class="quiet">${place(location)}</span>`],
    ...attempts === null || attempts < 2 ? [] : [html` <span class="quiet">(tried ${attempts} times)</span>`]
  ]);
  if (places.length === 1) return listed;
  const list2 = html`<ul>${listed.map((one) => html`<li>${one}</li>`)}</ul>`;
  return places.length <= openPlacesUpTo ? list2 : html`<details><summary>${plural(places.length, "place")}</summary>${list2}</details>`;
}
function scrolling(label, heads, rows) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

// src/report/inert-markdown.ts
function inertMarkdown(text2) {
  return printable(text2).replace(marks, (mark) => `&#${mark.charCodeAt(0)};`);
}
var marks = /[#$&*+<=>@[-^_`{-~]|!(?=\[)|:(?=\S)|(?<=www)\.|(?<=^\s*\d+)[.)]|(?<=^\s*)-/gi;

// src/report/markdown-conversation.ts
var mostDepth = 4;
function markdownConversation({ comments, more }) {
  return [
    ...comments.map(commentOf),
    ...more === 0 ? [] : [`> **… and ${more.toLocaleString("en-US")} more**`]
  ].join("\n\n");
}
function commentOf({ authorName, createdAt, depth, text: text2 }) {
  const quote = ">".repeat(Math.min(depth, mostDepth) + 1);
  const lines2 = text2.split("\n").map((line) => inertMarkdown(line.trim()));
  const who = `<strong>${inertMarkdown(authorName).trim()}</strong> · ${inertMarkdown(minute(createdAt))}`;
  return `${quote} ${[who, ...lines2].join("<br>")}`;
}

// src/report/markdown-table.ts
var maxCellLength = 500;
var toneMarks = {
  good: "✅",
  doubt: "⚠️",
  bad: "❌",
  quiet: "ℹ️"
};
function inline3(text2, addressOf) {
  if (typeof text2 === "number") return text2.toLocaleString("en-US");
  if (typeof text2 === "string") return inertMarkdown(text2);
  if ("tone" in text2) return `${toneMarks[text2.tone]} ${inertMarkdown(text2.text)}`;
  if ("quote" in text2) return inertMarkdown(text2.quote);
  if ("names" in text2) return inertMarkdown(firstNames(text2.names));
  if ("link" in text2) return `[${inertMarkdown(text2.link)}](${encodeURI(text2.address)})`;
  const words3 = inertMarkdown(shortened(place(text2.place)));
  return addressOf === void 0 ? words3 : `[${words3}](${addressOf(text2.place)})`;
}
function cellOf(text2, addressOf) {
  if (typeof text2 === "string") return inertMarkdown(shortened(text2));
  if (typeof text2 === "object" && "quote" in text2) return inertMarkdown(shortened(text2.quote));
  return inline3(text2, addressOf);
}
function shortened(text2) {
  return text2.length > maxCellLength ? `${text2.slice(0, maxCellLength)}…` : text2;
}
function table2(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
function tableWithin(head, items, rowOf, limits) {
  const rows = [];
  let bytes = 0;
  for (const item2 of items.slice(0, limits.rows)) {
    const row2 = rowOf(item2);
    bytes += Buffer.byteLength(row2.join(" | ")) + 5;
    if (bytes > limits.bytes) break;
    rows.push(row2);
  }
  const cut = rows.length < items.length ? `

The first ${rows.length.toLocaleString("en-US")} of ${items.length.toLocaleString("en-US")}; report.html and report.json have them all.` : "";
  return `${table2(head, rows)}${cut}`;
}
function details(title, body) {
  return `<details><summary>${title}</summary>

${body}

</details>`;
}

// src/report/markdown-problems.ts
var mostOfKind = 8;
var mostPlaces = 6;
function problemTable2(groups, within, addressOf) {
  const rows = groups.flatMap(({ severity, known, items }) => {
    const shown = items.slice(0, mostOfKind);
    const others = items.slice(mostOfKind).reduce((sum, { places }) => sum + places.length, 0);
    return shown.map((item2, index) => ({
      severity,
      known,
      item: item2,
      othersOfKind: index < shown.length - 1 ? 0 : others
    }));
  });
  return tableWithin(
    ["Kind", "Where", "What", "What to do"],
    rows,
    ({ severity, known, item: item2, othersOfKind }) => [
      inline3(
        { tone: toneOfKind({ severity, known }), text: kindOf({ severity, known }) },
        addressOf
      ),
      placesCell(item2, addressOf),
      `${cellOf(item2.message, addressOf)}${othersOfKind === 0 ? "" : `<br>${moreOf(othersOfKind, " of this kind")}`}`,
      cellOf(item2.remedy ?? "", addressOf)
    ],
    within
  );
}
function placesCell({ places }, addressOf) {
  const [{ pageId, location, attempts }] = places;
  if (places.length === 1) {
    return [
      ...pageId === null ? [] : [cellOf(pageId, addressOf)],
      ...location === null ? [] : [inline3({ place: location }, addressOf)],
      ...attempts === null || attempts < 2 ? [] : [`tried ${attempts} times`]
    ].join("<br>");
  }
  const shown = places.slice(0, mostPlaces).map(
    (one) => one.location === null ? cellOf(one.pageId ?? "", addressOf) : inline3({ place: one.location }, addressOf)
  );
  const more = places.length - shown.length;
  return [...shown, ...more === 0 ? [] : [moreOf(more)]].join("<br>");
}
function moreOf(number, what = "") {
  return `**… and ${number.toLocaleString("en-US")} more${what}**`;
}

// src/report/mermaid-chart.ts
var directive = `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#4a80d4", "backgroundColor": "transparent"}}}}%%`;
var fewestColumns = 3;
var mostCharacters = 90;
function mermaidColumns({ form, head: [names, values], bars }) {
  const labels = bars.map(({ name }) => quoted(name));
  if (form !== "columns" || bars.length < fewestColumns) return void 0;
  if (labels.join("").length > mostCharacters || new Set(labels).size < labels.length) {
    return void 0;
  }
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return [
    "```mermaid",
    directive,
    "xychart-beta",
    `  x-axis ${quoted(names)} [${labels.join(", ")}]`,
    `  y-axis ${quoted(values)} 0 --> ${most}`,
    `  bar [${bars.map(({ value }) => value).join(", ")}]`,
    "```"
  ].join("\n");
}
function quoted(name) {
  return `"${name.replace(/[^\p{L}\p{N} .,:-]/gu, " ")}"`;
}

// src/report/markdown.ts
var maxSummaryBytes = 95e4;
var mostRows = { plain: 200, detail: 1e3 };
var tableBytes = 15e4;
var shares = [1, 1 / 4, 1 / 16, 1 / 64, 0];
function renderMarkdown(report, options = {}) {
  return renderSections(verdictMark(report), sectionsOf(report, options), options);
}
function renderSections(mark, [first, ...others], { maxBytes = maxSummaryBytes, addressOf }) {
  const top = `## ${mark} ${inertMarkdown(first.title)}`;
  for (const share of shares) {
    const drawn = others.map((section2) => {
      const limits = {
        rows: Math.floor(mostRows[section2.isDetail ? "detail" : "plain"] * share),
        bytes: tableBytes * share
      };
      return sectionOf2(section2, { limits, addressOf });
    });
    const text2 = joined([
      top,
      ...blocksOf2(first.blocks, { limits: noLimits, addressOf }),
      ...drawn
    ]);
    if (Buffer.byteLength(text2) <= maxBytes) return text2;
  }
  return joined([top, ...blocksOf2(first.blocks, { limits: noLimits, addressOf })]);
}
var noLimits = { rows: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
function joined(parts) {
  return `${parts.join("\n\n")}
`;
}
function sectionOf2({ title, isDetail, blocks }, drawing) {
  const body = blocksOf2(blocks, drawing).join("\n\n");
  return isDetail ? details(`<strong>${inertMarkdown(title)}</strong>`, body) : `### ${inertMarkdown(title)}

${body}`;
}
function blocksOf2(blocks, drawing) {
  return blocks.map((block2) => blockOf2(block2, drawing));
}
function blockOf2(block2, drawing) {
  const { limits, addressOf } = drawing;
  switch (block2.kind) {
    case "paragraph":
      return block2.text.map((text2) => inline3(text2, addressOf)).join("");
    case "heading":
      return `**${inertMarkdown(block2.text)}**`;
    case "list":
      return block2.items.map((item2, index) => `${block2.isOrdered ? `${index + 1}.` : "-"} ${inertMarkdown(item2)}`).join("\n");
    case "command":
      return `<pre><code>${inertMarkdown(block2.command)}</code></pre>`;
    case "table":
      return tableWithin(
        block2.head,
        block2.rows,
        (row2) => row2.map((text2) => cellOf(text2, addressOf)),
        limits
      );
    case "figures":
      return table2(
        block2.figures.map(({ name }) => inertMarkdown(name)),
        [
          block2.figures.map(
            ({ value, note }) => [`**${value.toLocaleString("en-US")}**`, ...note === "" ? [] : [inertMarkdown(note)]].join(
              "<br>"
            )
          )
        ]
      );
    case "progress": {
      const done = Math.floor(block2.rate * progressLength);
      const bar = "█".repeat(done) + "░".repeat(progressLength - done);
      return `\`${bar}\` **${percent(block2.rate)}**: ${inertMarkdown(block2.words)}`;
    }
    case "chart": {
      const most = Math.max(...block2.bars.map(({ value }) => value));
      const rows = block2.bars.map(({ name, value, shown }) => [
        cellOf(name, addressOf),
        `${textBar(value, most)} ${inertMarkdown(shown)}`.trim()
      ]);
      const bars = table2(block2.head, rows);
      const drawn = mermaidColumns(block2);
      return drawn === void 0 ? bars : `${drawn}

${details("The same as a table", bars)}`;
    }
    case "conversation":
      return markdownConversation(block2);
    case "problems":
      return problemTable2(block2.groups, limits, addressOf);
    case "details":
      return details(inertMarkdown(block2.title), blocksOf2(block2.blocks, drawing).join("\n\n"));
  }
}
var progressLength = 30;

// src/run/messages.ts
var resume = "Run it again to resume where it left off.";
var runMessages = defineMessages({
  "mode-of-workflows": {
    severity: "error",
    message: ({ mode }) => `The mode ${mode} is only available in a workflow, whose jobs share the work.`,
    remedy: "Don't set shard to move all pages, or set it to 2/4, say, for the second of four parts."
  },
  "report-without-artifacts": {
    severity: "error",
    message: "The reports of shards are merged from the artifacts of a workflow run, which aren't available in a terminal.",
    remedy: "Use mode: report in a workflow."
  },
  "pull-request-of-workflows": {
    severity: "error",
    message: "Only the action can open a pull request, in a workflow; elsewhere the files of the checkout are changed.",
    remedy: "Set replace to working-tree."
  },
  "pages-share-a-name": {
    severity: "error",
    message: ({ table: table3, pages: pages2 }) => `Pages of the site have the same name in the table ${table3}, so that nobody could tell their comments apart: ${pages2}.`,
    remedy: "Choose a page_form in schema-map by which they differ, such as path, or give one of the pages another address. Nothing was written."
  },
  "part-pattern-unused": {
    severity: "warning",
    message: ({ setting, pattern }) => `The pattern ${pattern} in ${setting} fits no page with comments.`,
    remedy: "Compare it with the addresses of the pages: they begin with a slash, have the path of the base URL, and mostly end with a slash."
  },
  "pages-without-date": {
    severity: "notice",
    message: ({ pages: pages2, named }) => `${plural(pages2, "page has", "pages have")} no date, and ${pages2 === 1 ? "was" : "were"} not asked for, because since or until is set: ${named}.`,
    remedy: "Run it without since and until to move pages without a date."
  },
  "part-without-pages/none": {
    severity: "error",
    message: (p) => `No page with comments is in the part that was asked for (${p.asked}). The site has ${plural(p.pages, "page")} with comments: ${p.some}.`,
    remedy: ({ settings }) => `Correct ${settings}; nothing was written.`
  },
  "part-without-pages/because": {
    severity: "error",
    message: ({ asked, reason }) => `No page with comments is in the part that was asked for (${asked}). ${reason}`,
    remedy: ({ advice }) => advice
  },
  "part-without-pages/undated": {
    severity: "error",
    message: (p) => `No page with comments is in the part that was asked for (${p.asked}); ${plural(p.undated, "page has", "pages have")} no date. The site has ${plural(p.pages, "page")} with comments: ${p.some}.`,
    remedy: ({ settings }) => `Correct ${settings}; nothing was written. Dates come from Hugo, or from the built pages where it could not be asked.`
  },
  "no-hugo-site": {
    severity: "error",
    message: ({ folder }) => `${folder} is no folder of a Hugo site.`,
    remedy: "Run it in the folder with hugo.toml (or config.toml), or name that folder in site-dir."
  },
  "archive-written": {
    severity: "notice",
    message: (p) => `The archive in ${p.folder} has the comments of ${plural(p.pages, "page")}; ${plural(p.written, "file was", "files were")} written, ${p.removed} removed.`,
    remedy: "Commit the folder, unless the run's pull request has it: Hugo renders it without any server."
  },
  "archive-failed": {
    severity: "error",
    message: ({ folder, reason }) => `The archive in ${folder} could not be written: ${reason}`,
    remedy: "Check that the folder can be written, then run it again: the comments themselves have been moved."
  },
  "archive-would-be-emptied": {
    severity: "error",
    message: (p) => `The table ${p.table} of ${p.database} has no comment for any page that readers see, but the archive in ${p.folder} has those of ${plural(p.pages, "page")}. No file was changed.`,
    remedy: ({ folder }) => `Check database-name, d1-mode, target-schema and schema-map. If the comments are really gone, delete the files in ${folder} yourself.`
  },
  "archive-without-hidden/column": {
    severity: "notice",
    message: (p) => `${plural(p.comments, "comment")} of the table ${p.table} ${p.comments === 1 ? "was" : "were"} left out: by the column ${p.column}, readers don't see ${p.comments === 1 ? "it" : "them"}.`,
    remedy: ({ column }) => `You don't have to do anything, unless readers do see such comments: then add fixed.${column} with the value that those have there to the schema-map of this run.`
  },
  "archive-without-hidden/system": {
    severity: "notice",
    message: (p) => `${plural(p.comments, "comment")} of the table ${p.table} ${p.comments === 1 ? "was" : "were"} left out: the comment system doesn't show ${p.comments === 1 ? "it" : "them"} to readers.`,
    remedy: "You don't have to do anything: those are hidden, deleted, or not approved."
  },
  "archive-page-unknown": {
    severity: "warning",
    message: (p) => `${plural(p.comments, "comment")} under ${plural(p.names, "name")} ${p.comments === 1 ? "is" : "are"} not in the archive, because nobody can tell which pages those are: ${p.named}.`,
    remedy: "Pages that a migration moved comments to are known, and those whose name in the table is their address. For others, write the page's address into the table as the schema-map's page_form has it, or delete comments that are of no page."
  },
  "not-replaced-without-archive": {
    severity: "warning",
    message: "The shortcodes were not replaced, because the archive could not be written.",
    remedy: "Fix what keeps the archive from being written, then run it again."
  },
  "replace-by-template-later": {
    severity: "notice",
    message: ({ others }) => `Pages of this part show comments by a layout, which also shows those of the ${plural(others, "page")} that ${others === 1 ? "was" : "were"} not asked for: nothing was replaced there.`,
    remedy: "Move the whole site first; a run with replace then says what to change in the layout."
  },
  "report-not-written": {
    severity: "warning",
    message: ({ file, reason }) => `The report ${file} could not be written: ${reason}.`,
    remedy: "What the run did is not affected. Free some space or grant write permission there; a run with mode: verify writes a new report."
  },
  "address-table-not-read": {
    severity: "error",
    message: ({ file, reason }) => `The table of addresses ${file} could not be read: ${reason}.`,
    remedy: "Check address-table, and that this user may read the file.",
    stopsRun: true
  },
  "comments-without-page": {
    severity: "warning",
    message: (p) => `${plural(p.comments, "comment")} in ${plural(p.threads, "thread")} ${p.comments === 1 ? "has" : "have"} no page on the site, and ${p.comments === 1 ? "is" : "are"} not moved.`,
    remedy: ({ table: table3 }) => `Look over the proposals in ${table3}, put the rows that are right into the file of address-table (comment-migration.urls.csv), commit it and run again.`
  },
  "nothing-placed/unplaced": {
    severity: "error",
    message: (p) => `None of the ${plural(p.comments, "comment")} in ${plural(p.threads, "thread")} has a page on this site.`,
    remedy: ({ table: table3 }) => `If the site had another address, name it in former-hosts. Otherwise look over the proposals in ${table3}, put the rows that are right into the file of address-table (comment-migration.urls.csv), commit it and run again.`
  },
  "nothing-placed/empty": {
    severity: "error",
    message: "The source has no comments to move.",
    remedy: "Check that it is the right export or repository, and that the settings choose the right part of it."
  },
  "comments-of-gone-pages": {
    severity: "notice",
    message: (p) => `${plural(p.comments, "comment")} in ${plural(p.threads, "thread")} ${p.comments === 1 ? "has" : "have"} no page on purpose, by address-table, and ${p.comments === 1 ? "is" : "are"} not moved.`,
    remedy: "To keep them in the archive, set gone-pages to archive."
  },
  "other-threads": {
    severity: "notice",
    message: (p) => `${plural(p.threads, "thread")} with ${plural(p.comments, "comment")} ${p.threads === 1 ? "fits" : "fit"} no page and ${p.threads === 1 ? "seems" : "seem"} to be about something else (such as ${p.titles}); ${p.threads === 1 ? "it was" : "they were"} left alone.`,
    remedy: "You don't have to do anything, unless one of them belongs to a page: then name it in address-table."
  },
  "site-not-readable": {
    severity: "error",
    message: ({ path, reason }) => `The site's folder ${path} can't be read: ${reason}.`,
    remedy: "Set site-dir to the folder with the site's configuration, and make it readable."
  },
  "place-not-writable": {
    severity: "error",
    message: ({ path, reason }) => `${path} can't be written: ${reason}. Nothing was migrated.`,
    remedy: ({ input }) => `Free some space or grant write permission there, or choose another place with the input ${input}.`
  },
  "place-not-writable/content": {
    severity: "error",
    message: ({ folder, reason }) => `The content files in ${folder} can't be changed: ${reason}. Nothing was migrated.`,
    remedy: "Free some space or grant write permission there, or set replace to none."
  },
  "other-site-name/page": {
    severity: "error",
    message: (p) => `${p.page} was skipped: it belongs to the site ${p.site}, and this run only moves ${p.sites}.`,
    remedy: ({ site, names }) => `If its comments should be moved as well, name all sites (site-name: ${names}), or migrate ${site} in a separate run.`
  },
  "other-site-name/section": {
    severity: "error",
    message: (p) => `The comment section ${p.section} of ${p.page} was skipped: it belongs to the site ${p.site}, and this run only moves ${p.sites}.`,
    remedy: ({ site, names }) => `If its comments should be moved as well, name all sites (site-name: ${names}), or migrate ${site} in a separate run.`
  },
  "link-out-of-repository": {
    severity: "error",
    message: ({ path }) => `${path} is, or lies behind, a symbolic link that leads out of the repository; nothing was written there.`,
    remedy: ({ input }) => `Remove the link, or choose another place with the input ${input}.`
  },
  "media-to-fetch": {
    severity: "notice",
    message: ({ files }) => `A migration would copy ${plural(files, "picture or file", "pictures and files")} of comments; until then the texts have links to where they are now.`,
    remedy: "You don't have to do anything: a migration copies them."
  },
  "media-left": {
    severity: "notice",
    message: ({ files }) => `The copies of ${plural(files, "picture or file", "pictures and files")} of comments were kept, and the records of them: a later migration doesn't fetch them again.`,
    remedy: "If no migration follows, delete them where media put them, and the table comment_migration_media."
  },
  "media-unused/repository": {
    severity: "warning",
    message: ({ files, names, folder }) => `${plural(files, "copy", "copies")} in ${folder} ${files === 1 ? "is" : "are"} named by no comment any more, since it was removed or edited: ${names}.`,
    remedy: "Delete them, unless something else of your site shows them."
  },
  "media-unused/r2": {
    severity: "warning",
    message: ({ files, names, bucket }) => `${plural(files, "copy", "copies")} in the R2 bucket ${bucket} ${files === 1 ? "is" : "are"} named by no comment any more, since it was removed or edited: ${names}.`,
    remedy: ({ bucket }) => `Delete them (npx wrangler r2 object delete ${bucket}/<name> --remote), unless something else shows them.`
  },
  "media-not-in-folder": {
    severity: "warning",
    message: ({ files, folder }) => `${plural(files, "picture or file", "pictures and files")} of moved comments can't be found in ${folder}, so the site would not have them.`,
    remedy: "Run it with mode: migrate, which fetches them again."
  },
  "preview-built": {
    severity: "notice",
    message: (p) => `The preview in ${p.folder} is the site with ${plural(p.comments, "comment")} on ${plural(p.pages, "page")}, as they would be moved.`,
    remedy: ({ folder, addresses }) => `Serve the folder, for example with npx serve ${folder}, and look at ${addresses}.`
  },
  "preview-incomplete": {
    severity: "warning",
    message: ({ pages: pages2, names }) => `${plural(pages2, "page of the preview does", "pages of the preview do")} not show what a migration would: their comments could not all be read or taken: ${names}.`,
    remedy: "See in this report why they fail."
  },
  "preview-at-end/no-widget": {
    severity: "notice",
    message: ({ pages: pages2, names }) => `${plural(pages2, "page of the preview has", "pages of the preview have")} the comments at the end, because nothing on the page shows where they belong: ${names}.`,
    remedy: "You don't have to do anything: they will be where you put the new comments."
  },
  "preview-at-end/both": {
    severity: "notice",
    message: ({ pages: pages2, names }) => `${plural(pages2, "page of the preview shows", "pages of the preview show")} the old comments as well, because a script of the site loads them; the moved ones are at the end: ${names}.`,
    remedy: "You don't have to do anything for the preview; the old script has to go when you replace the widget."
  },
  "preview-without-page": {
    severity: "warning",
    message: ({ pages: pages2, names }) => `${plural(pages2, "page is", "pages are")} not in the preview, because Hugo built no HTML file at that address: ${names}.`,
    remedy: "Check that the pages are published: their comments would be moved all the same."
  },
  "preview-of-hosts": {
    severity: "notice",
    message: "The site's languages have addresses of their own, so links and styles of the preview may lead to the published site.",
    remedy: "You don't have to do anything; look at the pages by their files."
  },
  "preview-failed/hugo": {
    severity: "warning",
    message: ({ reasons: reasons2 }) => `The preview could not be built; the dry run's result is not affected. ${reasons2}`,
    remedy: "Check out the theme as well (submodules: true) and install what the build needs, or set preview to false."
  },
  "preview-failed/no-hugo": {
    severity: "warning",
    message: "The preview could not be built, because Hugo was not found; the dry run's result is not affected.",
    remedy: "Install Hugo, set hugo-path, or set hugo-version to auto."
  },
  "preview-failed/nothing": {
    severity: "warning",
    message: "There is no preview: no page has comments that would be moved.",
    remedy: "See in this report what keeps them from being read."
  },
  "preview-failed/in-the-way": {
    severity: "warning",
    message: ({ folder }) => `The preview was not written: ${folder} holds other files, and was left as it is.`,
    remedy: "Move them away, or choose another report-dir: the preview is written beside it."
  },
  "preview-failed/not-written": {
    severity: "warning",
    message: ({ folder, reason }) => `The preview could not be written to ${folder}: ${reason}.`,
    remedy: "Free some space or grant write permission there, and run it again."
  },
  "replace-failed": {
    severity: "error",
    message: ({ reason }) => `No pull request could be opened: ${reason}`,
    remedy: "Run it again: the comments themselves have been moved."
  },
  "time-budget-too-small": {
    severity: "error",
    message: "The time budget was used up, and what had been begun took too long to wait for it.",
    remedy: "Set a longer time-budget, and run it again: it resumes where it left off."
  },
  "time-budget-used/migration": {
    severity: "notice",
    message: ({ pages: pages2 }) => `The time budget was used up and the run stopped cleanly; ${plural(pages2, "page remains", "pages remain")}.`,
    remedy: resume
  },
  "time-budget-used/reading": {
    severity: "notice",
    message: ({ pages: pages2 }) => `The time budget was used up and the run stopped cleanly; ${plural(pages2, "page remains", "pages remain")}.`,
    remedy: "Run it again with a longer time-budget: it starts with the first page each time."
  },
  "time-budget-used/rollback": {
    severity: "notice",
    message: ({ comments }) => `The time budget was used up and the rollback stopped cleanly; ${plural(comments, "moved comment remains", "moved comments remain")}.`,
    remedy: resume
  }
});

// src/run/write-report.ts
function reportFilesIn(folder) {
  return {
    json: join2(folder, "report.json"),
    markdown: join2(folder, "report.md"),
    html: join2(folder, "report.html"),
    proposals: join2(folder, "comment-migration.urls.csv"),
    baseline: join2(folder, "baseline.json")
  };
}
function writeReport(report, folder, beside = {}) {
  const paths = reportFilesIn(folder);
  const texts = {
    proposals: () => beside.proposals,
    baseline: () => beside.baseline,
    json: () => `${JSON.stringify(report, void 0, 2)}
`,
    markdown: () => renderMarkdown(report),
    html: () => renderHtml(report)
  };
  const files = {};
  const findings = [];
  for (const form of ["json", "markdown", "html", "proposals", "baseline"]) {
    const text2 = texts[form]();
    if (text2 === void 0) {
      removeIfPossible(paths[form]);
      continue;
    }
    const reason = whyNotWritten(folder, paths[form], text2);
    if (reason === void 0) files[form] = paths[form];
    else findings.push(runMessages.finding("report-not-written", { file: paths[form], reason }));
  }
  return { files, findings };
}
function whyNotWritten(folder, file, text2) {
  try {
    makeFolder(folder);
    writeWholeFile(file, text2);
    return void 0;
  } catch (error) {
    const reason = error instanceof FileNotWrittenError ? error.reason : writeReason(error);
    if (reason === void 0) throw error;
    removeIfPossible(file);
    return reason;
  }
}
function removeIfPossible(file) {
  try {
    rmSync2(file, { force: true });
  } catch (error) {
    if (writeReason(error) === void 0) throw error;
  }
}

// src/checkpoint/fingerprint.ts
var fingerprintSchema = external_exports.object({
  /** The kind of the source and where it is, `cactus:cactus.chat`; not an address that may change. */
  source: external_exports.string(),
  /** The name of the site there, or the names. */
  site: external_exports.string(),
  /** Where the target database is, and its name: `remote comments`. */
  database: external_exports.string(),
  /** Name of the target's table layout, and the content's format where it isn't text. */
  schema: external_exports.string()
});
function sameMigration(a, b) {
  return fingerprintSchema.keyof().options.every((part) => a[part] === b[part]);
}
function describeMigration(fingerprint) {
  const { source, site, database, schema } = fingerprint;
  return `site "${site}" of ${source} to database "${database}" (schema "${schema}")`;
}

// src/checkpoint/messages.ts
var checkpointMessages = defineMessages({
  "checkpoint-not-written": {
    severity: "error",
    message: ({ file, reason }) => `The checkpoint ${file} could not be written: ${reason}.`,
    remedy: "Free some space or grant write permission there, or choose another file with the input checkpoint-file; then run it again. No imported comment is lost or duplicated."
  },
  "checkpoint-not-read": {
    severity: "error",
    message: ({ file, reason }) => `The checkpoint ${file} could not be read: ${reason}.`,
    remedy: "Make sure that it is a readable file, or choose another one with the input checkpoint-file."
  },
  "checkpoint-of-another-migration": {
    severity: "error",
    message: ({ file, found, expected }) => `The checkpoint ${file} belongs to another migration: it is for ${found}, but this run is for ${expected}.`,
    remedy: "Choose another file with the input checkpoint-file, or set resume: restart to start over with this one."
  },
  "checkpoint-in-use": {
    severity: "error",
    message: ({ file }) => `The checkpoint ${file} is in use by another migration on this machine.`,
    remedy: "Wait until that migration has finished, or choose another file with the input checkpoint-file."
  },
  "checkpoint-required": {
    severity: "error",
    message: ({ checkpoint, refusals }) => `There is no ${checkpoint} to resume from, and resume is set to required.${refusals}`,
    remedy: "Set resume to auto: comments already in the database are recognised, so nothing is duplicated."
  },
  "checkpoint-too-new": {
    severity: "error",
    message: ({ file, version, newest: newest2 }) => `The checkpoint ${file} was written by a newer release: it has version ${version}, and this release reads versions up to ${newest2}.`,
    remedy: "Use the newer release, choose another file with the input checkpoint-file, or set resume: restart to start over."
  }
});

// src/domain/way-back.ts
var bookmarkForm = /^\w[\w-]{0,199}$/;

// src/checkpoint/state.ts
var checkpointVersion = "2.1";
var count = external_exports.int().nonnegative();
var bookmarkSchema = external_exports.string().regex(bookmarkForm);
var timestampSchema = external_exports.iso.datetime();
var sequenceSchema = count;
var commentIdSchema = external_exports.union([external_exports.number(), external_exports.string()]);
var statisticsSchema = external_exports.object({
  total_pages: count,
  /** Read from the source. */
  comments_extracted: count,
  /** In the target, on completed pages. */
  comments_imported: count,
  /** Read, but not in the target. */
  comments_failed: count
});
var reportedStatisticsSchema = external_exports.object({
  comments_extracted: count.exactOptional(),
  comments_failed: count.exactOptional()
});
var checkpointSchema = external_exports.object({
  version: external_exports.literal(checkpointVersion),
  fingerprint: fingerprintSchema,
  status: external_exports.enum(["running", "done"]),
  /** Which start from the beginning it is: a higher one leaves all lower ones behind. */
  generation: count.default(0),
  /** How often all pages had been complete when a run began: each time they are all read again. */
  pass: count.default(0),
  /** Grows by one with each recorded change. */
  sequence: sequenceSchema,
  /** Of the database before the first write, until all pages are complete. */
  bookmark: bookmarkSchema.exactOptional(),
  started_at: timestampSchema,
  last_updated: timestampSchema,
  statistics: statisticsSchema,
  /** By page id. */
  failed_pages: external_exports.record(
    external_exports.string(),
    external_exports.object({
      error: external_exports.string(),
      code: external_exports.string(),
      /** Runs that failed on the page. */
      attempts: count,
      last_attempt: timestampSchema
    })
  ).transform(asRecord),
  /**
   * By page id; `comments` is the number of the page's comments, `threads` where they came from,
   * `pass` the last one that completed it (0 if omitted).
   */
  completed_pages: external_exports.record(
    external_exports.string(),
    external_exports.object({
      comments: count,
      completed_at: timestampSchema,
      threads: external_exports.string().exactOptional(),
      pass: count.exactOptional()
    })
  ).transform(asRecord)
});
function newState(fingerprint, startedAt, generation = 0) {
  return {
    version: checkpointVersion,
    fingerprint,
    status: "running",
    generation,
    pass: 0,
    sequence: 0,
    started_at: startedAt.toISOString(),
    last_updated: startedAt.toISOString(),
    statistics: {
      total_pages: 0,
      comments_extracted: 0,
      comments_imported: 0,
      comments_failed: 0
    },
    failed_pages: asRecord({}),
    completed_pages: asRecord({}),
    id_mapping: /* @__PURE__ */ new Map()
  };
}
function newest(a, b) {
  if (a.generation !== b.generation) return a.generation > b.generation ? a : b;
  if (a.sequence !== b.sequence) return a.sequence > b.sequence ? a : b;
  return b.status === "done" && a.status !== "done" ? b : a;
}
function asRecord(record) {
  Object.setPrototypeOf(record, null);
  return record;
}

// src/checkpoint/checkpoint-error.ts
function checkpointNotWritten(file, reason, cause) {
  return checkpointMessages.error("checkpoint-not-written", { file, reason }, { cause });
}
function writingTo(file, operation) {
  try {
    return operation();
  } catch (error) {
    const reason = error instanceof FileNotWrittenError ? error.reason : writeReason(error);
    if (reason === void 0) throw error;
    throw checkpointNotWritten(file, reason, error);
  }
}
function checkpointNotRead(file, cause) {
  const reason = readReason(cause);
  if (reason === void 0) throw cause;
  return checkpointMessages.error("checkpoint-not-read", { file, reason }, { cause });
}
function checkpointOfAnotherMigration(file, found, expected) {
  return checkpointMessages.error("checkpoint-of-another-migration", {
    file,
    found: describeMigration(found),
    expected: describeMigration(expected)
  });
}
function checkpointInUse(file, cause) {
  return checkpointMessages.error("checkpoint-in-use", { file }, { cause });
}
function checkpointRequired(checkpoint, refusals = []) {
  return checkpointMessages.error("checkpoint-required", {
    checkpoint,
    refusals: refusals.map((refusal) => `
${refusal}`).join("")
  });
}
function checkpointTooNew(file, version) {
  return checkpointMessages.error("checkpoint-too-new", {
    file,
    version,
    newest: checkpointVersion
  });
}

// src/checkpoint/progress.ts
function summariseProgress(state) {
  const completed = Object.values(state.completed_pages).filter(
    ({ pass = 0 }) => pass === state.pass
  ).length;
  const failed = Object.keys(state.failed_pages).length;
  const dealtWith = completed + failed;
  const total = Math.max(state.statistics.total_pages, dealtWith);
  return {
    total,
    completed,
    failed,
    remaining: total - dealtWith,
    progressRate: total === 0 ? 1 : dealtWith / total,
    successRate: dealtWith === 0 ? null : completed / dealtWith
  };
}

// src/checkpoint/checkpoint.ts
import { dirname as dirname3 } from "node:path";

// src/checkpoint/change.ts
var changeSchema = external_exports.discriminatedUnion("type", [
  external_exports.object({ type: external_exports.literal("start"), total_pages: external_exports.int().nonnegative() }),
  external_exports.object({
    type: external_exports.literal("page-complete"),
    page_id: external_exports.string(),
    /** Source id and comment id of each comment. */
    comments: external_exports.array(external_exports.tuple([external_exports.string(), commentIdSchema])),
    threads: external_exports.string().exactOptional(),
    /** Source ids of comments that are in the target no more. */
    removed: external_exports.array(external_exports.string()).exactOptional()
  }),
  external_exports.object({
    type: external_exports.literal("page-failed"),
    page_id: external_exports.string(),
    error: external_exports.string(),
    code: external_exports.string()
  }),
  external_exports.object({ type: external_exports.literal("id-mapping"), source_id: external_exports.string(), comment_id: commentIdSchema }),
  external_exports.object({ type: external_exports.literal("statistics"), statistics: reportedStatisticsSchema }),
  external_exports.object({ type: external_exports.literal("bookmark"), bookmark: bookmarkSchema }),
  external_exports.object({ type: external_exports.literal("done") })
]);
var changeRecordSchema = external_exports.object({
  sequence: sequenceSchema,
  at: timestampSchema,
  change: changeSchema
});
function applyChange(state, { sequence, at, change }) {
  state.sequence = sequence;
  state.last_updated = at;
  switch (change.type) {
    case "start":
      if (state.status === "done") state.pass += 1;
      state.status = "running";
      state.statistics.total_pages = change.total_pages;
      break;
    case "page-complete": {
      const before = state.completed_pages[change.page_id]?.comments ?? 0;
      state.statistics.comments_imported = Math.max(
        change.comments.length,
        state.statistics.comments_imported + change.comments.length - before
      );
      state.completed_pages[change.page_id] = {
        comments: change.comments.length,
        completed_at: at,
        ...change.threads === void 0 ? {} : { threads: change.threads },
        ...state.pass === 0 ? {} : { pass: state.pass }
      };
      delete state.failed_pages[change.page_id];
      for (const [sourceId, commentId] of change.comments)
        state.id_mapping.set(sourceId, commentId);
      for (const sourceId of change.removed ?? []) state.id_mapping.delete(sourceId);
      break;
    }
    case "page-failed":
      state.failed_pages[change.page_id] = {
        error: change.error,
        code: change.code,
        attempts: (state.failed_pages[change.page_id]?.attempts ?? 0) + 1,
        last_attempt: at
      };
      break;
    case "id-mapping":
      state.id_mapping.set(change.source_id, change.comment_id);
      break;
    case "statistics":
      Object.assign(state.statistics, change.statistics);
      break;
    case "bookmark":
      state.bookmark ??= change.bookmark;
      break;
    case "done":
      state.status = "done";
      delete state.bookmark;
      break;
  }
}

// src/checkpoint/checkpoint-files.ts
import { copyFileSync, existsSync, readFileSync, rmSync as rmSync3 } from "node:fs";
function previousOf(file) {
  return `${file}.previous`;
}
function journalOf(file) {
  return `${file}.journal`;
}
function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return void 0;
    throw checkpointNotRead(file, error);
  }
}
function replaceSnapshot(file, bytes, { keepPrevious }) {
  writingTo(file, () => {
    if (keepPrevious && existsSync(file)) copyFileSync(file, previousOf(file));
    writeWholeFile(file, bytes);
  });
}
function keepAside(file, time2) {
  if (!existsSync(file)) return void 0;
  const aside = `${file}.damaged-${time2.toISOString().replaceAll(/[-:.]/g, "")}`;
  writingTo(aside, () => copyFileSync(file, aside));
  return aside;
}
function removeLeftovers(file) {
  writingTo(file, () => {
    rmSync3(previousOf(file), { force: true });
    rmSync3(journalOf(file), { force: true });
  });
}

// src/checkpoint/journal.ts
import { createHash as createHash2 } from "node:crypto";
import { closeSync as closeSync2, fstatSync as fstatSync2, fsyncSync as fsyncSync2, ftruncateSync, openSync as openSync2, writeFileSync as writeFileSync2 } from "node:fs";

// src/checkpoint/former-names.ts
function withPresentNames(fields, presentVersion) {
  if (!isObject(fields) || fields["version"] !== "2.0") return fields;
  const { fingerprint, completed_pages: pages2 } = fields;
  return {
    ...fields,
    version: presentVersion,
    fingerprint: isObject(fingerprint) ? presentFingerprint(fingerprint) : fingerprint,
    completed_pages: isObject(pages2) ? Object.fromEntries(
      Object.entries(pages2).map(([id, page2]) => [id, renamed(page2, "sections", "threads")])
    ) : pages2
  };
}
function lineWithPresentNames(line, presentVersion) {
  if (!isObject(line)) return line;
  if (line["journal"] === "2.0") return { ...line, journal: presentVersion };
  if (!("change" in line)) return line;
  const change = renamed(renamed(line["change"], "sections", "threads"), "event_id", "source_id");
  return { ...line, change };
}
function presentFingerprint({ server_name, site_name, ...rest }) {
  return { source: `cactus:${String(server_name)}`, site: site_name, ...rest };
}
function renamed(value, from, to) {
  if (!isObject(value) || !(from in value)) return value;
  const { [from]: kept, ...rest } = value;
  return { ...rest, [to]: kept };
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/checkpoint/journal.ts
var headerSchema = external_exports.object({
  journal: external_exports.literal(checkpointVersion),
  /** The sequence after which the journal's changes follow. */
  sequence: sequenceSchema,
  /** `started_at` of the checkpoint that the journal belongs to. */
  started_at: timestampSchema
});
var newline = 10;
var checksumLength = 64;
var Journal = class {
  #file;
  #fd;
  #header;
  #length;
  #torn = false;
  /** Continues the journal in the file, which must be clean, or begins an empty one. */
  constructor(file, header) {
    this.#file = file;
    this.#fd = openSync2(file, "a");
    this.#header = header;
    this.#length = fstatSync2(this.#fd).size;
  }
  /**
   * Adds changes; when this returns, they are on the disk.
   * @throws MigrationError `checkpoint-not-written` where the disk took only a part of them
   */
  append(records) {
    if (this.#torn) this.#truncate(this.#length);
    const header = this.#length === 0 ? formatLine(this.#header) : "";
    const lines2 = header + records.map(formatLine).join("");
    const length = this.#length + Buffer.byteLength(lines2);
    this.#torn = true;
    writeFileSync2(this.#fd, lines2);
    fsyncSync2(this.#fd);
    if (fstatSync2(this.#fd).size !== length) {
      throw checkpointNotWritten(this.#file, "the disk took only a part of it and may be full");
    }
    this.#torn = false;
    this.#length = length;
  }
  /** Drops all changes: they are in the snapshot that the header names. */
  renew(header) {
    this.#truncate(0);
    this.#header = header;
  }
  close() {
    closeSync2(this.#fd);
  }
  #truncate(length) {
    ftruncateSync(this.#fd, length);
    this.#length = length;
    this.#torn = false;
  }
};
function parseJournal(bytes) {
  const records = [];
  let header;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    if (end === -1) return { header, records, ending: "torn" };
    const line = parseLine(bytes.subarray(start, end));
    const json = lineWithPresentNames(line, checkpointVersion);
    if (header === void 0) {
      header = headerSchema.safeParse(json).data;
      if (header === void 0) return { header, records, ending: "damaged" };
    } else {
      const record = changeRecordSchema.safeParse(json).data;
      if (record?.sequence !== header.sequence + records.length + 1) {
        return { header, records, ending: "damaged" };
      }
      records.push(record);
    }
    start = end + 1;
  }
  return { header, records, ending: "clean" };
}
function formatLine(value) {
  const json = JSON.stringify(value);
  return `${sha256(json)} ${json}
`;
}
function parseLine(line) {
  const json = line.subarray(checksumLength + 1);
  const start = `${sha256(json)} `;
  if (line.toString("latin1", 0, checksumLength + 1) !== start) return void 0;
  try {
    return JSON.parse(json.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function sha256(data) {
  return createHash2("sha256").update(data).digest("hex");
}

// src/checkpoint/lock.ts
import { DatabaseSync } from "node:sqlite";
var sqliteBusy = 5;
function lockCheckpoint(file) {
  const lockFile = `${file}.lock`;
  let database;
  try {
    database = new DatabaseSync(lockFile);
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (!(error instanceof Error) || !("errcode" in error)) throw error;
    if (error.errcode === sqliteBusy) throw checkpointInUse(file, error);
    throw checkpointNotWritten(lockFile, error.message, error);
  }
  const held = database;
  return { release: () => held.close() };
}

// src/checkpoint/continue-state.ts
function continueState(state, header, records) {
  if (header !== void 0 && header.started_at !== state.started_at)
    return "of another checkpoint";
  if (header !== void 0 && header.sequence > state.sequence) return "after a later state";
  for (const record of records) {
    if (record.sequence > state.sequence) applyChange(state, record);
  }
  return void 0;
}

// src/checkpoint/snapshot.ts
import { constants } from "node:buffer";
import { createHash as createHash3 } from "node:crypto";

// src/checkpoint/id-mapping.ts
var entryIndent = "    ";
var sliceLength = 65536;
function formatEntries(mapping) {
  const pieces = [];
  let piece = "";
  let separator = "";
  for (const [sourceId, commentId] of mapping) {
    piece += `${separator}${entryIndent}${JSON.stringify(sourceId)}: ${JSON.stringify(commentId)}`;
    separator = ",\n";
    if (piece.length < sliceLength) continue;
    pieces.push(Buffer.from(piece));
    piece = "";
  }
  if (piece !== "") pieces.push(Buffer.from(piece));
  return pieces;
}
function parseEntries(bytes) {
  const mapping = /* @__PURE__ */ new Map();
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.indexOf(",\n", start + sliceLength);
    const end = lineEnd === -1 ? bytes.length : lineEnd;
    if (!addEntries(mapping, parseObject(bytes.toString("utf8", start, end)))) return void 0;
    start = end + 2;
  }
  return mapping;
}
function toIdMapping(json) {
  const mapping = /* @__PURE__ */ new Map();
  return addEntries(mapping, json) ? mapping : void 0;
}
function addEntries(mapping, json) {
  if (!isObject2(json)) return false;
  for (const sourceId of Object.keys(json)) {
    const commentId = json[sourceId];
    if (typeof commentId !== "number" && typeof commentId !== "string") return false;
    mapping.set(sourceId, commentId);
  }
  return true;
}
function isObject2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseObject(entries) {
  try {
    return JSON.parse(`{${entries}}`);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}

// src/checkpoint/legacy.ts
var amount = external_exports.int().nonnegative().catch(0);
var time = external_exports.coerce.date().transform((date) => date.toISOString()).pipe(timestampSchema).optional().catch(void 0);
var text = external_exports.string().optional().catch(void 0);
var page = external_exports.looseObject({
  comments: amount.optional(),
  completed_at: time,
  error: text,
  code: text,
  attempts: external_exports.int().positive().optional().catch(void 0),
  last_attempt: time
});
var listedPage = external_exports.union([
  external_exports.string().transform((id) => [id, {}]),
  page.extend({ page_id: external_exports.string() }).transform((listed) => [listed.page_id, listed])
]);
var mappedPage = external_exports.union([page, external_exports.string().transform((error) => ({ error }))]);
var pages = external_exports.union([
  external_exports.array(listedPage),
  external_exports.record(external_exports.string(), mappedPage.catch({})).transform((map) => Object.entries(map))
]).default([]);
var legacySchema = external_exports.looseObject({
  version: external_exports.literal("1.0"),
  started_at: time,
  last_updated: time,
  completed_pages: pages,
  failed_pages: pages,
  statistics: external_exports.looseObject({
    total_pages: amount,
    comments_extracted: amount,
    comments_imported: amount,
    comments_failed: amount
  }).optional().catch(void 0),
  id_mapping: external_exports.unknown().default({}),
  fingerprint: external_exports.undefined().optional(),
  sequence: external_exports.undefined().optional(),
  checksum: external_exports.undefined().optional()
});
function parseLegacy(json) {
  const parsed = legacySchema.safeParse(json);
  if (!parsed.success) return void 0;
  const { started_at, completed_pages, failed_pages, statistics } = parsed.data;
  const idMapping = toIdMapping(parsed.data.id_mapping);
  if (idMapping === void 0) return void 0;
  const startedAt = started_at ?? (/* @__PURE__ */ new Date(0)).toISOString();
  const lastUpdated = parsed.data.last_updated ?? startedAt;
  const completed = Object.fromEntries(
    completed_pages.map(([pageId, { comments, completed_at }]) => [
      pageId,
      { comments: comments ?? 0, completed_at: completed_at ?? lastUpdated }
    ])
  );
  const failed = Object.fromEntries(
    failed_pages.filter(([pageId]) => !Object.hasOwn(completed, pageId)).map(([pageId, { error, code, attempts, last_attempt }]) => [
      pageId,
      {
        error: error ?? "The reason was not recorded.",
        code: code ?? "unknown",
        attempts: attempts ?? 1,
        last_attempt: last_attempt ?? lastUpdated
      }
    ])
  );
  return {
    version: checkpointVersion,
    status: "running",
    generation: 0,
    pass: 0,
    sequence: 0,
    started_at: startedAt,
    last_updated: lastUpdated,
    statistics: {
      total_pages: statistics?.total_pages ?? 0,
      comments_extracted: statistics?.comments_extracted ?? 0,
      comments_imported: statistics?.comments_imported ?? 0,
      comments_failed: statistics?.comments_failed ?? 0
    },
    failed_pages: asRecord(failed),
    completed_pages: asRecord(completed),
    id_mapping: idMapping
  };
}

// src/checkpoint/snapshot.ts
var blankChecksum = "0".repeat(64);
var beforeChecksum = '\n  "checksum": "';
var afterChecksum = '"\n}\n';
var beforeEntries = '\n  "id_mapping": {';
var afterEntries = "},";
var endLength = beforeChecksum.length + blankChecksum.length + afterChecksum.length;
function serialiseSnapshot(state) {
  const { id_mapping, ...fields } = state;
  const text2 = JSON.stringify({ ...fields, id_mapping: {}, checksum: blankChecksum }, null, 2);
  const frame = Buffer.from(`${text2}
`);
  const entries = formatEntries(id_mapping);
  const entriesStart = frame.length - endLength - afterEntries.length;
  const bytes = Buffer.concat([
    frame.subarray(0, entriesStart),
    ...entries.length === 0 ? [] : [Buffer.from("\n"), ...entries, Buffer.from("\n  ")],
    frame.subarray(entriesStart)
  ]);
  bytes.write(sha2562(bytes), bytes.length - afterChecksum.length - blankChecksum.length, "latin1");
  return bytes;
}
function parseSnapshot(bytes, options = {}) {
  const parsed = parseFields(bytes, options);
  if (parsed.kind !== "current") return parsed;
  const idMapping = parseEntries(parsed.entries);
  if (idMapping === void 0) return damaged("its field id_mapping is not as expected");
  return { kind: "current", state: { ...parsed.fields, id_mapping: idMapping } };
}
function inspectSnapshot(bytes) {
  const parsed = parseFields(bytes, {});
  return parsed.kind === "current" ? parsed.fields : void 0;
}
function parseFields(bytes, { maxBytes = constants.MAX_STRING_LENGTH }) {
  if (bytes.length > Math.min(maxBytes, constants.MAX_STRING_LENGTH)) {
    return damaged(`it is larger than expected (${bytes.length} bytes)`);
  }
  const checksum = checkChecksum(bytes);
  if (checksum === "wrong") return damaged("its checksum does not match");
  const parts = checksum === "right" ? splitOffEntries(bytes) : void 0;
  const json = parseJson(parts?.frame ?? bytes);
  if (json === void 0) return damaged("it is cut off or no longer JSON");
  const version = external_exports.object({ version: external_exports.string() }).safeParse(json).data?.version;
  if (version === void 0) return damaged("it has no version");
  if (isNewer(version)) return { kind: "too-new", version };
  if (parts === void 0) {
    const state = parseLegacy(json);
    return state === void 0 ? damaged("its checksum is missing, or fields are not as expected") : { kind: "legacy", state };
  }
  const parsed = checkpointSchema.safeParse(withPresentNames(json, checkpointVersion));
  const field = parsed.error?.issues[0]?.path.join(".");
  if (!parsed.success) return damaged(`its field ${field} is not as expected`);
  return { kind: "current", fields: parsed.data, entries: parts.entries };
}
function checkChecksum(bytes) {
  const start = bytes.length - endLength;
  if (start < 0) return "absent";
  const end = bytes.toString("latin1", start);
  if (!end.startsWith(beforeChecksum) || !end.endsWith(afterChecksum)) return "absent";
  const checksumStart = start + beforeChecksum.length;
  const actual = sha2562(bytes.subarray(0, checksumStart), blankChecksum, afterChecksum);
  return end === beforeChecksum + actual + afterChecksum ? "right" : "wrong";
}
function splitOffEntries(bytes) {
  const before = bytes.indexOf(beforeEntries);
  if (before === -1) return void 0;
  const start = before + beforeEntries.length;
  const end = bytes.length - endLength - afterEntries.length;
  if (end < start) return void 0;
  return {
    frame: Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]),
    entries: bytes.subarray(start, end)
  };
}
function sha2562(...parts) {
  const hash = createHash3("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
function parseJson(bytes) {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function isNewer(version) {
  const numbers2 = /^(\d+)\.(\d+)$/.exec(version);
  if (numbers2 === null) return false;
  const [major = 0, minor = 0] = numbers2.slice(1).map(Number);
  const [ownMajor = 0, ownMinor = 0] = checkpointVersion.split(".").map(Number);
  return major > ownMajor || major === ownMajor && minor > ownMinor;
}
function damaged(reason) {
  return { kind: "damaged", reason };
}

// src/checkpoint/recover.ts
var nothingDuplicated = "This costs only time: comments that are already in the database are recognised there, so none is duplicated.";
function recover({ startOver, ...files }) {
  if (startOver === void 0) return newestGood(files);
  const found = unlessRefused(() => newestGood(files));
  const generation = startOver(found?.state.generation ?? 0);
  return found?.state.generation === generation ? found : beginAnew(files, [], generation);
}
function unlessRefused(find) {
  const refusals = ["checkpoint-of-another-migration", "checkpoint-too-new"];
  try {
    return find();
  } catch (error) {
    if (error instanceof MigrationError && refusals.includes(error.code)) return void 0;
    throw error;
  }
}
function newestGood({ file, fingerprint, now }) {
  const notes = [];
  const found = readSnapshot(file, fingerprint);
  if (found === "absent") return beginAnew({ file, fingerprint, now }, notes);
  if (!("reason" in found)) return replay(file, found, { snapshotIsGood: true, now, notes });
  const aside = keepAside(file, now);
  const previous = readSnapshot(previousOf(file), fingerprint);
  if (previous === "absent" || "reason" in previous) {
    const kept = [aside, keepAside(previousOf(file), now), keepAside(journalOf(file), now)];
    notes.push(
      `The checkpoint ${file} is damaged (${found.reason}), and there is no good earlier one: the migration starts over. ${nothingDuplicated} What was there is kept: ${kept.filter((name) => name !== void 0).join(", ")}.`
    );
    return beginAnew({ file, fingerprint, now }, notes);
  }
  notes.push(
    `The checkpoint ${file} is damaged (${found.reason}); the one before it, of ${previous.state.last_updated}, is used. ${nothingDuplicated} The damaged file is kept as ${aside}.`
  );
  return replay(file, previous, { snapshotIsGood: false, now, notes });
}
function beginAnew({ file, fingerprint, now }, notes, generation = 0) {
  removeLeftovers(file);
  const state = newState(fingerprint, now, generation);
  return {
    state,
    origin: "new",
    notes,
    snapshotIsGood: false,
    savedSequence: void 0,
    journalIsGood: false
  };
}
function readSnapshot(file, fingerprint) {
  const bytes = readIfThere(file);
  if (bytes === void 0) return "absent";
  const parsed = parseSnapshot(bytes);
  switch (parsed.kind) {
    case "damaged":
      return { reason: parsed.reason };
    case "too-new":
      throw checkpointTooNew(file, parsed.version);
    case "legacy":
      return { state: { ...parsed.state, fingerprint }, origin: "legacy" };
    case "current":
      if (!sameMigration(parsed.state.fingerprint, fingerprint)) {
        throw checkpointOfAnotherMigration(file, parsed.state.fingerprint, fingerprint);
      }
      return { state: parsed.state, origin: "resumed" };
  }
}
function replay(file, { state, origin }, context) {
  const { notes, snapshotIsGood } = context;
  const savedSequence = snapshotIsGood && origin === "resumed" ? state.sequence : void 0;
  const journalIsGood = replayJournal(journalOf(file), state, context);
  return { state, origin, notes, snapshotIsGood, savedSequence, journalIsGood };
}
function replayJournal(file, state, { now, notes }) {
  const bytes = readIfThere(file);
  if (bytes === void 0 || bytes.length === 0) return true;
  const { header, records, ending } = parseJournal(bytes);
  switch (continueState(state, header, records)) {
    case "of another checkpoint":
      notes.push(`The journal ${file} belongs to another checkpoint and is ignored.`);
      return false;
    case "after a later state":
      notes.push(`The journal ${file} continues a later state than the one used, and is ignored.`);
      return false;
  }
  if (ending === "torn") {
    notes.push(
      `The last line of the journal ${file} was cut off by an interruption; it is ignored.`
    );
  }
  if (ending === "damaged") {
    notes.push(
      `The journal ${file} is damaged after ${records.length} changes; the rest is ignored. ${nothingDuplicated} The damaged file is kept as ${keepAside(file, now)}.`
    );
  }
  const last = (header?.sequence ?? 0) + records.length;
  return ending === "clean" && last === state.sequence;
}

// src/checkpoint/checkpoint.ts
var Checkpoint = class _Checkpoint {
  #file;
  #now;
  #state;
  #journal;
  #lock;
  #savedSequence;
  #closed = false;
  constructor({ file, now }, { state, savedSequence }, journal, lock) {
    this.#file = file;
    this.#now = now;
    this.#state = state;
    this.#savedSequence = savedSequence;
    this.#journal = journal;
    this.#lock = lock;
  }
  /**
   * Opens the checkpoint, or begins one if there is none.
   * @throws MigrationError `checkpoint-of-another-migration`, `checkpoint-too-new`,
   *   `checkpoint-not-read`, `checkpoint-not-written`, `checkpoint-in-use`
   */
  static async open(options) {
    const { file } = options;
    writingTo(file, () => makeFolder(dirname3(file)));
    const lock = lockCheckpoint(file);
    try {
      return _Checkpoint.#openLocked(options, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }
  static #openLocked(options, lock) {
    const { file, now } = options;
    const recovered = recover({ ...options, now: now() });
    const { state, notes, origin, snapshotIsGood, savedSequence, journalIsGood } = recovered;
    const journal = writingTo(journalOf(file), () => new Journal(journalOf(file), headerOf(state)));
    const checkpoint = new _Checkpoint(options, recovered, journal, lock);
    try {
      if (savedSequence === void 0 || !journalIsGood) {
        checkpoint.#fold({ keepPrevious: snapshotIsGood });
      }
    } catch (error) {
      journal.close();
      throw error;
    }
    return { checkpoint, notes, origin };
  }
  /** The state as it is now. */
  get state() {
    return this.#state;
  }
  /**
   * A run begins, over this many pages. Where all pages are complete it begins a new pass, in which
   * no page is complete yet.
   */
  async start(totalPages) {
    this.#record({ type: "start", total_pages: totalPages });
  }
  /** What earlier runs did; undefined where nothing is remembered of any. */
  previousRun() {
    const { last_updated, completed_pages, failed_pages } = this.#state;
    const completed = Object.entries(completed_pages);
    const failed = Object.keys(failed_pages);
    if (completed.length + failed.length === 0) return void 0;
    return {
      at: last_updated,
      completed: new Map(completed.map(([pageId, { comments }]) => [pageId, comments])),
      failed: new Set(failed)
    };
  }
  /** The database's bookmark before the first write, until all pages are complete. */
  bookmark() {
    return this.#state.bookmark;
  }
  /** Remembers the database's bookmark, unless an earlier one is remembered. */
  async markBookmark(bookmark) {
    if (this.#state.bookmark === void 0) this.#record({ type: "bookmark", bookmark });
  }
  /** The page as completed in this pass, by this or an earlier run. */
  completedPage(pageId) {
    const completed = this.#state.completed_pages[pageId];
    return (completed?.pass ?? 0) === this.#state.pass ? completed : void 0;
  }
  shouldSkipPage(pageId) {
    return this.completedPage(pageId) !== void 0;
  }
  isPageFailed(pageId) {
    return this.#state.failed_pages[pageId] !== void 0;
  }
  /** All comments of the page are in the target; it is no longer among the failed ones. */
  async markPageComplete(pageId, imported, threads, removed = []) {
    const known = removed.filter((sourceId) => this.getNewCommentId(sourceId) !== void 0);
    this.#record(pageComplete(pageId, imported, threads, known));
  }
  /** Takes over pages that are complete, with all their comments, from the target's own record. */
  async rebuild(imported, threads = /* @__PURE__ */ new Map()) {
    const changes = [...Map.groupBy(imported, ({ pageId }) => pageId)].map(
      ([pageId, comments]) => pageComplete(pageId, comments, threads.get(pageId))
    );
    this.#record(...changes);
  }
  /**
   * Returns the number of times that the page failed, this one included. A page that is complete
   * can't fail: rejects with a plain Error.
   */
  async markPageFailed(pageId, failure) {
    if (this.shouldSkipPage(pageId)) {
      throw new Error(`The page ${pageId} is complete and can't be marked as failed.`);
    }
    const { code, message } = failure;
    this.#record({ type: "page-failed", page_id: pageId, error: message, code });
    return this.#state.failed_pages[pageId]?.attempts ?? 0;
  }
  /** Remembers where a comment went, apart from the completion of its page. */
  async addIdMapping(sourceId, commentId) {
    this.#record({ type: "id-mapping", source_id: sourceId, comment_id: commentId });
  }
  getNewCommentId(sourceId) {
    return this.#state.id_mapping.get(sourceId);
  }
  /** Replaces the numbers given; the checkpoint counts the pages and imported comments itself. */
  async updateStatistics(statistics) {
    this.#record({ type: "statistics", statistics });
  }
  progressSummary() {
    return summariseProgress(this.#state);
  }
  /** All pages are complete. The state is saved as done, never deleted: it stays as the record. */
  async markDone() {
    this.#record({ type: "done" });
    await this.save();
  }
  /**
   * Folds the journal into the JSON file; does nothing if that is up to date. The old file stays as
   * `<file>.previous`. A crash in between loses and doubles nothing: the journal is emptied last,
   * and its changes are distinguished by their sequence from those that the file has.
   */
  async save() {
    this.#assertOpen();
    if (this.#savedSequence !== this.#state.sequence) this.#fold({ keepPrevious: true });
  }
  /** Ends the use of the files, without a save: the journal holds what the JSON file doesn't. */
  async close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#journal.close();
    this.#lock.release();
  }
  #record(...changes) {
    this.#assertOpen();
    const at = this.#now().toISOString();
    const first = this.#state.sequence + 1;
    const records = changes.map(
      (change, index) => changeRecordSchema.parse({ sequence: first + index, at, change })
    );
    writingTo(journalOf(this.#file), () => this.#journal.append(records));
    for (const record of records) applyChange(this.#state, record);
  }
  #fold({ keepPrevious }) {
    const { sequence } = this.#state;
    if (this.#savedSequence !== sequence) {
      replaceSnapshot(this.#file, serialiseSnapshot(this.#state), { keepPrevious });
      this.#savedSequence = sequence;
    }
    writingTo(journalOf(this.#file), () => this.#journal.renew(headerOf(this.#state)));
  }
  #assertOpen() {
    if (this.#closed) throw new Error("The checkpoint is closed.");
  }
};
function pageComplete(pageId, imported, threads, removed = []) {
  return {
    type: "page-complete",
    page_id: pageId,
    comments: imported.map(({ sourceId, commentId }) => [sourceId, commentId]),
    ...threads === void 0 ? {} : { threads },
    ...removed.length === 0 ? {} : { removed: [...removed] }
  };
}
function headerOf({ sequence, started_at }) {
  return { journal: checkpointVersion, sequence, started_at };
}

export {
  systemErrorCode,
  writeReason,
  readReason,
  cloudflarePrices,
  percent,
  duration,
  minute,
  place,
  firstNames,
  runMessages,
  makeFolder,
  missingFolders,
  FileNotWrittenError,
  writeWholeFile,
  realPlace,
  bookmarkForm,
  partSettings,
  askedInWords,
  partInNumbers,
  partOf,
  isPartDone,
  attentionOf,
  kindOf,
  placesIn,
  table,
  baselineSection,
  nextSteps,
  headline,
  overview,
  readableSection,
  verdictMark,
  trialSections,
  sectionsOf,
  nextSection,
  inertMarkdown,
  table2,
  textBar,
  renderMarkdown,
  renderSections,
  reportFilesIn,
  writeReport,
  fingerprintSchema,
  sameMigration,
  describeMigration,
  newest,
  writingTo,
  checkpointRequired,
  journalOf,
  readIfThere,
  replaceSnapshot,
  parseJournal,
  summariseProgress,
  continueState,
  parseSnapshot,
  inspectSnapshot,
  Checkpoint
};
