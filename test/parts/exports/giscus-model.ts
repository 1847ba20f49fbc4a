import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import type { GithubModel, ModelComment } from "../github/comments/model.ts";
import type { ExampleComment, ExampleThread } from "./example-threads.ts";

/**
 * The repository in which giscus would have kept these threads, by the paths of their pages: a discussion
 * for each, with one level of replies.
 */
export function giscusModel(threads: readonly ExampleThread[], repository: string): GithubModel {
  return {
    repository,
    discussions: threads.map(({ path, comments }, index) => {
      const term = path.length < 2 ? "index" : path.slice(1).replace(/\.\w+$/, "");
      return {
        number: index + 1,
        title: term,
        body: `# ${term}\n\nA page with comments.\n\nhttps://blog.example.org${path}`,
        author: { bot: "giscus" },
        category: "Announcements",
        createdAt: comments[0]?.at ?? "2021-01-01T00:00:00Z",
        comments: withReplies(comments),
      };
    }),
  };
}

/** Each first comment with all that answers it, directly or not; what is removed and unanswered is gone. */
function withReplies(comments: readonly ExampleComment[]) {
  const roots = new Map<number, number>();
  for (const { id, parent } of comments) {
    roots.set(id, parent === null ? id : (roots.get(parent) ?? id));
  }
  const isKept = ({ id, isRemoved }: ExampleComment) =>
    !isRemoved || comments.some((one) => one.parent === id);
  const byRoot = Map.groupBy(comments.filter(isKept), ({ id }) => roots.get(id));
  return [...byRoot.values()].flatMap(([root, ...replies]) =>
    root === undefined ? [] : [{ ...modelComment(root), replies: replies.map(modelComment) }],
  );
}

function modelComment({ id, author, text, at, isRemoved }: ExampleComment): ModelComment {
  const html = text
    .split("\n\n")
    .map((part) => `<p dir="auto">${escapeHtml(part).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
  return { id, author: loginOf(author), html, createdAt: at, isDeleted: isRemoved };
}

/** A name as a login may have it: letters, digits and hyphens. */
export function loginOf(name: string): string {
  const login = name
    .normalize("NFD")
    .replace(/[^a-z\d]+/gi, "-")
    .replace(/^-|-$/g, "");
  return login === "" ? "reader" : login;
}
