import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { exampleOf, operationOf } from "./api-description.ts";
import { serveApi } from "./api-server.ts";
import { BareRepository } from "./bare-repository.ts";
import { type ApiAnswer, type ApiCall, gitData, notFound, refusal } from "./git-data.ts";

/** What a repository allows; it may be changed while the server runs. */
interface RepositoryRules {
  isArchived: boolean;
  contents: "read" | "write";
  pullRequests: "none" | "read" | "write";
  /** The repository's setting for GitHub Actions. */
  mayActionsCreatePullRequests: boolean;
  protectedBranches: readonly string[];
  /** Whether it has draft pull requests: private ones on a free plan have none. */
  hasDrafts: boolean;
  /** Who may be asked for a review: users, and teams by their names alone. */
  collaborators: readonly string[];
  teams: readonly string[];
  mayLabel: boolean;
  /** Those that the repository has; without the permission for issues, no other is made. */
  labels: readonly string[];
  mayCreateLabels: boolean;
  mostTreeEntries: number;
  /** Whether text that is given with a tree loses its byte order mark. */
  cutsByteOrderMarks: boolean;
  /** Answers instead of the next requests, first to last. */
  faults: ApiAnswer[];
}

/** A pull request as the server keeps it. */
interface KeptPullRequest {
  readonly number: number;
  title: string;
  body: string;
  readonly head: string;
  readonly base: string;
  /** Of the head, when it was closed. */
  headSha: string | undefined;
  state: "open" | "closed";
  isDraft: boolean;
  labels: string[];
  /** Users, and teams by their names alone. */
  reviewers: string[];
  isMerged: boolean;
}

/** GitHub's REST API for one repository, on a loopback port. */
export interface GitHubServer extends AsyncDisposable {
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly name: string;
  readonly token: string;
  readonly repository: BareRepository;
  readonly pullRequests: readonly KeptPullRequest[];
  readonly rules: RepositoryRules;
  /** Method and template of each request that wrote something, in their order. */
  readonly writes: string[];
  close(number: number, how?: { readonly isMerged: boolean }): void;
}

const example = z.record(z.string(), z.unknown());
/** Where the API of GitHub Enterprise Server is. */
const enterprisePrefix = /^\/api\/v3(?=\/)/;
const pulls = "/repos/{owner}/{repo}/pulls";
const reviewRequests = `${pulls}/{pull_number}/requested_reviewers`;
const labelsOfIssue = "/repos/{owner}/{repo}/issues/{issue_number}/labels";

/**
 * Starts the API with an empty Git repository behind it. Requests and answers are checked against
 * GitHub's own description; a request that breaks it is answered with status 418, so that tests see it.
 */
