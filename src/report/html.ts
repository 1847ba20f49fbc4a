import { createHash } from "node:crypto";
import { type AttentionGroup, type AttentionItem, attentionOf, placesIn } from "./attention.ts";
import { comparisonSentences, comparisonTitle } from "./comparison-words.ts";
import { headline } from "./headline.ts";
import { barChart, columnChart, stepChart } from "./html-charts.ts";
import { style } from "./html-style.ts";
import { Html, type HtmlValue, html, lines } from "./html-template.ts";
import { htmlTrial } from "./html-trial.ts";
import { nextSteps } from "./next-steps.ts";
import { pageSteps } from "./page-steps.ts";
import { pullRequestWords, replacementSentences } from "./replacement-words.ts";
import type { Report } from "./report.ts";
import { timeBuckets } from "./time-buckets.ts";
import { toneOf, verdictWord } from "./verdict-mark.ts";
import {
  addressSentence,
  checkpointSentence,
  count,
  differenceWords,
  discoverySentence,
  duration,
  percent,
  phaseWords,
  place,
  rollbackSentences,
  stateWord,
} from "./wording.ts";

const mostBuckets = 60;
const largestPages = 15;
const openUpTo = 30;
const openPlacesUpTo = 8;
const styleHash = createHash("sha256").update(style).digest("base64");

/**
 * The whole report as one HTML page: without scripts, without anything from elsewhere, for screens
 * of any width and for print.
 */
