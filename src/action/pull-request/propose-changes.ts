import { readFileSync } from "node:fs";
import type { Finding } from "../../domain/finding.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import type { AddedFile, Proposal, ProposalResult } from "../../run/replace-widgets.ts";
import type { RunContext } from "../runner/run-context.ts";
import { type Attempt, failureOf, statusOf } from "./api-failure.ts";
import { branchOfRun } from "./base-branch.ts";
import { blobSha, filesInTree } from "./git-tree.ts";
import { pullRequestMessages } from "./messages.ts";
import { type PullRequests, pullRequestsOf } from "./pull-requests.ts";
import type { RepositoryApi } from "./repository-api.ts";
import { type ProposedFile, writeTree } from "./write-tree.ts";

/** The last line of the message of our commits: whatever has another one is somebody else's. */
const trailer = "Hugo-Comment-Migration: replace";

/**
 * Puts changed files into one commit on the run's branch, points the proposal's branch to it, and
 * opens or updates its pull request. Nothing is pushed where the branch has this tree already, and
 * a pull request that somebody closed is not opened again. Files that differ from the checkout are skipped.
 * Source: https://docs.github.com/rest/git
 * @throws MigrationError for each refusal
 */
export async function proposeChanges(
  api: RepositoryApi,
  proposal: Proposal,
  context: Pick<RunContext, "ref" | "eventName" | "eventFile" | "repository">,
): Promise<ProposalResult> {
  const { branch } = proposal;
  const named = await branchOfRun(context);
  const attempt = { repository: api.name, branch, base: named ?? "" };
  const guard = async <T>(what: Attempt["what"], run: () => Promise<T>) => {
    try {
      return await run();
    } catch (error) {
      throw error instanceof MigrationError ? error : failureOf(error, { ...attempt, what });
    }
  };

  const base = await guard("read", () => readBase(api, named));
  attempt.base = base.name;
  if (base.name === branch) throw pullRequestMessages.error("replace-branch-in-use", { branch });
  const { files: changed, findings } = await guard("read", () =>
    unchangedFiles(api, base, proposal),
  );
  if (changed.length === 0) return { pullRequest: null, findings };
  const files = [...changed, ...proposal.added.map(fileOnDisk)];
  const pulls = pullRequestsOf(api, { branch, base: base.name });
  const { open, closed } = await guard("find-pull-request", () => pulls.find());
  if (open === undefined && closed !== undefined) {
    const isSame = await guard("read", () => holds(api, closed.headSha, files));
    if (isSame)
      return {
        pullRequest: null,
        findings: [...findings, pullRequestMessages.finding("pull-request-declined", closed)],
      };
  }
  const tree = await guard("push", () => writeTree(api, base.treeSha, files));
  const isPushed = await guard("push", () => push(api, { proposal, base, tree }));
  const pullRequest = await guard("pull-request", () => settle(pulls, proposal, isPushed));
  return { pullRequest, findings };
}

interface Base {
  readonly name: string;
  readonly sha: string;
  readonly treeSha: string;
}

async function readBase(api: RepositoryApi, named: string | undefined): Promise<Base> {
  const { rest, at, retried } = api;
  const { data: repository } = await retried(() => rest.repos.get(at));
  if (repository.archived) {
    throw pullRequestMessages.error("repository-archived", { repository: api.name });
  }
  const name = named ?? repository.default_branch;
  const { data } = await retried(() => rest.git.getRef({ ...at, ref: `heads/${name}` }));
  return { name, sha: data.object.sha, treeSha: await treeOf(api, data.object.sha) };
}

async function treeOf({ rest, at, retried }: RepositoryApi, commit_sha: string): Promise<string> {
  const { data } = await retried(() => rest.git.getCommit({ ...at, commit_sha }));
  return data.tree.sha;
}

