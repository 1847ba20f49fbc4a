import type { Finding } from "../../domain/finding.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import type { ReportedPullRequest } from "../../report/report.ts";
import type { Proposal, ProposalResult, ProposalText } from "../../run/proposal.ts";
import type { RunContext } from "../runner/run-context.ts";
import { type Attempt, failureOf, isWithoutDrafts, statusOf } from "./api-failure.ts";
import { branchOfRun } from "./base-branch.ts";
import { blobSha, filesInTree } from "./git-tree.ts";
import { addLabels, requestReviews } from "./labels-and-reviewers.ts";
import { pullRequestMessages } from "./messages.ts";
import { newText, roomIn, updatedText } from "./owned-text.ts";
import { proposedFiles } from "./proposed-files.ts";
import { type PullRequests, pullRequestsOf } from "./pull-requests.ts";
import type { RepositoryApi } from "./repository-api.ts";
import { type ProposedFile, writeTree } from "./write-tree.ts";

/** The last line of the message of our commits: whatever has another one is somebody else's. */
const trailer = "Hugo-Comment-Migration: replace";

/** How the pull request is created. */
export interface PullRequestOptions {
  /** The branch that it is for; undefined for the run's own. */
  readonly base: string | undefined;
  readonly isDraft: boolean;
  readonly labels: readonly string[];
  /** Users, and teams as `owner/team`. */
  readonly reviewers: readonly string[];
}

/**
 * Puts changed files into one commit on the base branch, points the proposal's branch to it, and
 * opens or updates its pull request. Nothing is pushed where the branch has this tree already, and
 * a pull request that somebody closed is not opened again. Files that differ from the checkout are skipped.
 * Draft, labels and reviewers are for a new pull request alone: what people change there stays.
 * Source: https://docs.github.com/rest/git
 * @throws MigrationError for each refusal
 */
export async function proposeChanges(
  api: RepositoryApi,
  proposal: Proposal,
  options: PullRequestOptions,
  context: Pick<RunContext, "ref" | "eventName" | "eventFile" | "repository">,
): Promise<ProposalResult> {
  const { branch } = proposal;
  const ofRun = await branchOfRun(context);
  const attempt = { repository: api.name, branch, base: options.base ?? ofRun ?? "" };
  const guard = async <T>(what: Attempt["what"], run: () => Promise<T>) => {
    try {
      return await run();
    } catch (error) {
      throw error instanceof MigrationError ? error : failureOf(error, { ...attempt, what });
    }
  };

  const base = await guard("read", () => readBase(api, options.base, ofRun));
  attempt.base = base.name;
  if (base.name === branch) {
    throw pullRequestMessages.error("pull-request-branch-in-use", { branch });
  }
  const head = await guard("read", () => readBranch(api, branch));
  const pulls = pullRequestsOf(api, { branch, base: base.name });
  const find = () => guard("find-pull-request", () => pulls.find());
  const needsEarlier = proposal.added.some(({ complete }) => complete !== undefined);
  const early = needsEarlier && head !== undefined ? await find() : undefined;
  const own = { own: head, isOpen: early?.open !== undefined };
  const { content, files, ...left } = await guard("read", () =>
    proposedFiles(api, proposal, base, own),
  );
  const { findings } = content;
  if ([content.files, content.added, content.removed].every(({ length }) => length === 0)) {
    return { pullRequest: null, findings, ...left };
  }
  const { open, closed } = early ?? (await find());
  if (open !== undefined && open.base !== base.name) {
    const places = { ...open, branch, wanted: base.name };
    throw pullRequestMessages.error("pull-request-for-another-base", places);
  }
  if (open === undefined && closed !== undefined) {
    const isSame = await guard("read", () => holds(api, closed.headSha, files));
    if (isSame) {
      const declined = pullRequestMessages.finding("pull-request-declined", closed);
      return { pullRequest: null, findings: [...findings, declined], ...left };
    }
  }
  const text = proposal.describe(content, roomIn(open?.body ?? ""));
  const tree = await guard("push", () => writeTree(api, base.treeSha, files));
  const change = { branch, base, head, tree, title: text.title };
  const isPushed = await guard("push", () => push(api, change));
  const { pullRequest, notes } = await guard("pull-request", () =>
    settle(api, pulls, { text, isPushed, options }),
  );
  return { pullRequest, findings: [...findings, ...notes], ...left };
}

