import { z } from "zod";
import type { WholeAnswer } from "../../http/fetch-answer.ts";
import { GithubFailure } from "./github-failure.ts";
import { githubMessages } from "./messages.ts";

/** What is known about a request when its answer is judged. */
interface AskedRequest {
  readonly address: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly hasToken: boolean;
}

/** An error of the GraphQL API, as far as it is looked at. */
export const graphqlErrors = z
  .array(z.looseObject({ message: z.string().default(""), type: z.string().optional() }))
  .min(1);

type GraphqlErrors = z.output<typeof graphqlErrors>;

const longestQuote = 200;

/** A longer wait ends the run, for jobs are paid by the minute. */
const longestWaitMs = 300_000;

/** Source: GitHub REST documentation, "Rate limits", "Exceeding the rate limit": at least one minute. */
const secondaryWaitMs = 60_000;

/** What an answer with an error status means. */
export function statusFailure(
  answer: WholeAnswer,
  asked: AskedRequest,
  mask: (text: string) => string,
): GithubFailure {
  const { status } = answer;
  const { message, isJson } = wordsOf(answer.text);
  const quote = inShort(mask(message));
  if (status === 403 || status === 429) {
    const limited = limitFailure(answer, message, asked);
    if (limited !== undefined) return limited;
  }
  if (status === 401)
    return new GithubFailure(githubMessages.words("github-comments-token-refused", {}));
  const { repository } = asked;
  if (isJson && status === 403) {
    return new GithubFailure(githubMessages.words("github-forbidden", { repository, quote }));
  }
  if (isJson && (status === 404 || status === 410 || status === 451)) {
    const words = githubMessages.words("github-repository-not-found", { repository });
    return new GithubFailure(words, { isNotFound: true });
  }
  if (status === 502 || status === 504) return tooHeavy(quote || `HTTP status ${status}`);
  if (status === 408 || status === 429 || status >= 500) {
    const words = githubMessages.words("github-unavailable", { status, quote });
    return new GithubFailure(words, { isTransient: true, ...askedWait(answer) });
  }
  if (!isJson) {
    const { address } = asked;
    return new GithubFailure(githubMessages.words("github-not-the-api", { address }));
  }
  return new GithubFailure(githubMessages.words("github-comments-refused", { status, quote }));
}

/**
 * What errors of the GraphQL API mean, whose status is 200. What came beside them is not used: it lacks
 * what the errors are about.
 * Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function errorsFailure(
  errors: GraphqlErrors,
  answer: WholeAnswer,
  asked: AskedRequest,
): GithubFailure {
  const { repository } = asked;
  const types = new Set(errors.map(({ type }) => type));
  const said = errors.map(({ message }) => message).join(" ");
  const quote = inShort(said);
  if (types.has("RATE_LIMITED") || types.has("RATE_LIMIT") || /rate limit/i.test(said)) {
    const limited = limitFailure(answer, said, asked);
    return limited ?? secondary(secondaryWaitMs);
  }
  if (types.has("FORBIDDEN") || types.has("INSUFFICIENT_SCOPES")) {
    return new GithubFailure(githubMessages.words("github-forbidden", { repository, quote }));
  }
  if (types.has("NOT_FOUND")) {
    const words = githubMessages.words("github-repository-not-found", { repository });
    return new GithubFailure(words, { isNotFound: true });
  }
  if (
    types.has("RESOURCE_LIMITS_EXCEEDED") ||
    types.has("MAX_NODE_LIMIT_EXCEEDED") ||
    /something went wrong|timed? ?out|timeout|couldn't respond/i.test(said)
  ) {
    return tooHeavy(quote);
  }
  if (types.has("SERVICE_UNAVAILABLE") || types.has("INTERNAL")) {
    const words = githubMessages.words("github-unavailable", { status: answer.status, quote });
    return new GithubFailure(words, { isTransient: true });
  }
  return new GithubFailure(githubMessages.words("github-query-refused", { quote }));
}

function tooHeavy(quote: string): GithubFailure {
  const words = githubMessages.words("github-too-heavy", { quote });
  return new GithubFailure(words, { isTransient: true, isTooHeavy: true });
}

/**
 * Which limit is used up; undefined for none. Times are reckoned by GitHub's own clock.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function limitFailure(
  { headers }: WholeAnswer,
  message: string,
  asked: AskedRequest,
): GithubFailure | undefined {
  const wait = headerNumber(headers, "retry-after");
  if (wait !== undefined || /secondary rate limit|abuse detection/i.test(message)) {
    const waitMs = wait === undefined ? secondaryWaitMs : wait * 1000;
    return waitMs > longestWaitMs ? later(now(headers) + waitMs, asked) : secondary(waitMs);
  }
  const isUsedUp = headerNumber(headers, "x-ratelimit-remaining") === 0;
  if (!isUsedUp && !/rate limit/i.test(message)) return undefined;
  const reset = headerNumber(headers, "x-ratelimit-reset");
  if (reset === undefined) return secondary(secondaryWaitMs);
  const waitMs = Math.max(0, reset * 1000 - now(headers));
  if (waitMs > longestWaitMs) return later(reset * 1000, asked);
  const words = githubMessages.words("github-rate-limit/soon", { seconds: inSeconds(waitMs) });
  return new GithubFailure(words, { isTransient: true, retryAfterMs: waitMs });
}

function later(timeMs: number, { hasToken }: AskedRequest): GithubFailure {
  const time = new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
  const key = hasToken ? "github-rate-limit/later" : "github-rate-limit/without-token";
  return new GithubFailure(githubMessages.words(key, { time }));
}

function secondary(waitMs: number): GithubFailure {
  const words = githubMessages.words("github-rate-limit/secondary", { seconds: inSeconds(waitMs) });
  return new GithubFailure(words, { isTransient: true, retryAfterMs: waitMs, isOverload: true });
}

function inSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function askedWait({ headers }: WholeAnswer): { retryAfterMs?: number } {
  const wait = headerNumber(headers, "retry-after");
  return wait === undefined ? {} : { retryAfterMs: wait * 1000 };
}

function now(headers: Headers): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}

/** Undefined for what is no number of at most twelve digits, so that it can be reckoned with. */
function headerNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(name) ?? "";
  return /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function wordsOf(text: string): { readonly message: string; readonly isJson: boolean } {
  try {
    const body = z.object({ message: z.string() }).safeParse(JSON.parse(text));
    return { message: body.data?.message ?? "", isJson: true };
  } catch (error) {
    if (error instanceof SyntaxError) return { message: "", isJson: false };
    throw error;
  }
}

function inShort(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, longestQuote);
}
