import type { Finding } from "../domain/finding.ts";
import type { LayoutWidget, SiteScan } from "../domain/page.ts";
import { withKnownThreads } from "./known-threads.ts";

/** What shows the comments of a page in a template of examples/worker. */
const ownPartial = '{{ partial "comments.html" . }}';

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
  const count = byLayout.length === 1 ? "1 page is" : `${byLayout.length} pages are`;
  const shown = `The comments of ${count} shown by templates, where no shortcode can be replaced`;
  const widget = isOwnShortcode ? ownPartial : "what shows the new comments";
  if (widgets.length === 0) {
    return [
      {
        severity: "warning",
        code: "replace-by-template",
        message: `${shown}; which of them holds the old widget is not known.`,
        remedy: `Look for initComments in the site and its theme, and put ${widget} in its place.`,
      },
    ];
  }
  return widgets.map((one) => ({
    severity: "warning",
    code: "replace-by-template",
    message: `${shown}; the old widget is here.`,
    remedy: remedyFor(one, widget),
    location: one.location,
  }));
}

function remedyFor({ location, isOwn, chosenBy }: LayoutWidget, widget: string): string {
  const inLayouts = /(?:^|\/)(layouts\/.+)$/.exec(location.file)?.[1];
  if (chosenBy.length > 0 && inLayouts !== undefined) {
    const other = inLayouts.replace(/[^/]+(?=\.[^./]+$)/, "moved-comments");
    const parameters = chosenBy.map(
      ({ name, location: { file, line } }) => `${name} in ${file}, line ${line}`,
    );
    return `Write a file ${other} into your site that holds ${widget}, and set ${parameters.join(" and ")}, to "moved-comments".`;
  }
  if (isOwn || inLayouts === undefined) return `Put ${widget} there in place of the widget.`;
  return inLayouts.includes("partials/")
    ? `Write a file ${inLayouts} into your site that holds ${widget}; Hugo takes it instead of the theme's.`
    : `Copy the file to ${inLayouts} in your site, and put ${widget} there in place of the widget; Hugo takes it instead of the theme's.`;
}