interface Branch {
  readonly name: string;
  readonly sha: string;
  readonly treeSha: string;
}

async function readBase(
  api: RepositoryApi,
  asked: string | undefined,
  ofRun: string | undefined,
): Promise<Branch> {
  const { rest, at, retried, name: repository } = api;
  const { data } = await retried(() => rest.repos.get(at));
  if (data.archived) throw pullRequestMessages.error("repository-archived", { repository });
  const name = asked ?? ofRun ?? data.default_branch;
  const base = await readBranch(api, name);
  if (base !== undefined) return base;
  throw asked === undefined
    ? pullRequestMessages.error("repository-not-found", { repository, base: name })
    : pullRequestMessages.error("pull-request-base-missing", { repository, base: asked });
}

/** A branch as it is; undefined where there is none. */
async function readBranch(api: RepositoryApi, name: string): Promise<Branch | undefined> {
  const { rest, at, retried } = api;
  try {
    const { data } = await retried(() => rest.git.getRef({ ...at, ref: `heads/${name}` }));
    const { sha } = data.object;
    return { name, sha, treeSha: await treeOf(api, sha) };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function treeOf({ rest, at, retried }: RepositoryApi, commit_sha: string): Promise<string> {
  const { data } = await retried(() => rest.git.getCommit({ ...at, commit_sha }));
  return data.tree.sha;
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
    return files.every((file) => {
      const found = there.get(file.path)?.sha;
      if ("sha" in file) return found === (file.sha ?? undefined);
      return found !== undefined && found === blobSha(file.after, found.length);
    });
  } catch (error) {
    // The commit of a deleted branch may no longer exist.
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

interface Push {
  readonly branch: string;
  readonly base: Branch;
  /** The branch as it is; undefined where there is none. */
  readonly head: Branch | undefined;
  readonly tree: string;
  readonly title: string;
}

/** Points the branch to a commit with this tree; false where it has it already. */
async function push(
  api: RepositoryApi,
  { branch, base, head, tree, title }: Push,
): Promise<boolean> {
  const { rest, at, retried } = api;
  const ref = `heads/${branch}`;
  if (head !== undefined) {
    if (head.treeSha === tree) return false;
    await requireOwnCommits(api, base, head.sha, branch);
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
  base: Branch,
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

interface Settled {
  readonly pullRequest: ReportedPullRequest;
  /** What it lacks. */
  readonly notes: readonly Finding[];
}

async function settle(
  api: RepositoryApi,
  pulls: PullRequests,
  {
    text,
    isPushed,
    options,
  }: {
    readonly text: ProposalText;
    readonly isPushed: boolean;
    readonly options: PullRequestOptions;
  },
): Promise<Settled> {
  const { open } = await pulls.find();
  if (open !== undefined) {
    const { title, body } = updatedText(open, text);
    if (open.title !== title || open.body !== body) await pulls.update(open.number, title, body);
    const state = isPushed ? "updated" : "unchanged";
    return { pullRequest: { number: open.number, url: open.url, state }, notes: [] };
  }
  const { pullRequest, notes } = await create(api, pulls, text, options.isDraft);
  const labelled = await addLabels(api, pullRequest, options.labels);
  const asked = await requestReviews(api, pullRequest, options.reviewers);
  return { pullRequest, notes: [...notes, ...labelled, ...asked] };
}

async function create(
  { name: repository }: RepositoryApi,
  pulls: PullRequests,
  { title, body }: ProposalText,
  isDraft: boolean,
): Promise<Settled> {
  const marked = newText({ title, body });
  try {
    return { pullRequest: await pulls.create(title, marked, isDraft), notes: [] };
  } catch (error) {
    if (!isDraft || !isWithoutDrafts(error)) throw error;
  }
  const pullRequest = await pulls.create(title, marked, false);
  const { number } = pullRequest;
  const note = pullRequestMessages.finding("draft-not-available", { repository, number });
  return { pullRequest, notes: [note] };
}
