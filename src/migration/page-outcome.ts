import type { Page } from "../domain/page.ts";
import type { PageFailure } from "./page-failure.ts";

/**
 * What was done with a page when it failed: its room was read, its comments were put in order and
 * checked, they were written, or what was written was compared.
 */
export type PageStep = "read" | "check" | "import" | "verify";

/** What became of one page. Counts are of comments. */
export type PageOutcome =
  /** All its comments are in the target; `inserted` of them by this run. */
  | {
      readonly state: "completed";
      readonly page: Page;
      readonly comments: number;
      readonly inserted: number;
    }
  /** An earlier run had completed it, so that this one left it alone. */
  | { readonly state: "completed-before"; readonly page: Page; readonly comments: number }
  /** `comments` were read from the source (0 when reading failed); none or some are in the target. */
  | {
      readonly state: "failed";
      readonly page: Page;
      readonly comments: number;
      readonly failure: PageFailure;
      readonly step: PageStep;
      /** Runs that failed on this page, this one included. */
      readonly attempts: number;
    }
  /** A verification found all its comments as they should be. */
  | { readonly state: "verified"; readonly page: Page; readonly comments: number }
  /** Not reached before the run was stopped. */
  | { readonly state: "remaining"; readonly page: Page }
  /** A dry run read it. */
  | { readonly state: "readable"; readonly page: Page; readonly comments: number };
