import { dirname, relative, sep } from "node:path";
import { withEarlierDetails } from "../archive/write-archive.ts";
import type { Finding } from "../domain/finding.ts";
import { realPlace } from "../files/write-whole-file.ts";
import type { ChangedFile } from "../replace/read-changed-files.ts";
import { findWorkTree, isBelow } from "../replace/repository-root.ts";
import type { ReportedPullRequest } from "../report/report.ts";
import type { SiteFiles } from "./site-files.ts";

/** Changes that are proposed to the site's owner. */
export interface Proposal {
  readonly branch: string;
  readonly files: readonly ChangedFile[];
  /** Files that the run wrote beside the content: of the archive, and copies of media. */
  readonly added: readonly AddedFile[];
  /** Files that the run deleted, from the root of the repository. */
  readonly removed: readonly string[];
  /** Files that the site needs and the disk lacks, from the root of the repository: the branch may have them. */
  readonly expected: readonly string[];
  /** Title and text for what is really part of it. */
  readonly describe: (content: ProposalContent, maxLength: number) => ProposalText;
}

/** Title and text of a proposal. */
export interface ProposalText {
  readonly title: string;
  /** GitHub Flavored Markdown, in as many characters as were allowed. */
  readonly body: string;
}

/** What of a proposal differs from the branch that it is for. */
export interface ProposalContent extends Pick<Proposal, "files" | "added" | "removed"> {
  /** Expected files that an earlier run put on the branch. */
  readonly kept: readonly string[];
  /** Why the rest is no part of it. */
  readonly findings: readonly Finding[];
}

/** A file that comes as it is on the disk. */
export interface AddedFile {
  /** Absolute. */
  readonly path: string;
  /** From the root of the repository, with `/`. */
  readonly inRepository: string;
  readonly kind: "archive" | "media";
  /** Its text with what only an earlier version of it has; left out where there is nothing to complete. */
  readonly complete?: (text: string, earlier: string) => string;
}

/** What became of a proposal. */
export interface ProposalResult {
  /** Null where there is nothing to merge. */
  readonly pullRequest: ReportedPullRequest | null;
  /** What it lacks, and why. */
  readonly findings: readonly Finding[];
  /** Changed files that are no part of it, from the root of the repository. */
  readonly skipped: readonly string[];
  /** Number of expected files that neither branch has. */
  readonly missing: number;
}

/** What a run wrote and deleted beside the content, as a part of the repository; the rest can't be one. */
export async function inRepository(
  { archive, media }: SiteFiles,
  root: string,
): Promise<Pick<Proposal, "added" | "removed" | "expected">> {
  const realRoot = realPlace(root);
  const owners = new Map<string, boolean>();
  /** Whether a folder is not that of another repository, such as a submodule. */
  const isOwn = async (folder: string) => {
    const known = owners.get(folder);
    if (known !== undefined) return known;
    const workTree = await findWorkTree(folder);
    const own = workTree === undefined || !isBelow(realRoot, realPlace(workTree));
    owners.set(folder, own);
    return own;
  };
  const placesOf = async <Item extends { readonly path: string }>(items: readonly Item[]) => {
    const found: (Item & { readonly inRepository: string })[] = [];
    for (const item of items) {
      const path = realPlace(item.path);
      if (!isBelow(realRoot, path) || !(await isOwn(dirname(path)))) continue;
      const name = relative(realRoot, path).split(sep).join("/");
      found.push({ ...item, path, inRepository: name });
    }
    return found;
  };
  const named = async (paths: readonly string[]) =>
    (await placesOf(paths.map((path) => ({ path })))).map((place) => place.inRepository);
  const archived = await placesOf(archive.current);
  const copied = await placesOf(media.there.map((path) => ({ path })));
  return {
    added: [
      ...archived.map(({ lacks, ...place }) => ({
        ...place,
        kind: "archive" as const,
        ...(lacks.length === 0
          ? {}
          : {
              complete: (text: string, earlier: string) => withEarlierDetails(text, earlier, lacks),
            }),
      })),
      ...copied.map((place) => ({ ...place, kind: "media" as const })),
    ],
    removed: await named(archive.removed),
    expected: await named(media.missing),
  };
}