export function renderHtml(report: Report): string {
  const { site, finishedAt } = report;
  const title = headline(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<header>
<p class="verdict ${toneOf(report)}">${verdictWord(report)}</p>
<h1>${title}</h1>
<p class="quiet">Site ${site.siteName}, from ${site.homeserver} to the ${site.databaseIs} database ${site.database}. Finished ${finishedAt.slice(0, 10)} at ${finishedAt.slice(11, 16)} UTC after ${duration(report.durationMs)}.</p>
</header>
${report.rollback === null ? [progress(report), numbers(report)] : rollback(report.rollback)}
${htmlTrial(report.trial)}
${replaced(report)}
${attention(report)}
${differences(report)}
${section(
  "What to do next",
  html`<ol>${nextSteps(report).map((step) => html`<li>${step}</li>`)}</ol>`,
)}
${comparison(report)}
${shards(report)}
${charts(report)}
${goodToKnow(report)}
${skipped(report)}
${pageList(report)}
<footer>
${[checkpointSentence(report), ...report.checkpoint.notes].map((line) => html`<p>${line}</p>`)}
<p>${discoverySentence(report)} ${addressSentence(report)}</p>
</footer>
</main>
</body>
</html>
`.text;
}

function progress({ progressRate, pages }: Report): Html {
  const words = `${pages.total - pages.remaining} of ${count(pages.total, "page")} (${percent(progressRate)})`;
  return html`<progress value="${progressRate}" max="1" aria-label="Pages dealt with">${words}</progress><p class="quiet">${words} dealt with.</p>`;
}

function numbers({ pages, comments, successRate, trial }: Report): Html {
  const shown: readonly (readonly [string, number, string])[] = [
    ["Pages with comments", pages.total, `${pages.remaining.toLocaleString("en-US")} remaining`],
    ...(trial === null
      ? [
          [
            "Pages complete",
            pages.completed,
            `${pages.completedBefore.toLocaleString("en-US")} of them before`,
          ] as const,
        ]
      : []),
    ["Pages failed", pages.failed, `${percent(successRate)} came through`],
    ["Comments read", comments.extracted, ""],
    ...(trial === null
      ? [
          [
            "Comments moved",
            comments.imported,
            `${comments.inserted.toLocaleString("en-US")} by this run`,
          ] as const,
        ]
      : []),
  ];
  return html`<dl class="numbers">${shown.map(
    ([name, value, note]) =>
      html`<div><dt>${name}</dt><dd>${value.toLocaleString("en-US")}<small>${note}</small></dd></div>`,
  )}</dl>`;
}

function attention(report: Report): HtmlValue {
  const groups = attentionOf(report).filter(({ severity }) => severity !== "notice");
  return groups.length === 0 ? "" : section("Needs your attention", attentionTables(groups));
}

function goodToKnow(report: Report): HtmlValue {
  const groups = attentionOf(report).filter(({ severity }) => severity === "notice");
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  return all === 0 ? "" : folded(`Good to know (${all})`, attentionTables(groups), false);
}

function attentionTables(groups: readonly AttentionGroup[]): Html {
  const rows = groups.flatMap(({ severity, items }) =>
    items.map(
      ({ message, remedy, places }) =>
        html`<tr><td class="${severityTones[severity]}">${severity}</td><td>${message}${remedy === null ? "" : html`<br><strong>${remedy}</strong>`}</td><td>${placeList(places)}</td></tr>`,
    ),
  );
  return scrolling("What needs attention", ["Kind", "What, and what to do", "Where"], rows);
}

function placeList(places: AttentionItem["places"]): HtmlValue {
  const listed = places.map(({ pageId, location, attempts }) => [
    ...(pageId === null ? [] : [html`${pageId} `]),
    ...(location === null ? [] : [html`<span class="quiet">${place(location)}</span>`]),
    ...(attempts === null || attempts < 2
      ? []
      : [html` <span class="quiet">(tried ${attempts} times)</span>`]),
  ]);
  if (places.length === 1) return listed;
  const list = html`<ul>${listed.map((one) => html`<li>${one}</li>`)}</ul>`;
  return places.length <= openPlacesUpTo
    ? list
    : html`<details><summary>${count(places.length, "place")}</summary>${list}</details>`;
}

const severityTones = { error: "bad", warning: "doubt", notice: "quiet" } as const;

function differences({ differences: all }: Report): HtmlValue {
  if (all.length === 0) return "";
  const rows = all.map(
    (difference) =>
      html`<tr><td>${difference.pageId}</td><td>${difference.comment}</td><td>${differenceWords(difference)}</td><td class="text">${lines(difference.expected ?? "")}</td><td class="text">${lines(difference.found ?? "")}</td></tr>`,
  );
  return section(
    "Differences",
    scrolling("Differences", ["Page", "Comment", "What", "In the room", "In the target"], rows),
  );
}

function replaced({ replacement: done }: Report): HtmlValue {
  if (done === undefined) return "";
  const { files, pullRequest } = done;
  const rows = files.map((file) => html`<tr><td>${file}</td></tr>`);
  return section("The old shortcodes", [
    html`<p>${replacementSentences(done).join(" ")}</p>`,
    pullRequest === null
      ? ""
      : html`<p>${pullRequestWords(pullRequest)}: #${pullRequest.number}, ${pullRequest.url}</p>`,
    files.length === 0
      ? ""
      : folded(
          `Files (${files.length.toLocaleString("en-US")})`,
          scrolling("Files with the old shortcodes", ["File"], rows),
          files.length <= openUpTo,
        ),
  ]);
}

function comparison({ comparison: changes }: Report): HtmlValue {
  if (changes === null) return "";
  return section(
    comparisonTitle(changes),
    html`<ul>${comparisonSentences(changes).map((line) => html`<li>${line}</li>`)}</ul>`,
  );
}

function shards({ shards: all }: Report): HtmlValue {
  if (all === null) return "";
  const rows = all.map(
    ({ number, of, verdict, pages }) =>
      html`<tr><th scope="row">${number}/${of}</th><td>${verdict ?? "no report"}</td><td class="n">${pages?.total ?? ""}</td><td class="n">${pages?.completed ?? ""}</td><td class="n">${pages?.failed ?? ""}</td></tr>`,
  );
  return section(
    "Shards",
    scrolling("Shards", ["Shard", "State", "Pages", "Completed", "Failed"], rows),
  );
}

