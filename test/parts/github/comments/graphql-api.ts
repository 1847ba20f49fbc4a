import { schema as published } from "@octokit/graphql-schema";
import {
  buildSchema,
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  Kind,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import {
  anyTime,
  commentUrl,
  type GithubModel,
  type ModelAuthor,
  type ModelComment,
  type ModelDiscussion,
  type ModelIssue,
  reactionContents,
  repositoryId,
} from "./model.ts";
import { type QueryCost, queryCost } from "./query-cost.ts";

/** GitHub's own schema, with which queries are checked and answered. */
const schema = buildSchema(published.idl, { assumeValid: true });

/** Source: GitHub GraphQL documentation, "Node limit". */
const mostNodes = 500_000;
/** Source: as above, "first" and "last". */
const largestPage = 100;

const asked = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
});

/** A GraphQL request that was understood. */
export interface GraphqlCall extends QueryCost {
  /** Of the operation. */
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  answer(model: GithubModel, isForbidden: boolean): unknown;
}

/** Reads a request; texts say what is wrong with it by GitHub's schema. */
export function graphqlCall(body: unknown): GraphqlCall | readonly string[] {
  const { query, variables } = asked.parse(body);
  const document = parse(query);
  const faults = validate(schema, document);
  if (faults.length > 0) return faults.map(String);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const cost = queryCost(schema, document, variables);
  return {
    ...cost,
    name: operation?.name?.value ?? "",
    variables,
    answer(model, isForbidden) {
      if (cost.nodes > mostNodes) {
        return { errors: [{ type: "MAX_NODE_LIMIT_EXCEEDED", message: "Too many nodes." }] };
      }
      const result = z
        .object({
          data: z.unknown(),
          errors: z.array(z.custom<GraphQLError>((one) => one instanceof GraphQLError)).optional(),
        })
        .parse(
          execute({
            schema,
            document,
            variableValues: variables,
            rootValue: rootOf(model, isForbidden),
          }),
        );
      return {
        data: result.data,
        ...(result.errors && {
          errors: result.errors.map(({ message, path, extensions }) => ({
            ...extensions,
            path,
            message,
          })),
        }),
      };
    },
  };
}

interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
}

/** A list, as functions of `first` and `after`. */
function connection<Item>(items: readonly Item[], wire: (item: Item) => unknown) {
  return ({ first, last, after }: PageArguments, _: unknown, info: GraphQLResolveInfo) => {
    const wantsNodes = info.fieldNodes.some(({ selectionSet }) =>
      selectionSet?.selections.some(
        (one) => one.kind === Kind.FIELD && ["nodes", "edges"].includes(one.name.value),
      ),
    );
    if (wantsNodes && first == null && last == null) {
      throw typed(
        "MISSING_PAGINATION_BOUNDARIES",
        "You must provide a `first` or `last` value to properly paginate.",
      );
    }
    const size = first ?? last ?? largestPage;
    if (size < 1 || size > largestPage) {
      throw typed("EXCESSIVE_PAGINATION", `Requesting ${size} records exceeds the limit.`);
    }
    const start = after == null ? 0 : Number(Buffer.from(after, "base64").toString());
    const end = Math.min(items.length, start + size);
    return {
      totalCount: items.length,
      nodes: wantsNodes ? items.slice(start, end).map(wire) : null,
      pageInfo: {
        hasNextPage: end < items.length,
        endCursor: end > start ? Buffer.from(String(end)).toString("base64") : null,
      },
    };
  };
}

