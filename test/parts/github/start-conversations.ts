import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { exampleOf, operationOf } from "./api-description.ts";
import { serveApi } from "./api-server.ts";
import { type ApiAnswer, type ApiCall, notFound, refusal } from "./git-data.ts";

/** Who wrote something. */
interface Author {
  readonly login: string;
  readonly type: "Bot" | "User";
  readonly association: "NONE" | "CONTRIBUTOR" | "MEMBER";
}

/** A comment as the server keeps it. */
interface KeptComment {
  readonly id: number;
  readonly issue: number;
  readonly author: Author;
  body: string;
}

/** An issue or a pull request as the server keeps it. */
interface KeptIssue {
  readonly number: number;
  readonly author: Author;
  readonly isPullRequest: boolean;
  title: string;
  body: string;
  state: "open" | "closed";
}

/** What the repository allows; it may be changed while the server runs. */
interface ConversationRules {
  /** Of the token. */
  issues: "none" | "read" | "write";
  pullRequests: "none" | "read" | "write";
  hasIssues: boolean;
  isLocked: boolean;
  /** Answers instead of the next requests, first to last. */
  faults: ApiAnswer[];
}

/** The issues and comments of one repository, by GitHub's REST API on a loopback port. */
export interface ConversationsServer extends AsyncDisposable {
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly name: string;
  readonly token: string;
  readonly comments: readonly KeptComment[];
  readonly issues: readonly KeptIssue[];
  readonly rules: ConversationRules;
  /** Method and template of each request, in their order. */
  readonly requests: string[];
  /** What somebody else writes. */
  write(what: {
    readonly issue?: number;
    readonly body: string;
    readonly author?: Author;
    readonly isPullRequest?: boolean;
  }): number;
  deleteComment(id: number): void;
}

/** Somebody with an account, and no part in the repository. */
const stranger: Author = { login: "mallory", type: "User", association: "NONE" };
const actions: Author = { login: "github-actions[bot]", type: "Bot", association: "CONTRIBUTOR" };

const example = z.record(z.string(), z.unknown());
const issuesPath = "/repos/{owner}/{repo}/issues";
const commentsPath = `${issuesPath}/{issue_number}/comments`;
const mostCharacters = 65_536;

