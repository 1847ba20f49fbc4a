import { widgetMarks } from "../../page-widget/widget-marks.ts";

const anyMark =
  /giscus\.app\/client|<giscus-widget\b|\bdata-repo(?:-id)?\b|utteranc\.es\/client|\bdata-issue-(?:term|number)\b|\bnew\s+(?:window\.)?Gitalk\b/i;
const placeMark =
  /giscus\.app\/client|<giscus-widget\b|utteranc\.es\/client|\bnew\s+(?:window\.)?Gitalk\b/gi;
const wordOfWidget = /giscus|utteranc|gitalk|data-repo|issue-(?:term|number)|repoId|issueTerm/i;

/** Where texts hold one of the widgets. */
export const marks = widgetMarks(anyMark, placeMark);

/** Whether a text has any of the words without which no page shows the widget; cheap. */
export function mayShow(text: string): boolean {
  return wordOfWidget.test(text);
}

/** Whether a script has the address of a client, and not only to look for its tag on the page. */
export function loadsClient(text: string): boolean {
  return /(?<!\[src[*^$]?=\\?["']?(?:https?:)?\/\/)(?:giscus\.app|utteranc\.es)\/client/i.test(
    text,
  );
}
