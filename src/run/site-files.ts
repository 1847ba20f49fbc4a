import type { ArchiveFiles } from "../archive/write-archive.ts";

/** Files of the site that a run wrote beside its content, for a pull request to bring along. */
export interface SiteFiles {
  readonly archive: ArchiveFiles;
  readonly media: MediaFiles;
}

/** Copies of media that belong into the site's repository, by absolute path. */
interface MediaFiles {
  readonly there: readonly string[];
  /** Those that are not on the disk: an earlier run wrote them in another checkout. */
  readonly missing: readonly string[];
}

/** Of a run that wrote none. */
export const noSiteFiles: SiteFiles = {
  archive: { current: [], removed: [] },
  media: { there: [], missing: [] },
};
