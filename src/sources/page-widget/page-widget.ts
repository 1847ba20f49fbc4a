import type { ThreadAddress } from "../../domain/page.ts";

/** What a widget may know of the page beside its HTML. */
export interface WidgetPage {
  /** Where readers see it: a path, or a URL; undefined of a template that is no page yet. */
  readonly address?: string;
  /** Returns the code of a script file of the site, by the `src` of its tag. */
  readonly scriptOf?: (src: string) => string | undefined;
}

/** A widget on a page, at an offset in the page's HTML. */
export type FoundWidget =
  | { readonly kind: "complete"; readonly offset: number; readonly address: ThreadAddress }
  /** Only a browser could tell which thread it shows; `reason` ends a sentence after "because". */
  | { readonly kind: "unreadable"; readonly offset: number; readonly reason: string };

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
