import { defineMessages } from "../../domain/message-catalogue.ts";

const commitYourself = "Run it in a terminal with replace: working-tree, and commit the result.";
const startOnBranch =
  "Replace the widgets in a run of workflow_dispatch on the branch that the site is built from.";
const grantPermissions =
  "Give the job the permissions contents: write and pull-requests: write in the workflow file, or set github-token to a token that has them.";

type Named = { readonly number: number };
type Branch = Readonly<Record<"repository" | "branch", string>>;

/** What is reported about the pull request that replaces the old widgets. */
export const pullRequestMessages = defineMessages({
  "github-token-missing": {
    severity: "error",
    message: "There is no token for GitHub's API, so the pull request could not be created.",
    remedy: "Remove the input github-token so that the job's own token is used.",
  },
  "github-token-refused": {
    severity: "error",
    message: ({ repository }: { repository: string }) =>
      `GitHub does not accept the token for ${repository}.`,
    remedy:
      "Remove the input github-token so that the job's own token is used, or set it to a token that has not expired.",
  },
  "permission-missing/contents": {
    severity: "error",
    message: ({ repository }: { repository: string }) =>
      `The token does not have the permission contents: write for ${repository}.`,
    remedy: grantPermissions,
  },
  "permission-missing/pull-requests": {
    severity: "error",
    message: ({ repository }: { repository: string }) =>
      `The token does not have the permission pull-requests: write for ${repository}.`,
    remedy: grantPermissions,
  },
  "permission-missing/after-push": {
    severity: "error",
    message: ({ repository, branch }: Branch) =>
      `The token does not have the permission pull-requests: write for ${repository}. The branch ${branch} was pushed.`,
    remedy: grantPermissions,
  },
  "pull-requests-forbidden": {
    severity: "error",
    message: ({ repository, branch }: Branch) =>
      `${repository} does not allow GitHub Actions to create pull requests. The branch ${branch} was pushed.`,
    remedy: ({ branch, base }: { branch: string; base: string }) =>
      `Allow it (Settings → Actions → General → Workflow permissions → Allow GitHub Actions to create and approve pull requests) and run it again, or open the pull request from ${branch} to ${base} yourself.`,
  },
  "repository-not-found": {
    severity: "error",
    message: ({ repository, base }: { repository: string; base: string }) =>
      `GitHub finds no repository ${repository} with a branch ${base}, or the token has no access to it.`,
    remedy: grantPermissions,
  },
  "repository-archived": {
    severity: "error",
    message: ({ repository }: { repository: string }) =>
      `${repository} is archived and can't be changed.`,
    remedy: "Unarchive it (Settings → General → Danger Zone) and run it again.",
  },
  "branch-protected": {
    severity: "error",
    message: ({ repository, branch, reason }: Branch & { reason: string }) =>
      `A rule of ${repository} protects the branch ${branch}: ${reason}`,
    remedy:
      "Choose a branch that no rule covers with the input pull-request-branch, or exempt this action from the rule.",
  },
  "branch-has-other-commits": {
    severity: "error",
    message: ({ branch }: { branch: string }) =>
      `The branch ${branch} has commits that this action did not make, so it was not overwritten.`,
    remedy:
      "Merge its pull request, delete the branch, or choose another one with the input pull-request-branch; then run it again.",
  },
  "pull-request-branch-in-use": {
    severity: "error",
    message: ({ branch }: { branch: string }) =>
      `This run was started on ${branch}, the branch of the pull request itself.`,
    remedy:
      "Start it on the branch that the site is built from, or set another pull-request-branch.",
  },
  "pull-request-base-missing": {
    severity: "error",
    message: ({ repository, base }: { repository: string; base: string }) =>
      `${repository} has no branch ${base}, which pull-request-base names.`,
    remedy: "Set pull-request-base to the branch that the site is built from.",
  },
  "pull-request-for-another-base": {
    severity: "error",
    message: (p: { number: number } & Record<"branch" | "base" | "wanted", string>) =>
      `The pull request #${p.number} of the branch ${p.branch} goes to ${p.base}, not to ${p.wanted}, so nothing was pushed.`,
    remedy: ({ url, base }: { url: string; base: string }) =>
      `Set pull-request-base to ${base}, close ${url}, or set another pull-request-branch; then run it again.`,
  },
  "draft-not-available": {
    severity: "warning",
    message: ({ repository, number }: { repository: string; number: number }) =>
      `${repository} has no draft pull requests, so #${number} was created as an ordinary one.`,
    remedy: "Remove pull-request-draft: drafts are for public repositories and paid plans.",
  },
  "labels-not-added": {
    severity: "warning",
    message: ({ labels, number, reason }: Named & Record<"labels" | "reason", string>) =>
      `The pull request #${number} was created, but GitHub did not add these labels: ${labels} (${reason}).`,
    remedy: ({ url }: { url: string }) =>
      `Add them on ${url}: later runs don't. To create labels that the repository does not have, the token needs the permission issues: write.`,
  },
  "reviews-not-requested": {
    severity: "warning",
    message: ({ reviewers, number, reason }: Named & Record<"reviewers" | "reason", string>) =>
      `The pull request #${number} was created, but GitHub did not request a review from ${reviewers} (${reason}).`,
    remedy: ({ url, repository }: { url: string; repository: string }) =>
      `Request it on ${url}: later runs don't. Users must be collaborators of ${repository}; for a team, set github-token to a token that may read the organization's members.`,
  },
  "run-of-a-pull-request/same-repository": {
    severity: "error",
    message: "This run was started by a pull request, and what it checked out is not a branch.",
    remedy: startOnBranch,
  },
  "run-of-a-pull-request/fork": {
    severity: "error",
    message: ({ fork, repository }: { fork: string; repository: string }) =>
      `This run was started by a pull request from the fork ${fork} and can't change anything in ${repository}.`,
    remedy: startOnBranch,
  },
  "change-too-large": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `GitHub refused the change: ${reason}`,
    remedy: commitYourself,
  },
  "github-refused": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `GitHub refused the pull request: ${reason}`,
    remedy: commitYourself,
  },
  "github-unreachable": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `GitHub's API failed (${reason}).`,
    remedy: "Run it again later: nothing is lost or duplicated.",
  },
  "other-file-on-branch": {
    severity: "error",
    message: ({ file, branch }: Record<"file" | "branch", string>) =>
      `The shortcodes in ${file} were not replaced: on the branch ${branch}, the file differs from the one checked out, or is missing.`,
    remedy:
      "Run it again on the current state of the branch, and let no step between the checkout and this one change content.",
  },
  "pull-request-declined": {
    severity: "notice",
    message: ({ number }: { number: number }) =>
      `The pull request #${number} with exactly this replacement was closed, so no new one was opened.`,
    remedy: ({ url }: { url: string }) =>
      `Reopen ${url} if you want it after all, or set another pull-request-branch.`,
  },
});
