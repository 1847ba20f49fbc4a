import { readFileSync } from "node:fs";
import type { Finding } from "../../domain/finding.ts";
import type { AddedFile, Proposal, ProposalContent } from "../../run/proposal.ts";
import { blobSha, filesInTree, type TreeFile } from "./git-tree.ts";
import { pullRequestMessages } from "./messages.ts";
import type { RepositoryApi } from "./repository-api.ts";
import type { ProposedFile, WrittenFile } from "./write-tree.ts";

/** What of a proposal differs from its base. */
interface ProposedFiles {
  readonly content: ProposalContent;
  /** All of it, as it goes into a tree. */
  readonly files: readonly ProposedFile[];
  /** Changed files that are no part of it, and why is among the content's findings. */
  readonly skipped: readonly string[];
  /** Number of expected files that neither branch has. */
  readonly missing: number;
}

/** A branch, with its tree. */
interface BranchTree {
  readonly name: string;
  readonly treeSha: string;
}

/** The proposal's own branch. */
interface OwnBranch {
  /** Undefined where there is none yet. */
  readonly own: Pick<BranchTree, "treeSha"> | undefined;
  /** Whether it has an open pull request: one that was merged or closed may be older than the base. */
  readonly isOpen: boolean;
}

/**
 * What a proposal changes on its base. Content files that the base has otherwise than the checkout are
 * skipped. What an earlier run left on the proposal's own branch and this one can't write is taken over
 * from there.
 */
export async function proposedFiles(
  api: RepositoryApi,
  { files, added, removed, expected }: Proposal,
  base: BranchTree,
  { own, isOpen }: OwnBranch,
): Promise<ProposedFiles> {
  const [changedPaths, addedPaths] = [files, added].map((all) =>
    all.map(({ inRepository }) => inRepository),
  );
  const paths = [...(changedPaths ?? []), ...(addedPaths ?? []), ...removed, ...expected];
  const inBase = await filesInTree(api, base.treeSha, paths);
  const wanted = [
    ...expected.filter((path) => !inBase.has(path)),
    ...added.flatMap(({ complete, inRepository }) => (complete ? [inRepository] : [])),
  ];
  const inOwn =
    own === undefined || wanted.length === 0
      ? new Map<string, TreeFile>()
      : await filesInTree(api, own.treeSha, wanted);

  const findings: Finding[] = [];
  const all: ProposedFile[] = [];
  const changed = files.filter(({ inRepository: path, before, after }) => {
    const file = inBase.get(path);
    // On Windows, a checkout may have other line breaks than the repository.
    const form = [asIs, withoutReturns].find(
      (one) => file?.sha === blobSha(one(before), file?.sha.length),
    );
    if (file === undefined || form === undefined) findings.push(otherThere(path, base.name));
    else all.push({ path, mode: file.mode, after: form(after) });
    return file !== undefined && form !== undefined;
  });
  const brought: AddedFile[] = [];
  for (const one of added) {
    const there = inBase.get(one.inRepository);
    const proposed = isOpen ? inOwn.get(one.inRepository) : undefined;
    const file = await addedFile(api, one, proposed ?? there);
    if (there !== undefined && there.sha === blobSha(file.after, there.sha.length)) continue;
    brought.push(one);
    all.push(file);
  }
  const deleted = removed.filter((path) => inBase.has(path));
  all.push(...deleted.map((path) => ({ path, mode: "100644", sha: null }) as const));
  const kept = expected.filter((path) => !inBase.has(path) && inOwn.has(path));
  for (const path of kept) {
    const file = inOwn.get(path);
    if (file !== undefined) all.push({ path, ...file });
  }
  return {
    content: { files: changed, added: brought, removed: deleted, kept, findings },
    files: all,
    skipped: files.filter((one) => !changed.includes(one)).map(({ inRepository }) => inRepository),
    missing: expected.filter((path) => !inBase.has(path) && !inOwn.has(path)).length,
  };
}

async function addedFile(
  { rest, at, retried }: RepositoryApi,
  { path, inRepository, complete }: AddedFile,
  earlier: TreeFile | undefined,
): Promise<WrittenFile> {
  const place = { path: inRepository, mode: "100644" } as const;
  const isSame = () => earlier?.sha === blobSha(readFileSync(path), earlier?.sha.length);
  if (complete === undefined || earlier === undefined || isSame()) {
    return {
      ...place,
      // Read whenever it is needed: all media of a site would not fit into memory.
      get after() {
        return readFileSync(path);
      },
    };
  }
  const { data } = await retried(() => rest.git.getBlob({ ...at, file_sha: earlier.sha }));
  const text = Buffer.from(data.content, "base64").toString("utf8");
  return { ...place, after: Buffer.from(complete(readFileSync(path, "utf8"), text)) };
}

function asIs(bytes: Uint8Array): Uint8Array {
  return bytes;
}

function withoutReturns(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

function otherThere(file: string, branch: string): Finding {
  const location = { file, line: 1 };
  return pullRequestMessages.finding("other-file-on-branch", { file, branch }, { location });
}