export async function startGitHub(name = "octo-org/octo-blog"): Promise<GitHubServer> {
  const repository = new BareRepository();
  const rules: RepositoryRules = {
    isArchived: false,
    contents: "write",
    pullRequests: "write",
    mayActionsCreatePullRequests: true,
    protectedBranches: [],
    hasDrafts: true,
    collaborators: ["ada", "grace"],
    teams: ["docs"],
    mayLabel: true,
    labels: ["comments"],
    mayCreateLabels: true,
    mostTreeEntries: 100_000,
    cutsByteOrderMarks: false,
    faults: [],
  };
  const token = "ghs_replace";
  const pullRequests: KeptPullRequest[] = [];
  const writes: string[] = [];
  const data = gitData(repository, rules);
  const [owner = ""] = name.split("/");

  const labelBody = (name: string, index: number) => ({
    ...example.parse(firstOf(exampleOf("post", labelsOfIssue, 200))),
    id: index + 1,
    name,
  });
  const pullBody = (one: KeptPullRequest, of: string, status: number, path: string = pulls) => {
    const base = z
      .looseObject({ head: example, base: example })
      .parse(firstOf(exampleOf(of, path, status)));
    const headSha = one.headSha ?? repository.headOf(one.head) ?? "";
    return {
      ...base,
      number: one.number,
      html_url: `https://github.example/${name}/pull/${one.number}`,
      state: one.state,
      draft: one.isDraft,
      labels: one.labels.map(labelBody),
      requested_teams: [],
      title: one.title,
      body: one.body,
      merged_at: one.isMerged ? "2026-01-02T03:04:05Z" : null,
      head: { ...base.head, ref: one.head, sha: headSha },
      base: { ...base.base, ref: one.base },
    };
  };

  const operations: Readonly<Record<string, (call: ApiCall) => ApiAnswer>> = {
    ...data.operations,
    "get /repos/{owner}/{repo}": () => ({
      status: 200,
      body: {
        ...example.parse(exampleOf("get", "/repos/{owner}/{repo}", 200)),
        // GitHub's example lacks it, in the fork's origin too.
        language: null,
        source: undefined,
        full_name: name,
        default_branch: "main",
        archived: rules.isArchived,
      },
    }),
    "get /repos/{owner}/{repo}/compare/{basehead}": ({ parameters, origin }) => {
      const [base = "", head = ""] = (parameters["basehead"] ?? "").split("...");
      const shas = repository.git(["rev-list", "--reverse", `${base}..${head}`]).split("\n");
      const template = "/repos/{owner}/{repo}/compare/{basehead}";
      const given = z
        .looseObject({ commits: z.array(example) })
        .parse(exampleOf("get", template, 200));
      const commits = shas
        .filter((sha) => sha !== "")
        .map((sha) => {
          const commit = data.commitBody(origin, sha);
          return {
            ...given.commits[0],
            sha,
            commit: { ...commit, comment_count: 0 },
            parents: commit.parents,
          };
        });
      return { status: 200, body: { ...given, commits, total_commits: commits.length } };
    },
    [`get ${pulls}`]: ({ query }) => {
      const found = pullRequests.filter(
        (one) =>
          [null, `${owner}:${one.head}`].includes(query.get("head")) &&
          [null, one.base].includes(query.get("base")) &&
          (query.get("state") === "all" || one.state === (query.get("state") ?? "open")),
      );
      return { status: 200, body: found.toReversed().map((one) => pullBody(one, "get", 200)) };
    },
    [`post ${pulls}`]: ({ body }) => {
      const text = { title: z.string(), body: z.string().default("") };
      const asked = z
        .object({
          ...text,
          head: z.string(),
          base: z.string(),
          draft: z.boolean().default(false),
        })
        .parse(body);
      if (!rules.mayActionsCreatePullRequests) {
        return refusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
      }
      if (asked.body.length > 65_536)
        return refusal(422, "body is too long (maximum is 65536 characters)");
      const { draft: isDraft, ...parts } = asked;
      if (isDraft && !rules.hasDrafts) {
        return refusal(422, "Draft pull requests are not supported in this repository.");
      }
      const isThere = pullRequests.some(
        ({ head, base, state }) => head === asked.head && base === asked.base && state === "open",
      );
      if (isThere) return refusal(422, `A pull request already exists for ${owner}:${asked.head}.`);
      const one: KeptPullRequest = {
        ...parts,
        isDraft,
        labels: [],
        reviewers: [],
        number: pullRequests.length + 1,
        headSha: undefined,
        state: "open",
        isMerged: false,
      };
      pullRequests.push(one);
      return { status: 201, body: pullBody(one, "post", 201) };
    },
    [`patch ${pulls}/{pull_number}`]: ({ parameters, body }) => {
      const one = pullRequests[Number(parameters["pull_number"]) - 1];
      if (one === undefined) return notFound;
      Object.assign(one, z.object({ title: z.string(), body: z.string() }).partial().parse(body));
      return { status: 200, body: pullBody(one, "post", 201) };
    },
    [`post ${labelsOfIssue}`]: ({ parameters, body }) => {
      const one = pullRequests[Number(parameters["issue_number"]) - 1];
      if (one === undefined) return notFound;
      const { labels } = z.object({ labels: z.array(z.string()) }).parse(body);
      if (!rules.mayLabel) return refusal(403, "Resource not accessible by integration");
      if (!rules.mayCreateLabels && labels.some((label) => !rules.labels.includes(label))) {
        return refusal(403, "You do not have permission to create labels on this repository.");
      }
      if (labels.some((label) => label.length > 50)) return refusal(422, "Validation Failed");
      one.labels = [...new Set([...one.labels, ...labels])];
      return { status: 200, body: one.labels.map(labelBody) };
    },
    [`post ${reviewRequests}`]: ({ parameters, body }) => {
      const one = pullRequests[Number(parameters["pull_number"]) - 1];
      if (one === undefined) return notFound;
      const names = z.array(z.string()).default([]);
      const asked = z.object({ reviewers: names, team_reviewers: names }).parse(body);
      const isKnown =
        asked.reviewers.every((user) => rules.collaborators.includes(user)) &&
        asked.team_reviewers.every((team) => rules.teams.includes(team));
      if (!isKnown) {
        return refusal(
          422,
          `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${name} repository.`,
        );
      }
      const all = [...one.reviewers, ...asked.reviewers, ...asked.team_reviewers];
      one.reviewers = [...new Set(all)];
      return { status: 201, body: pullBody(one, "post", 201, reviewRequests) };
    },
  };

  /** What GitHub refuses before it looks closer. */
  function denied(operation: string, call: ApiCall): ApiAnswer | undefined {
    const isRead = operation.startsWith("get ");
    const isPull = operation.includes("/pulls") || operation.includes("/issues");
    const allowed = isPull ? rules.pullRequests : rules.contents;
    if (allowed === "none" || (!isRead && allowed === "read")) {
      return refusal(403, "Resource not accessible by integration");
    }
    if (isRead) return undefined;
    if (rules.isArchived) return refusal(403, "Repository was archived so is read-only.");
    const asked = z.object({ ref: z.string() }).safeParse(call.body).data?.ref;
    const branch = (asked ?? `refs/${call.parameters["ref"]}`).replace(/^refs\/heads\//, "");
    return operation.includes("/git/refs") && rules.protectedBranches.includes(branch)
      ? refusal(422, "Repository rule violations found\n\nCannot update this protected ref.\n\n")
      : undefined;
  }

  async function answer(request: IncomingMessage, origin: string): Promise<ApiAnswer> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", origin);
    const pathname = path.replace(enterprisePrefix, "");
    const method = request.method ?? "GET";
    const body = method === "GET" ? undefined : await json(request);
    if (request.headers.authorization !== `token ${token}`) return refusal(401, "Bad credentials");
    const fault = rules.faults.shift();
    if (fault !== undefined) return fault;
    const operation = operationOf(method, pathname);
    const run = operations[operation?.name ?? ""];
    if (operation === undefined || run === undefined) return notFound;
    const faults = operation.requestFaults(query, body);
    if (faults.length > 0) return refusal(418, faults.join("; "));
    if (`${operation.parameters["owner"]}/${operation.parameters["repo"]}` !== name)
      return notFound;
    const call = { parameters: operation.parameters, query, body, origin };
    const given = denied(operation.name, call) ?? run(call);
    if (method !== "GET" && given.status < 300) writes.push(operation.name);
    const wrong = operation.answerFaults(given.status, JSON.parse(JSON.stringify(given.body)));
    return wrong.length > 0 ? refusal(418, wrong.join("; ")) : given;
  }

  const api = await serveApi(answer);
  return {
    apiUrl: api.apiUrl,
    name,
    token,
    repository,
    pullRequests,
    rules,
    writes,
    close(number, { isMerged } = { isMerged: false }) {
      const one = pullRequests[number - 1];
      if (one === undefined) throw new Error(`there is no pull request ${number}`);
      Object.assign(one, { state: "closed", isMerged, headSha: repository.headOf(one.head) });
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      repository[Symbol.dispose]();
    },
  };
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
