import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { linksOut } from "../../files/links-out.ts";
import { shownPath } from "../../files/shown-path.ts";

/** A text file of a site's repository. */
interface SiteText {
  /** Relative to the repository, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** The folders of a site, absolute. */
export interface SiteFolders {
  readonly siteDir: string;
  readonly repositoryDir: string;
}

/** In bytes; what people write by hand is shorter by far. */
const largestFile = 1024 * 1024;

/**
 * The files of a folder that fit a pattern, by name. What can't be read, is too large, or lies
 * outside of the repository is passed over.
 */
export async function readSiteTexts(
  folder: string,
  pattern: string,
  { repositoryDir }: Pick<SiteFolders, "repositoryDir">,
): Promise<readonly SiteText[]> {
  const options = { cwd: folder, dot: true, followSymbolicLinks: false, suppressErrors: true };
  const names = await fastGlob(pattern, options);
  const texts: SiteText[] = [];
  for (const name of names.sort()) {
    const path = join(folder, name);
    try {
      const { size } = await stat(path);
      if (size > largestFile || (await linksOut(path, repositoryDir))) continue;
      const file = shownPath(repositoryDir, path);
      texts.push({ file, text: await readFile(path, "utf8") });
    } catch {}
  }
  return texts;
}
