const anyMark =
  /giscus\.app\/client|<giscus-widget\b|\bdata-repo(?:-id)?\b|utteranc\.es\/client|\bdata-issue-(?:term|number)\b|\bnew\s+(?:window\.)?Gitalk\b/i;
const placeMark =
  /giscus\.app\/client|<giscus-widget\b|utteranc\.es\/client|\bnew\s+(?:window\.)?Gitalk\b/gi;
const wordOfWidget = /giscus|utteranc|gitalk|data-repo|issue-(?:term|number)|repoId|issueTerm/i;

/** Where a template or script first shows that it holds the widget; undefined for none. */
export function markIn(text: string): number | undefined {
  const index = text.search(anyMark);
  return index < 0 ? undefined : index;
}

/** Where the HTML of a text holds the widget; offsets, in order. */
export function placesIn(text: string): readonly number[] {
  return [...text.matchAll(placeMark)].map(({ index }) => index);
}

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
