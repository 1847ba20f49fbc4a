import { meantVersion } from "./hugo-version.ts";
import { readSiteTexts, type SiteFolders } from "./site-texts.ts";
import { versionPlaces } from "./version-places.ts";

/** A version of Hugo that a site names. */
export interface NamedVersion {
  /** Such as `0.152.2`. */
  readonly version: string;
  /** Relative to the repository. */
  readonly file: string;
}

/**
 * The versions of Hugo that a site names in its folder or at the root of its repository; the first is
 * the one to use. Each is there once, with the first file that names it.
 */
export async function findNamedVersions(
  folders: SiteFolders,
): Promise<readonly [NamedVersion, ...NamedVersion[]] | undefined> {
  const named = new Map<string, NamedVersion>();
  for (const { files, read } of versionPlaces) {
    for (const folder of new Set([folders.siteDir, folders.repositoryDir])) {
      for (const { file, text } of await readSiteTexts(folder, files, folders)) {
        for (const written of read(text)) {
          const version = typeof written === "string" ? meantVersion(written) : undefined;
          if (version !== undefined && !named.has(version)) named.set(version, { version, file });
        }
      }
    }
  }
  const [first, ...others] = named.values();
  return first === undefined ? undefined : [first, ...others];
}
