import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

const resumeLater = "Run again later to resume where it left off.";
const checkApi =
  "Check the address of GitHub's API: https://api.github.com, or https://HOST/api/v3 of GitHub Enterprise Server.";
const permissions =
  "Give the job permissions: discussions: read (for giscus) or issues: read (for utterances and gitalk). The job's own token reads its own repository only: for another one that is private, set github-token to a token that may read it.";

/** What is reported about comments at GitHub. */
export const githubMessages = defineMessages({
  "github-repository-not-found": {
    severity: "error",
    stopsRun: true,
    message: ({ repository }: Texts<"repository">) =>
      `GitHub has no repository ${repository}, or does not let this token read it.`,
    remedy: `Check its spelling. ${permissions}`,
  },
  "github-forbidden": {
    severity: "error",
    stopsRun: true,
    message: ({ repository, quote }: Texts<"repository" | "quote">) =>
      `GitHub does not let this token read the comments of ${repository} (${quote}).`,
    remedy: permissions,
  },
  "github-comments-token-refused": {
    severity: "error",
    stopsRun: true,
    message: "GitHub does not accept the token: it is wrong, has expired or was revoked.",
    remedy:
      "Use the job's own token, or set github-token to a new one (as a secret) that may read the repository.",
  },
  "github-comments-token-missing": {
    severity: "error",
    stopsRun: true,
    message: ({ repository }: Texts<"repository">) =>
      `The discussions of ${repository} can't be read without a token, even if everybody may see them.`,
    remedy:
      "Set github-token; in a job, its own token is enough: with permissions: discussions: read.",
  },
  "github-discussions-disabled": {
    severity: "error",
    stopsRun: true,
    message: ({ repository }: Texts<"repository">) =>
      `The repository ${repository} has its discussions turned off.`,
    remedy:
      "Turn them on in the repository's settings (Features, Discussions): earlier ones are still there. If the comments are in issues, as those of utterances and gitalk, read issues instead.",
  },
  "github-category-unknown": {
    severity: "error",
    stopsRun: true,
    message: (p: Texts<"repository" | "category" | "existing">) =>
      `The repository ${p.repository} has no discussion category ${p.category}. It has: ${p.existing}.`,
    remedy: "Use one of these names, as data-category of the giscus widget has it.",
  },
  "github-rate-limit/later": {
    severity: "error",
    stopsRun: true,
    message: ({ time }: Texts<"time">) =>
      `GitHub's limit of requests is used up; it accepts more from ${time} on.`,
    remedy: "Run again after that time to resume where it left off.",
  },
  "github-rate-limit/without-token": {
    severity: "error",
    stopsRun: true,
    message: ({ time }: Texts<"time">) =>
      `GitHub's limit of requests without a token is used up; it accepts more from ${time} on.`,
    remedy:
      "Set github-token, with which the limit is many times higher; or run again after that time to resume where it left off.",
  },
  "github-rate-limit/soon": {
    severity: "error",
    message: ({ seconds }: { readonly seconds: number }) =>
      `GitHub's limit of requests is used up for ${plural(seconds, "second")}.`,
    remedy: resumeLater,
  },
  "github-rate-limit/secondary": {
    severity: "error",
    message: ({ seconds }: { readonly seconds: number }) =>
      `GitHub asks for a pause of ${plural(seconds, "second")}: too many requests in a short time.`,
    remedy: resumeLater,
  },
  "github-too-heavy": {
    severity: "error",
    message: ({ quote }: Texts<"quote">) =>
      `GitHub did not finish a request in its time, even for fewer comments at once (${quote}).`,
    remedy: resumeLater,
  },
  "github-unavailable": {
    severity: "error",
    message: (p: Texts<"quote"> & { readonly status: number }) =>
      `GitHub answered with HTTP status ${p.status} (${p.quote}).`,
    remedy: resumeLater,
  },
  "github-comments-refused": {
    severity: "error",
    message: (p: Texts<"quote"> & { readonly status: number }) =>
      `GitHub refused a request with HTTP status ${p.status} (${p.quote}).`,
    remedy: checkApi,
  },
  "github-query-refused": {
    severity: "error",
    stopsRun: true,
    message: ({ quote }: Texts<"quote">) => `GitHub's GraphQL API refused a query (${quote}).`,
    remedy:
      "GitHub Enterprise Server may be too old for discussions; otherwise please report this as a bug.",
  },
  "github-not-the-api": {
    severity: "error",
    stopsRun: true,
    message: ({ address }: Texts<"address">) =>
      `${address} is not GitHub's API: it answered with something that is not JSON.`,
    remedy: checkApi,
  },
  "github-redirected": {
    severity: "error",
    stopsRun: true,
    message: ({ address, target }: Texts<"address" | "target">) =>
      `${address} redirects to ${target}.`,
    remedy: checkApi,
  },
  "github-broken-answer": {
    severity: "error",
    message: ({ reason }: Texts<"reason">) =>
      `GitHub sent an answer that is cut off or is not JSON (${reason}).`,
    remedy: resumeLater,
  },
  "github-unexpected-answer": {
    severity: "error",
    message: ({ reason }: Texts<"reason">) =>
      `GitHub sent an answer that its documentation does not describe: ${reason}`,
    remedy: checkApi,
  },
  "github-comments-unreachable": {
    severity: "error",
    message: ({ address, reason }: Texts<"address" | "reason">) =>
      `${address} can't be reached (${reason}).`,
    remedy: `Check the runner's network connection. ${resumeLater}`,
  },
  "github-left-alone": {
    severity: "error",
    message: ({ last }: Texts<"last">) =>
      `Not contacting GitHub for now: several requests in a row failed. The last failure: ${last}`,
    remedy: resumeLater,
  },
  "github-thread-deleted": {
    severity: "error",
    message: ({ thread }: Texts<"thread">) =>
      `The ${thread} was deleted, moved or hidden while this run was reading.`,
    remedy: "Run again: a new run sees what is there now.",
  },
  "github-read-without-token": {
    severity: "warning",
    message: ({ repository }: Texts<"repository">) =>
      `The issues of ${repository} are read without a token. GitHub then doesn't say which comments were edited, and may not say which were minimised as spam or off-topic; those would be moved like any other.`,
    remedy: "Set github-token; in a job, its own token is enough, with permissions: issues: read.",
  },
  "github-opening-post": {
    severity: "notice",
    message: ({ thread, author }: Texts<"thread" | "author">) =>
      `The opening post of the ${thread} is by ${author} and not in the form of a comment widget; it is not moved, only the comments below it are.`,
    remedy:
      "Nothing to do: the widgets show no opening posts. If readers of the page should see this one, copy it to the page by hand.",
  },
});
