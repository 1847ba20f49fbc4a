import { html } from "hono/html";
import type { NewComment } from "../comments/new-comment.ts";
import { htmlPage } from "./html-page.ts";
import type { Refusal } from "./refusal.ts";
import type { SiteWords } from "./site-words.ts";

/** Whether a browser shows the answer by itself, without the site's script. */
export function isNavigation({ headers }: Request): boolean {
  // Source: https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header
  return headers.get("Sec-Fetch-Mode") === "navigate";
}

/** Where the answer leads back to, and its texts. */
interface Surroundings {
  readonly words: SiteWords;
  /** Undefined where it is not known. */
  readonly page: URL | undefined;
}

/** Confirms a comment to who sent the form without the site's script. */
export function confirmation(
  comment: NewComment,
  waiting: boolean,
  { words, page }: Surroundings,
): Promise<Response> {
  return htmlPage({
    lang: words.lang,
    title: words.say("title"),
    status: 201,
    body: html`<p role="status">${words.say(waiting ? "waiting" : "posted")}</p>
<article>
<h2 dir="auto">${comment.author_name}</h2>
<p class="text" dir="auto">${comment.content}</p>
</article>
${wayBack(words, page)}`,
  });
}

/**
 * Says to people what was wrong.
 * @param wasComment whether it is a comment that was refused
 */
export function refusalPage(
  { status, code, message, remedy, headers }: Refusal,
  wasComment: boolean,
  { words, page }: Surroundings,
): Promise<Response> {
  const reason = words.of(`error_${code.replaceAll("-", "_")}`) ?? `${message} ${remedy}`;
  return htmlPage({
    lang: words.lang,
    title: words.say(wasComment ? "not_sent" : "title"),
    status,
    headers,
    body: html`<p role="alert">${reason}</p>
${wayBack(words, page)}`,
  });
}

function wayBack(words: SiteWords, page: URL | undefined) {
  return page === undefined ? "" : html`<p><a href="${page.href}">${words.say("back")}</a></p>`;
}
