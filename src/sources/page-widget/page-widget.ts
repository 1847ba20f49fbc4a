import type { FoundWidget, WidgetPage } from "../../domain/widget.ts";

/**
 * A widget that shows the thread that it is told, or else that of the page's path.
 * @param told undefined or empty where the page says nothing
 */
export function widgetAt(
  offset: number,
  told: string | undefined,
  { address }: WidgetPage,
  siteName?: string,
): FoundWidget {
  const threadId = told || pathOf(address);
  if (threadId === undefined) {
    const reason = "it shows the thread of the page's address, which is not known here";
    return { kind: "unreadable", offset, reason };
  }
  const site = siteName === undefined ? {} : { siteName };
  return { kind: "complete", offset, address: { threadId, ...site } };
}

/** `location.pathname` of a page. */
function pathOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return URL.parse(address, "http://site.invalid")?.pathname;
}
