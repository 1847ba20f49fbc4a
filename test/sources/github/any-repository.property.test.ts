import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOpeningPost } from "../../../src/sources/github/opening-post.ts";
import type { GithubFault } from "../../parts/github/comments/faults.ts";
import {
  type GithubModel,
  type ModelComment,
  reactionContents,
} from "../../parts/github/comments/model.ts";
import { startGithubComments } from "../../parts/github/comments/start-github-comments.ts";
import {
  giscusDiscussion,
  gitalkIssue,
  utterancesIssue,
} from "../../parts/github/comments/threads-of-widgets.ts";
import { comment, never, open, pageWith } from "./with-github.ts";

/** What is special about a comment; mostly nothing. */
const kind: fc.Arbitrary<Partial<ModelComment>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.constantFrom<Partial<ModelComment>>(
    { minimised: "spam" },
    { isDeleted: true },
    { author: null },
    { author: { bot: "helper" } },
    { html: " " },
    { editedAt: "2024-05-01T00:00:00Z" },
  ),
  fc
    .dictionary(fc.constantFrom(...reactionContents), fc.nat({ max: 5 }), { maxKeys: 3 })
    .map((reactions) => ({ reactions })),
);
/** Most threads are short; pages end at 10, 50 and 100. */
const length = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 9, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 48, max: 104 }) },
);
const kinds = length.chain((size) => fc.array(kind, { minLength: size, maxLength: size }));
const replyCounts = fc.array(
  fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 2 }) }, fc.integer({ min: 9, max: 115 })),
  { maxLength: 3 },
);
const thread = fc.record({ kinds, replyCounts, replyKinds: fc.array(kind, { minLength: 1 }) });

const passing: readonly (GithubFault | undefined)[] = [
  undefined,
  undefined,
  { is: "cut" },
  { is: "status", status: 502 },
  { is: "status", status: 503 },
  { is: "secondary-limit", waitSeconds: 0 },
  { is: "primary-limit", resetsInSeconds: 0 },
  { is: "graphql-limit", resetsInSeconds: 0 },
  { is: "errors", errors: [{ message: "Something went wrong while executing your query." }] },
];

function isOfGraphql(fault: GithubFault | undefined): boolean {
  return fault?.is === "graphql-limit" || fault?.is === "errors";
}

const faults = fc.record({
  next: fc.array(fc.constantFrom(...passing), { maxLength: 6 }),
  // The least that a page of one comment may return.
  mostNodes: fc.constantFrom(120, 700, 100_000),
});

type Thread = typeof thread extends fc.Arbitrary<infer Value> ? Value : never;

/** A repository whose comments are written in an order that has nothing to do with their threads. */
function modelOf(threads: readonly Thread[]): Required<GithubModel> {
  let id = 0;
  const next = (more: Partial<ModelComment>): ModelComment => {
    id += 1;
    return comment(id, { ...more, createdAt: comment((id * 7919) % 10_007).createdAt });
  };
  const url = "https://blog.example/";
  const discussions = threads.map(({ kinds, replyCounts, replyKinds }, index) =>
    giscusDiscussion(
      { number: 2 * index + 1, term: `post-${index}/`, url },
      kinds.map((more, at) => ({
        ...next(more),
        replies: Array.from({ length: replyCounts[at] ?? 0 }, (_, one) =>
          next(replyKinds[one % replyKinds.length] ?? {}),
        ),
      })),
    ),
  );
  const issues = threads.map(({ kinds }, index) =>
    utterancesIssue(
      { number: 2 * index + 2, term: `post-${index}/`, url, title: "Post" },
      // GitHub removes deleted comments of issues altogether.
      kinds.map((more) => next({ ...more, isDeleted: false })),
    ),
  );
  return {
    repository: "octo/blog",
    isPrivate: false,
    hasDiscussionsEnabled: true,
    categories: [],
    discussions,
    issues,
  };
}

function isMoved({ isDeleted, minimised, author, html }: ModelComment): boolean {
  const isBot = author !== null && typeof author === "object";
  return !isDeleted && minimised === undefined && !isBot && html.trim() !== "";
}

