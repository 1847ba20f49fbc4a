import { createHash } from "node:crypto";
import type { ModelDiscussion, ModelIssue } from "./model.ts";

/** What all widgets are told of a page. */
interface WidgetPage {
  readonly number: number;
  /** By which the widget looks for its thread. */
  readonly term: string;
  /** The page's address. */
  readonly url: string;
  /** Of the page's meta element; empty if omitted. */
  readonly description?: string;
}

/** A discussion as giscus opens it. Source: giscus `components/Widget.tsx`, `pages/api/discussions/index.ts`. */
export function giscusDiscussion(
  { number, term, url, description = "" }: WidgetPage,
  comments: ModelDiscussion["comments"],
  category?: string,
): ModelDiscussion {
  const hash = createHash("sha1").update(term).digest("hex");
  return {
    number,
    title: term,
    body: `# ${term}\n\n${description}\n\n${url}\n\n<!-- sha1: ${hash} -->`,
    author: { bot: "giscus" },
    ...(category === undefined ? {} : { category }),
    comments,
  };
}

/** An issue as utterances opens it. Source: utterances `src/github.ts`, `createIssue`. */
export function utterancesIssue(
  {
    number,
    term,
    url,
    description = "",
    title,
    label,
  }: WidgetPage & {
    /** Of the page. */
    readonly title: string;
    readonly label?: string;
  },
  comments: ModelIssue["comments"],
): ModelIssue {
  return {
    number,
    title: term,
    body: `# ${title}\n\n${description}\n\n[${url}](${url})`,
    author: "utterances-bot",
    labels: label === undefined ? [] : [label],
    comments,
  };
}

/**
 * An issue as gitalk opens it, whose term is its label. Source: gitalk `src/gitalk.jsx`, `createIssue`.
 */
export function gitalkIssue(
  {
    number,
    term,
    url,
    description = "",
    title,
    labels = ["Gitalk"],
  }: WidgetPage & {
    /** Of the page. */
    readonly title: string;
    readonly labels?: readonly string[];
  },
  comments: ModelIssue["comments"],
): ModelIssue {
  return {
    number,
    title,
    body: `${url} \n\n ${description}`,
    author: "owner",
    labels: [...labels, term],
    comments,
  };
}
