import { createHash } from "node:crypto";

/** Title and text of a pull request. */
interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

/** Longest text that a pull request may have, in characters: GitHub refuses longer ones. */
const mostCharacters = 65_536;
const end = "<!-- /hugo-comment-migration -->";
const ownPart =
  /<!-- hugo-comment-migration (\w+): [^>]*-->[\s\S]*?<!-- \/hugo-comment-migration -->/;

/**
 * The text of a new pull request: marked, so that a later run finds its own part again. The mark has a
 * digest of the title, which shows whether it is still ours.
 */
export function newText({ title, body }: PullRequestText): string {
  return marked(digestOf(title), body);
}

/** Most characters that our part of a text may have, beside what people wrote around it. */
export function roomIn(existing: string): number {
  const others = existing.replace(ownPart, "").length;
  return mostCharacters - marked(digestOf(""), "").length - others;
}

/**
 * Title and text of a pull request with our part as it is now. What people wrote stays: a title of
 * their own, what stands around our part, and the whole text where our part is gone.
 */
export function updatedText(there: PullRequestText, now: PullRequestText): PullRequestText {
  const [, titleThen] = ownPart.exec(there.body) ?? [];
  if (titleThen === undefined) return there;
  const isOwnTitle = titleThen === digestOf(there.title);
  const part = marked(isOwnTitle ? digestOf(now.title) : titleThen, now.body);
  const body = there.body.replace(ownPart, () => part);
  return {
    title: isOwnTitle ? now.title : there.title,
    body: body.length > mostCharacters ? there.body : body,
  };
}

function marked(titleDigest: string, body: string): string {
  return `<!-- hugo-comment-migration ${titleDigest}: later runs rewrite the text down to the next mark -->\n\n${body}\n\n${end}`;
}

function digestOf(title: string): string {
  return createHash("sha256").update(title).digest("hex").slice(0, 12);
}
