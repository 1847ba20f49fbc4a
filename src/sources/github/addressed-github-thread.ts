import type { AddressedThread } from "../../domain/addressed-thread.ts";
import { type GithubThread, threadId } from "./github-thread.ts";
import { readOpeningPost } from "./opening-post.ts";
import { cleanedTerm } from "./widget/term.ts";

/** The label that gitalk gives its issues unless told another. Source: gitalk `src/gitalk.jsx`. */
const gitalkLabel = "gitalk";

/**
 * What a thread says of its page. Its identifiers are what the widgets would find it by: title, number
 * (`#17`), hash of the term (`sha1:…`), and the labels that gitalk gives beside its own.
 * @param label by which the issues were chosen
 */
export function addressedThread(thread: GithubThread, label: string | undefined): AddressedThread {
  const { title, number, date, comments } = thread;
  const { writer, address, heading, hashes } = readOpeningPost(thread.body);
  const ofPage = pageLabels(thread.labels, label);
  const identifiers = [
    title,
    cleanedTerm(title),
    `#${number}`,
    ...hashes.map((hash) => `sha1:${hash}`),
    ...ofPage,
  ];
  return {
    id: threadId(thread),
    addresses: address === undefined ? [] : [address],
    identifiers: [...new Set(identifiers)],
    title: heading || title,
    date: new Date(date),
    comments,
    mayBeOther: writer === undefined && !thread.author.isBot && ofPage.length === 0,
  };
}

function pageLabels(labels: readonly string[], label: string | undefined): readonly string[] {
  const own = new Set([gitalkLabel, label?.toLowerCase()]);
  const others = labels.filter((one) => !own.has(one.toLowerCase()));
  return others.length < labels.length ? others : [];
}