/** Starts the API. Requests and answers are checked against GitHub's own description. */
export async function startConversations(
  name = "octo-org/octo-blog",
): Promise<ConversationsServer> {
  const rules: ConversationRules = {
    issues: "write",
    pullRequests: "write",
    hasIssues: true,
    isLocked: false,
    faults: [],
  };
  const token = "ghs_conversations";
  const comments: KeptComment[] = [];
  const issues: KeptIssue[] = [];
  const requests: string[] = [];
  let lastId = 0;

  const userOf = ({ login, type }: Author, user: unknown) => ({
    ...example.parse(user),
    login,
    type,
  });
  const commentAnswer = (one: KeptComment, status: number): ApiAnswer => {
    const given = example.parse(exampleOf("post", commentsPath, 201));
    return { status, body: { ...given, ...commentOf(one, given) } };
  };
  const commentOf = (one: KeptComment, given: Readonly<Record<string, unknown>>) => ({
    ...given,
    id: one.id,
    body: one.body,
    user: userOf(one.author, given["user"]),
    author_association: one.author.association,
  });
  const issueOf = (one: KeptIssue) => {
    const given = example.parse(exampleOf("post", issuesPath, 201));
    const pull = { url: null, html_url: null, diff_url: null, patch_url: null };
    const { pull_request: _, ...rest } = given;
    return {
      ...rest,
      number: one.number,
      title: one.title,
      body: one.body,
      state: one.state,
      user: userOf(one.author, given["user"]),
      author_association: one.author.association,
      ...(one.isPullRequest ? { pull_request: pull } : {}),
    };
  };
  const pageOf = <T>(all: readonly T[], query: URLSearchParams): readonly T[] => {
    const size = Math.min(Number(query.get("per_page") ?? 30), 100);
    const first = (Number(query.get("page") ?? 1) - 1) * size;
    return all.slice(first, first + size);
  };
  const issueWith = (call: ApiCall) =>
    issues.find(({ number }) => number === Number(call.parameters["issue_number"]));
  const tooLong = (body: string) =>
    body.length > mostCharacters
      ? refusal(422, "Validation Failed: body is too long (maximum is 65536 characters)")
      : undefined;
  const text = z.object({ body: z.string() });

  const operations: Readonly<Record<string, (call: ApiCall) => ApiAnswer>> = {
    [`get ${commentsPath}`](call) {
      const issue = issueWith(call);
      if (issue === undefined) return notFound;
      const found = comments.filter((one) => one.issue === issue.number);
      const given = example.parse(exampleOf("post", commentsPath, 201));
      return { status: 200, body: pageOf(found, call.query).map((one) => commentOf(one, given)) };
    },
    [`post ${commentsPath}`](call) {
      const issue = issueWith(call);
      if (issue === undefined) return notFound;
      if (rules.isLocked) return refusal(403, "Unable to create comment because issue is locked.");
      const { body } = text.parse(call.body);
      const one = { id: ++lastId, issue: issue.number, author: actions, body };
      const long = tooLong(body);
      if (long !== undefined) return long;
      comments.push(one);
      return commentAnswer(one, 201);
    },
    "patch /repos/{owner}/{repo}/issues/comments/{comment_id}": (call) => {
      const one = comments.find(({ id }) => id === Number(call.parameters["comment_id"]));
      if (one === undefined) return notFound;
      const { body } = text.parse(call.body);
      const long = tooLong(body);
      if (long !== undefined) return long;
      one.body = body;
      return commentAnswer(one, 200);
    },
    [`get ${issuesPath}`](call) {
      const state = call.query.get("state") ?? "open";
      const found = issues.filter((one) => state === "all" || one.state === state).toReversed();
      return { status: 200, body: pageOf(found, call.query).map(issueOf) };
    },
    [`post ${issuesPath}`](call) {
      const asked = z.object({ title: z.string(), body: z.string() }).parse(call.body);
      const long = tooLong(asked.body);
      if (long !== undefined) return long;
      const number = issues.length + 1;
      const one: KeptIssue = {
        ...asked,
        number,
        author: actions,
        isPullRequest: false,
        state: "open",
      };
      issues.push(one);
      return { status: 201, body: issueOf(one) };
    },
    [`patch ${issuesPath}/{issue_number}`](call) {
      const one = issueWith(call);
      if (one === undefined) return notFound;
      const asked = z
        .object({ body: z.string(), state: z.enum(["open", "closed"]) })
        .partial()
        .parse(call.body);
      Object.assign(one, asked);
      return { status: 200, body: issueOf(one) };
    },
  };

  /** Comments on pull requests may be written with either right. */
  function denied(operation: string, call: ApiCall): ApiAnswer | undefined {
    const isRead = operation.startsWith("get ");
    const isOfPull = issueWith(call)?.isPullRequest ?? operation.includes("/comments/");
    const rights = isOfPull ? [rules.issues, rules.pullRequests] : [rules.issues];
    const enough = isRead ? ["read", "write"] : ["write"];
    if (!rights.some((right) => enough.includes(right))) {
      return refusal(403, "Resource not accessible by integration");
    }
    return rules.hasIssues || isOfPull
      ? undefined
      : refusal(410, "Issues are disabled for this repo");
  }

  async function answer(request: IncomingMessage, origin: string): Promise<ApiAnswer> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", origin);
    const method = request.method ?? "GET";
    const body = method === "GET" ? undefined : await json(request);
    if (request.headers.authorization !== `token ${token}`) return refusal(401, "Bad credentials");
    const fault = rules.faults.shift();
    if (fault !== undefined) return fault;
    const operation = operationOf(method, pathname);
    const run = operations[operation?.name ?? ""];
    if (operation === undefined || run === undefined) return notFound;
    requests.push(operation.name);
    const faults = operation.requestFaults(query, body);
    if (faults.length > 0) return refusal(418, faults.join("; "));
    if (`${operation.parameters["owner"]}/${operation.parameters["repo"]}` !== name)
      return notFound;
    const call = { parameters: operation.parameters, query, body, origin };
    const given = denied(operation.name, call) ?? run(call);
    const wrong = operation.answerFaults(given.status, JSON.parse(JSON.stringify(given.body)));
    return wrong.length > 0 ? refusal(418, wrong.join("; ")) : given;
  }

  const api = await serveApi(answer);
  return {
    apiUrl: api.apiUrl,
    name,
    token,
    comments,
    issues,
    rules,
    requests,
    write({ issue, body, author = stranger, isPullRequest = false }) {
      if (issue !== undefined) {
        comments.push({ id: ++lastId, issue, author, body });
        return lastId;
      }
      const number = issues.length + 1;
      issues.push({ number, author, isPullRequest, title: "Title", body, state: "open" });
      return number;
    },
    deleteComment(id) {
      comments.splice(
        comments.findIndex((one) => one.id === id),
        1,
      );
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
    },
  };
}
