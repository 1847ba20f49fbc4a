import type { Finding } from "./finding.ts";
import type { ThreadAddress } from "./page.ts";

/** The widget that shows comments on a site's pages now, as far as finding it needs. */
export interface Widget {
  /** As messages name it. */
  readonly name: string;
  /** What a template is called that parameters of the site's configuration may choose by its name. */
  readonly nameOfFiles: RegExp;
  /** Offset at which a template or script shows that it holds the widget; undefined for any other. */
  markIn(text: string): number | undefined;
  /** Offsets of the places where the HTML of a content file holds the widget, in their order. */
  placesIn(text: string): readonly number[];
  /** Whether a page or script with this text may show the widget; cheap, and never no by mistake. */
  mayShow(text: string): boolean;
  /** A reader for many pages, which keeps what it learnt of the scripts that they share. */
  createReader(): WidgetReader;
  /** What a person should know about a thread id, its place aside; undefined where that is nothing. */
  oddThreadId(threadId: string): Finding | undefined;
}

/** Reads which threads a page's HTML shows. */
export type WidgetReader = (html: string, page?: WidgetPage) => readonly FoundWidget[];

/** What a widget may know of the page beside its HTML. */
export interface WidgetPage {
  /**
   * Where readers see it: its path, percent-encoded, behind the site's origin where that is known.
   * Undefined of a template that is no page yet.
   */
  readonly address?: string;
  /** Returns the code of a script file of the site, by the `src` of its tag. */
  readonly scriptOf?: (src: string) => string | undefined;
}

/** A widget on a page, at an offset in the page's HTML. */
export type FoundWidget =
  | { readonly kind: "complete"; readonly offset: number; readonly address: ThreadAddress }
  /** Only a browser could tell which thread it shows; `reason` ends a sentence after "because". */
  | { readonly kind: "unreadable"; readonly offset: number; readonly reason: string };