/** Those of the files that the branch has as the checkout had them. */
async function unchangedFiles(api: RepositoryApi, base: Base, { files }: Proposal) {
  const paths = files.map(({ inRepository }) => inRepository);
  const there = await filesInTree(api, base.treeSha, paths);
  const unchanged: ProposedFile[] = [];
  const findings: Finding[] = [];
  for (const { inRepository: path, before, after } of files) {
    const file = there.get(path);
    // On Windows, a checkout may have other line breaks than the repository.
    const form = [asIs, withoutReturns].find(
      (one) => file?.sha === blobSha(one(before), file?.sha.length),
    );
    if (file === undefined || form === undefined) findings.push(otherThere(path, base.name));
    else unchanged.push({ path, mode: file.mode, after: form(after) });
  }
  return { files: unchanged, findings };
}

/** Read whenever it is needed: all media of a site would not fit into memory. */
function fileOnDisk({ path, inRepository }: AddedFile): ProposedFile {
  return {
    path: inRepository,
    mode: "100644",
    get after() {
      return readFileSync(path);
    },
  };
}

function asIs(bytes: Uint8Array): Uint8Array {
  return bytes;
}

function withoutReturns(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** Whether a commit has these files as they are proposed. */
async function holds(
  api: RepositoryApi,
  sha: string,
  files: readonly ProposedFile[],
): Promise<boolean> {
  try {
    const tree = await treeOf(api, sha);
    const there = await filesInTree(
      api,
      tree,
      files.map(({ path }) => path),
    );
    return files.every(({ path, after }) => {
      const found = there.get(path)?.sha;
      return found !== undefined && found === blobSha(after, found.length);
    });
  } catch (error) {
    // The commit of a deleted branch may no longer exist.
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Points the branch to a commit with this tree; false where it has it already. */
async function push(
  api: RepositoryApi,
  {
    proposal,
    base,
    tree,
  }: { readonly proposal: Proposal; readonly base: Base; readonly tree: string },
): Promise<boolean> {
  const { rest, at, retried } = api;
  const { branch, title } = proposal;
  const ref = `heads/${branch}`;
  const head = await retried(() => rest.git.getRef({ ...at, ref })).then(
    ({ data }) => data.object.sha,
    (error: unknown) => {
      if (statusOf(error) === 404) return undefined;
      throw error;
    },
  );
  if (head !== undefined) {
    if ((await treeOf(api, head)) === tree) return false;
    await requireOwnCommits(api, base, head, branch);
  }
  const message = `${title}\n\n${trailer}\n`;
  const { data: commit } = await retried(() =>
    rest.git.createCommit({ ...at, message, tree, parents: [base.sha] }),
  );
  if (head === undefined) await rest.git.createRef({ ...at, ref: `refs/${ref}`, sha: commit.sha });
  else await retried(() => rest.git.updateRef({ ...at, ref, sha: commit.sha, force: true }));
  return true;
}

/** Commits of others on the branch would be lost; merges of its base would not. */
async function requireOwnCommits(
  { rest, at, retried }: RepositoryApi,
  base: Base,
  head: string,
  branch: string,
): Promise<void> {
  const { data } = await retried(() =>
    rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: `${base.sha}...${head}`,
      per_page: 100,
    }),
  );
  const isOwn = ({ commit, parents }: (typeof data.commits)[number]) =>
    commit.message.trimEnd().endsWith(trailer) || parents.length > 1;
  if (data.total_commits <= data.commits.length && data.commits.every(isOwn)) return;
  throw pullRequestMessages.error("branch-has-other-commits", { branch });
}

async function settle(pulls: PullRequests, { title, body }: Proposal, isPushed: boolean) {
  const { open } = await pulls.find();
  if (open === undefined) return pulls.create(title, body);
  const state = isPushed ? "updated" : "unchanged";
  if (open.title !== title || open.body !== body) await pulls.update(open.number, title, body);
  return { number: open.number, url: open.url, state } as const;
}

function otherThere(file: string, branch: string): Finding {
  const location = { file, line: 1 };
  return pullRequestMessages.finding("other-file-on-branch", { file, branch }, { location });
}
