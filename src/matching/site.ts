/** A page of the site, as far as a conversation from elsewhere can be recognised as its own. */
export interface SitePage {
  /** The page's `.RelPermalink` as Hugo has it: percent-encoded, with the base URL's path. */
  readonly pageId: string;
  readonly title: string;
  readonly date: Date | undefined;
  /** Its former addresses: paths with the base URL's path, or URLs on one of the site's hosts. */
  readonly aliases: readonly string[];
}

/** Where the site is served, now and in former times. */
export interface SiteHosts {
  /** Host names, a former domain among them: with or without `www.` and a port, which don't matter. */
  readonly hosts: readonly string[];
  /** The path of its base URL, percent-encoded, without a slash at its end; empty for none. */
  readonly basePath: string;
}
