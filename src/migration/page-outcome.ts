import type { Page } from "../domain/page.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import type { PageState, PageStep } from "../report/report.ts";

/** What became of one page. */
export type PageOutcome =
  /** All its comments are in the target; `inserted` of them by this run. */
  | (Read<"completed"> & { readonly inserted: number })
  /**
   * The source has no conversation for at least one of its sections: nobody knows whether there are
   * more comments than those that were read, of which `inserted` were written by this run.
   */
  | (Read<"without-conversation"> & { readonly inserted: number })
  /** An earlier run had completed it, so that this one left it alone. */
  | Read<"completed-before">
  /** `comments` were read from the source (0 when reading failed); none or some are in the target. */
  | (Read<"failed"> & {
      readonly failure: PageFailure;
      readonly step: PageStep;
      /** Runs that failed on this page, this one included. */
      readonly attempts: number;
    })
  /** A verification found all its comments as they should be. */
  | Read<"verified">
  /** A verification found nothing wrong, but the source has changed since: the target has to follow. */
  | Read<"outdated">
  /** A dry run read it. */
  | Read<"readable">
  /** Not reached before the run was stopped. */
  | Outcome<"remaining">;

interface Outcome<State extends PageState> {
  readonly state: State;
  readonly page: Page;
}

interface Read<State extends PageState> extends Outcome<State> {
  /** A number. */
  readonly comments: number;
}
