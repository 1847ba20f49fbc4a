/** The versions of Hugo that the tests of this release run, the newest first. */
export const testedVersions = ["0.168.0", "0.160.1", "0.152.2", "0.147.9", "0.111.3"] as const;

/** The first to try for a site that names none. */
export const [newestTested] = testedVersions;
