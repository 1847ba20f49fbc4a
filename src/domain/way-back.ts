/** How a database is restored to its state before a run. */
export interface WayBack {
  /** Of D1's Time Travel. */
  readonly bookmark: string;
  /** The command that restores it. */
  readonly command: string;
}
