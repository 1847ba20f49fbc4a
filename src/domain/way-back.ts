/** How a database is restored to its state before a run. */
export interface WayBack {
  /** Of D1's Time Travel. */
  readonly bookmark: string;
  /** The command that restores it. */
  readonly command: string;
  /** Whether an earlier run of the same migration wrote first. */
  readonly isFromEarlierRun: boolean;
}

/**
 * Bookmarks are of hexadecimal digits and hyphens; anything else would end up in a command that people
 * run.
 * Source: https://developers.cloudflare.com/d1/reference/time-travel/#bookmarks
 */
export const bookmarkForm = /^\w[\w-]{0,199}$/;
