import type { Page } from "../../domain/page.ts";

/** A page with what decides between pages that share a thread. */
export interface FoundPage {
  readonly page: Page;
  /** Undefined where the page has no date; such a page is never the newest. */
  readonly date: Date | undefined;
  /** The day of its date in the page's own time zone, `2020-05-31`. */
  readonly day: string | undefined;
  /** The same for all translations of a page; undefined where Hugo did not say it, like the next one. */
  readonly translationKey: string | undefined;
  readonly language: string | undefined;
}
