import type { Finding } from "../domain/finding.ts";
import type { LayoutWidget, SiteScan } from "../domain/page.ts";
import { withKnownThreads } from "./known-threads.ts";
import { replaceMessages } from "./messages.ts";

/** What shows the comments of a page in a template of examples/worker. */
export const ownPartial = '{{ partial "d1-comments.html" . }}';

/**
 * Says how layouts have to be changed that show the comments of moved pages by themselves: no content
 * file names their threads, so that nothing could be replaced there.
 * @param moved ids of the pages whose comments are all in the target
 * @param isOwnShortcode whether the new comments are shown by examples/worker
 */
export function layoutSuggestions(
  { pages, places, widgets }: Pick<SiteScan, "pages" | "places" | "widgets">,
  moved: ReadonlySet<string>,
  isOwnShortcode: boolean,
): readonly Finding[] {
  const placed = new Set(withKnownThreads(places, pages).flatMap(({ threadIds }) => threadIds));
  const byLayout = pages.filter(
    ({ pageId, threads }) =>
      moved.has(pageId) && threads.some(({ threadId }) => !placed.has(threadId)),
  );
  if (byLayout.length === 0) return [];
  const count = byLayout.length;
  const widget = isOwnShortcode ? ownPartial : "what shows the new comments";
  if (widgets.length === 0) {
    return [replaceMessages.finding("replace-by-template/unknown", { pages: count, widget })];
  }
  return widgets.map((one) => suggestion(one, { pages: count, widget }));
}

function suggestion(
  { location, isOwn, chosenBy }: LayoutWidget,
  given: { readonly pages: number; readonly widget: string },
): Finding {
  const file = /(?:^|\/)(layouts\/.+)$/.exec(location.file)?.[1];
  if (chosenBy.length > 0 && file !== undefined) {
    const other = file.replace(/[^/]+(?=\.[^./]+$)/, "moved-comments");
    const parameters = chosenBy
      .map(({ name, location: { file, line } }) => `${name} in ${file}, line ${line}`)
      .join(" and ");
    const chosen = { ...given, file: other, parameters };
    return replaceMessages.finding("replace-by-template/chosen", chosen, { location });
  }
  if (isOwn || file === undefined) {
    return replaceMessages.finding("replace-by-template/own", given, { location });
  }
  const kind = file.includes("partials/") ? "partial" : "copied";
  return replaceMessages.finding(`replace-by-template/${kind}`, { ...given, file }, { location });
}
