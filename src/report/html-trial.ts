import { type Html, type HtmlValue, html, lines } from "./html-template.ts";
import type { Report, ReportedSample } from "./report.ts";
import { costSentences, proofSentence, sampleWords } from "./trial-words.ts";
import { withRemedy } from "./with-remedy.ts";

/** A dry run's reasons, cost, samples and proof; empty where it was none. */
export function htmlTrial(trial: Report["trial"]): HtmlValue {
  if (trial === null) return "";
  const reasons =
    trial.reasons.length === 0
      ? html`<p>Every page could be read, every comment passed the checks, and there is no error or warning.</p>`
      : html`<ul>${trial.reasons.map(
          ({ judgement, message, remedy }) =>
            html`<li><strong class="${judgement === "no-go" ? "bad" : "doubt"}">${judgement}</strong>: ${withRemedy(message, remedy)}</li>`,
        )}</ul>`;
  return html`<section><h2>Why</h2>${reasons}</section>
<section><h2>What the migration would take</h2><ul>${costSentences(trial).map((line) => html`<li>${line}</li>`)}</ul><p>${proofSentence(trial)}</p></section>
${trial.samples.length === 0 ? "" : html`<section><h2>Sample comments, before and after</h2>${trial.samples.map(sampleTable)}</section>`}`;
}

function sampleTable({ kind, pageId, before, after }: ReportedSample): Html {
  const row = (name: string, was: string, is: string) =>
    html`<tr><th scope="row">${name}</th><td class="text">${lines(was)}</td><td class="text">${lines(is)}</td></tr>`;
  return html`<details open><summary>${sampleWords(kind)}, on ${pageId}</summary><div class="scroll" role="region" tabindex="0" aria-label="${sampleWords(kind)}, before and after"><table><thead><tr><th scope="col">Part</th><th scope="col">In the Matrix room</th><th scope="col">In the new comment system</th></tr></thead><tbody>${[
    row("Page", pageId, after.page),
    row("Author", before.authorId, after.authorName),
    row("Time", before.sentAt, after.createdAt),
    row("Answers", before.replyTo ?? "", after.parentSourceId ?? ""),
    row("Text", before.body, after.content),
  ]}</tbody></table></div></details>`;
}