function charts(report: Report): HtmlValue {
  const { months, phases, pageList: pages, shards: parts } = report;
  const buckets = timeBuckets(months, mostBuckets);
  const steps = pageSteps(report);
  const largest = pages
    .filter(({ comments }) => comments > 0)
    .toSorted((a, b) => b.comments - a.comments)
    .slice(0, largestPages);
  const read = months.reduce((sum, { comments }) => sum + comments, 0);
  return [
    steps.length === 0 || report.pages.total === 0
      ? ""
      : section("How far the pages came", stepChart(steps)),
    buckets.length < 2
      ? ""
      : section(
          "When the comments were written",
          html`<figure>${columnChart("Comments over time", buckets)}<figcaption>The ${count(read, "comment")} that this run read.</figcaption></figure>`,
        ),
    largest.length < 2
      ? ""
      : section(
          "Pages with the most comments",
          barChart(
            largest.map(({ pageId, comments }) => ({
              name: pageId,
              value: comments,
              shown: comments.toLocaleString("en-US"),
            })),
          ),
        ),
    phases.length === 0
      ? ""
      : section(
          parts === null ? "Where the time went" : "Where the time went, all shards together",
          barChart(
            phases.map(({ phase, durationMs }) => ({
              name: phaseWords(phase),
              value: durationMs,
              shown: duration(durationMs),
            })),
          ),
        ),
  ];
}

function rollback(done: NonNullable<Report["rollback"]>): HtmlValue {
  const rows = done.replies.map(
    ({ page, commentId, authorName, isDirect }) =>
      html`<tr><td>${page}</td><td>${commentId}</td><td>${authorName}</td><td>${isDirect ? "a moved comment" : "a reader's reply"}</td></tr>`,
  );
  return [
    html`<ul>${rollbackSentences(done).map((line) => html`<li>${line}</li>`)}</ul>`,
    rows.length === 0
      ? ""
      : section(
          "Replies of readers to moved comments",
          scrolling("Replies of readers", ["Page", "Comment", "Author", "Answers"], rows),
        ),
  ];
}

function skipped({ skipped }: Report): HtmlValue {
  const all = skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  if (all === 0) return "";
  const rows = skipped.map(
    ({ pageId, reason, sourceIds }) =>
      html`<tr><td>${pageId}</td><td>${reason}</td><td>${sourceIds.join(", ")}</td></tr>`,
  );
  return folded(
    `Events that are not comments (${all.toLocaleString("en-US")})`,
    scrolling("Events that are not comments", ["Page", "Why", "Source ids"], rows),
    false,
  );
}

function pageList({ pageList: pages }: Report): HtmlValue {
  if (pages.length === 0) return "";
  const rows = pages.map(
    ({ pageId, title, state, comments, location }) =>
      html`<tr><th scope="row">${pageId}<br><span class="quiet">${title}</span></th><td class="${stateTones[state]}">${stateWord(state)}</td><td class="n">${comments.toLocaleString("en-US")}</td><td>${place(location)}</td></tr>`,
  );
  return folded(
    `All pages (${pages.length.toLocaleString("en-US")})`,
    scrolling("All pages", ["Page", "State", "Comments", "Section at"], rows),
    pages.length <= openUpTo,
  );
}

const stateTones = {
  completed: "good",
  "completed-before": "good",
  verified: "good",
  readable: "good",
  failed: "bad",
  remaining: "doubt",
} as const;

function section(title: string, body: HtmlValue): Html {
  return html`<section><h2>${title}</h2>${body}</section>`;
}

function folded(title: string, body: Html, isOpen: boolean): Html {
  return html`<details${isOpen ? " open" : ""}><summary>${title}</summary>${body}</details>`;
}

/** A table that can be wider than the screen; a keyboard can scroll it, so it has a name. */
function scrolling(label: string, head: readonly string[], rows: readonly Html[]): Html {
  const numeric = new Set(["Comments", "Pages", "Completed", "Failed"]);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${head.map(
    (name) => html`<th scope="col"${numeric.has(name) ? new Html(' class="n"') : ""}>${name}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