function typed(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function rootOf(model: GithubModel, isForbidden: boolean) {
  const { repository: name, discussions = [], issues = [] } = model;
  const guarded = <Args extends readonly unknown[]>(list: (...args: Args) => unknown) => {
    return (...args: Args) => {
      if (isForbidden) throw typed("FORBIDDEN", "Resource not accessible by integration");
      return list(...args);
    };
  };
  const nodes = new Map<string, unknown>();
  for (const one of discussions) {
    nodes.set(discussionId(one), discussionOf(model, one));
    for (const comment of one.comments) {
      nodes.set(commentId("DC", comment), discussionCommentOf(model, one, comment));
    }
  }
  for (const one of issues) if (!one.isPullRequest) nodes.set(issueId(one), issueOf(model, one));
  return {
    repository(given: { readonly owner: string; readonly name: string }) {
      const wanted = `${given.owner}/${given.name}`;
      if (wanted.toLowerCase() !== name.toLowerCase()) {
        throw typed("NOT_FOUND", `Could not resolve to a Repository with the name '${wanted}'.`);
      }
      return {
        nameWithOwner: name,
        databaseId: repositoryId,
        hasDiscussionsEnabled: model.hasDiscussionsEnabled ?? true,
        discussionCategories: connection(categoriesOf(model), categoryOf),
        discussions: guarded(
          (
            args: PageArguments & { readonly categoryId?: string | null },
            context: unknown,
            info: GraphQLResolveInfo,
          ) => {
            const listed = discussions.filter(
              ({ category = "Announcements" }) =>
                args.categoryId == null || categoryOf(category).id === args.categoryId,
            );
            return connection(listed, (one) => discussionOf(model, one))(args, context, info);
          },
        ),
        issues: guarded(
          (
            args: PageArguments & { readonly labels?: readonly string[] | null },
            context: unknown,
            info: GraphQLResolveInfo,
          ) => {
            const listed = issues.filter(
              (one) => !one.isPullRequest && (args.labels == null || hasLabel(one, args.labels)),
            );
            return connection(listed, (one) => issueOf(model, one))(args, context, info);
          },
        ),
      };
    },
    node: guarded(({ id }: { readonly id: string }) => {
      const found = nodes.get(id);
      if (found !== undefined) return found;
      throw typed("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    }),
  };
}

/** Whether an issue has one of the labels, in whatever case. */
export function hasLabel({ labels = [] }: ModelIssue, wanted: readonly string[]): boolean {
  const own = new Set(labels.map((label) => label.toLowerCase()));
  return wanted.some((label) => own.has(label.toLowerCase()));
}

function categoriesOf({ categories = [], discussions = [] }: GithubModel): readonly string[] {
  const used = discussions.map(({ category = "Announcements" }) => category);
  return [...new Set([...categories, ...used])];
}

function categoryOf(name: string) {
  const slug = name.toLowerCase().replace(/\W+/g, "-");
  return { id: `DIC_${slug}`, name, slug };
}

function discussionOf(model: GithubModel, one: ModelDiscussion) {
  return {
    __typename: "Discussion",
    id: discussionId(one),
    number: one.number,
    title: one.title,
    body: one.body,
    createdAt: one.createdAt ?? anyTime,
    author: actor(one.author === undefined ? { bot: "giscus" } : one.author),
    comments: connection(one.comments, (comment) => discussionCommentOf(model, one, comment)),
  };
}

function discussionCommentOf(
  model: GithubModel,
  thread: ModelDiscussion,
  one: ModelDiscussion["comments"][number],
): Readonly<Record<string, unknown>> {
  const wire = (comment: ModelComment) => ({
    ...commentOf(comment),
    __typename: "DiscussionComment",
    id: commentId("DC", comment),
    url: commentUrl(model.repository, "discussion", thread.number, comment.id),
    deletedAt: comment.isDeleted ? comment.createdAt : null,
  });
  const { replies = [] } = one;
  return {
    ...wire(one),
    replies: connection(replies, (reply) => ({ ...wire(reply), replies: connection([], wire) })),
  };
}

function issueOf(model: GithubModel, one: ModelIssue) {
  return {
    __typename: "Issue",
    id: issueId(one),
    number: one.number,
    title: one.title,
    body: one.body,
    createdAt: one.createdAt ?? anyTime,
    author: actor(one.author === undefined ? "utterances-bot" : one.author),
    labels: connection(one.labels ?? [], (name) => ({ name })),
    comments: connection(one.comments, (comment) => ({
      ...commentOf(comment),
      __typename: "IssueComment",
      id: commentId("IC", comment),
      url: commentUrl(model.repository, "issue", one.number, comment.id),
    })),
  };
}

function commentOf(one: ModelComment) {
  return {
    author: actor(one.author),
    bodyHTML: one.isDeleted ? "" : one.html,
    createdAt: one.createdAt,
    lastEditedAt: one.editedAt ?? null,
    isMinimized: one.minimised !== undefined,
    minimizedReason: one.minimised ?? null,
    // GitHub names all of them, however often they were chosen.
    reactionGroups: reactionContents.map((content) => ({
      content,
      reactors: { totalCount: one.reactions?.[content] ?? 0 },
    })),
  };
}

function actor(author: ModelAuthor) {
  if (author === null) return null;
  return typeof author === "string"
    ? { __typename: "User", login: author }
    : { __typename: "Bot", login: author.bot };
}

function discussionId({ number }: ModelDiscussion): string {
  return `D_kwDO${number}`;
}

/** GitHub's id of an issue in both APIs. */
export function issueId({ number }: ModelIssue): string {
  return `I_kwDO${number}`;
}

/** GitHub's id of a comment in both APIs. */
export function commentId(kind: "DC" | "IC", { id }: ModelComment): string {
  return `${kind}_kwDO${id}`;
}