/** Each comment, and what it answers. */
function expected({ discussions, issues }: Required<GithubModel>, threads: string) {
  const moved = new Map<string, string | null>();
  const left = new Set<string>();
  const add = (anchor: string, one: ModelComment, parent: string | null) => {
    if (isMoved(one)) moved.set(anchor + one.id, parent);
    else left.add(anchor + one.id);
  };
  if (threads === "issues") {
    for (const one of issues.flatMap(({ comments }) => comments)) add("issuecomment-", one, null);
  } else {
    const anchor = "discussioncomment-";
    for (const one of discussions.flatMap(({ comments }) => comments)) {
      add(anchor, one, null);
      for (const reply of one.replies ?? []) {
        add(anchor, reply, isMoved(one) ? anchor + one.id : null);
      }
    }
  }
  return { moved, left };
}

describe("any repository", () => {
  it("gives each comment once, to the thread and the comment that it is of, whatever goes wrong", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(thread, { maxLength: 3 }),
        fc.constantFrom(
          { threads: "discussions" } as const,
          { threads: "issues" } as const,
          { threads: "issues", token: undefined } as const,
        ),
        faults,
        fc.boolean(),
        async (threads, options, { next, mostNodes }, isOnePage) => {
          const model = modelOf(threads);
          await using apis = await startGithubComments(model, {
            next: "token" in options ? next.filter((fault) => !isOfGraphql(fault)) : next,
            mostNodes,
          });
          const source = await open(apis, { ...options, maxRetries: 12 });
          const ids = source.threads.map(({ id }) => id);
          expect(ids).toHaveLength(threads.length);
          const pages = isOnePage ? [pageWith(...ids)] : ids.map((id) => pageWith(id));
          const read = await Promise.all(
            pages.map((page) => source.comments.readPage(page, never)),
          );
          const comments = read.flatMap((one) => one.comments);
          const { moved, left } = expected(model, options.threads);
          expect(comments).toHaveLength(moved.size);
          expect(new Map(comments.map(({ sourceId, replyTo }) => [sourceId, replyTo]))).toEqual(
            moved,
          );
          const skipped = read.flatMap((one) => one.skipped.flatMap(({ sourceIds }) => sourceIds));
          expect(skipped.toSorted()).toEqual([...left].toSorted());
          for (const { comments } of read) {
            const times = comments.map(({ sentAt }) => sentAt);
            expect(times).toEqual(times.toSorted((a, b) => a - b));
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("any page", () => {
  const line = fc
    .string({ unit: "grapheme", maxLength: 40 })
    .map((text) => text.replace(/\s+/g, " ").trim());
  const page = fc.record({
    number: fc.constant(1),
    term: line.filter((text) => text !== ""),
    title: line.filter((text) => text !== ""),
    url: fc
      .webUrl({ withFragments: true, withQueryParameters: true })
      .filter((url) => !/[()<>[\]]/.test(url)),
    description: line,
  });

  it("is known by the opening post that a widget wrote for it", () => {
    fc.assert(
      fc.property(page, fc.constantFrom("\n", "\r\n"), (given, lineEnd) => {
        const readBody = ({ body }: { readonly body: string }) =>
          readOpeningPost(body.replaceAll("\n", lineEnd));
        const { term, url, title } = given;
        const ofGiscus = readBody(giscusDiscussion(given, []));
        expect(ofGiscus).toMatchObject({ writer: "giscus", address: url, heading: term });
        expect(ofGiscus.hashes).toHaveLength(1);
        const ofUtterances = readBody(utterancesIssue(given, []));
        expect(ofUtterances).toMatchObject({ writer: "utterances", address: url, heading: title });
        const ofGitalk = readBody(gitalkIssue(given, []));
        expect(ofGitalk).toMatchObject({ writer: "gitalk", address: url });
      }),
    );
  });

  it("is not known by what a person wrote, even where that has addresses", () => {
    fc.assert(
      fc.property(line, fc.webUrl(), line, (before, url, after) => {
        const { writer, address } = readOpeningPost(`Hello ${before} ${url} ${after}`);
        expect(writer).toBeUndefined();
        expect(address).toBeUndefined();
      }),
    );
  });
});
