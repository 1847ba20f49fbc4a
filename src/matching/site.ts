/** Where the site is served, now and in former times. */
export interface SiteHosts {
  /** Host names, a former domain among them: with or without `www.` and a port, which don't matter. */
  readonly hosts: readonly string[];
  /** The path of its base URL, percent-encoded, without a slash at its end; empty for none. */
  readonly basePath: string;
}
