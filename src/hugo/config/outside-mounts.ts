import type { Finding } from "../../comment/finding.ts";
import { liesIn, linksOut } from "../../files/links-out.ts";
import type { Mount } from "./mounts.ts";

/** Mounts that may be read, and what is to be told of the others. */
interface InsideMounts {
  readonly mounts: readonly Mount[];
  readonly findings: readonly Finding[];
}

/**
 * Leaves out what would have files read that are not the repository's: folders that symbolic links
 * lead out of it, and content that the site's own configuration names outside. Themes and modules
 * may lie elsewhere, in Go's cache.
 */
export async function mountsInside(
  own: readonly Mount[],
  ofModules: readonly Mount[],
  root: string,
): Promise<InsideMounts> {
  const findings: Finding[] = [];
  const mounts: Mount[] = [];
  for (const mount of [...own, ...ofModules]) {
    const isStrange = own.includes(mount) && isContent(mount) && !liesIn(mount.source, root);
    if (isStrange || (await linksOut(mount.source, root))) findings.push(outside(mount));
    else mounts.push(mount);
  }
  return { mounts, findings };
}

function isContent({ target }: Mount): boolean {
  return /^content(?:\/|$)/.test(target);
}

function outside({ source, target }: Mount): Finding {
  return {
    severity: "error",
    code: "outside-repository",
    message: `${source}, which Hugo would take for ${target}, lies outside of the repository, and was not read; comments of its pages were not moved.`,
    remedy:
      "Put the files into the repository, or run from a folder that holds both the site and them.",
  };
}
