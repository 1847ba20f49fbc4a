import type { Comment, Format } from "./answer.ts";
import { safeCopy } from "./safe-copy.ts";
import { startOf, textNodes } from "./text.ts";
import type { Words } from "./words.ts";

/** The comment that a new one answers, where it is known. */
export type Answered =
  | { readonly kind: "none" }
  | { readonly kind: "elsewhere"; readonly id: number }
  | { readonly kind: "here"; readonly id: number; readonly author: string };

/** Makes an item of the list from the page's template. */
export function blankItem(blank: DocumentFragment): HTMLElement {
  const item = document.importNode(blank, true).querySelector("li");
  if (item === null) throw new Error("the template of a comment is empty");
  item.querySelector(".comment-owner")?.remove();
  return item;
}

/** Writes a comment into its item, as far as it is another one than is there. */
export function fillItem(
  item: HTMLElement,
  { comment, format, answered }: { comment: Comment; format: Format; answered: Answered },
  { words, blank }: { readonly words: Words; readonly blank: DocumentFragment },
): void {
  const part = <E extends HTMLElement>(selector: string) => item.querySelector<E>(selector);
  const { id, author_name: name } = comment;
  const article = part("article");
  const author = part(".comment-author");
  if (article === null || author === null) return;
  article.id = `comment-${id}`;
  if (author.textContent !== name) author.textContent = name;
  if (comment.is_owner === true && part(".comment-owner") === null) {
    const mark = blank.querySelector(".comment-owner");
    if (mark !== null) author.after(document.importNode(mark, true));
  }
  part(".comment-reply")?.setAttribute("aria-label", `${words["reply"]}: ${name}`);
  fillTime(part("time"), comment);
  fillReference(part(".comment-parent"), answered);
  fillText(item, { comment, format, words });
}

function fillTime(time: HTMLTimeElement | null, { id, created_at: created }: Comment): void {
  if (time === null || time.dateTime === created) return;
  const date = new Date(created);
  const language = document.documentElement.lang || undefined;
  const medium = { dateStyle: "medium", timeZone: "UTC" } as const;
  const isDate = !Number.isNaN(date.getTime());
  time.dateTime = time.title = created;
  time.textContent = isDate ? date.toLocaleDateString(language, medium) : created;
  time.closest("a")?.setAttribute("href", `#comment-${id}`);
}

function fillReference(reference: HTMLAnchorElement | null, answered: Answered): void {
  if (reference === null) return;
  reference.hidden = answered.kind === "none";
  if (answered.kind === "none") return;
  reference.href = `#comment-${answered.id}`;
  const name = reference.querySelector("bdi");
  if (name === null) return;
  if (answered.kind === "here") name.textContent = answered.author;
  else if (name.textContent === "") name.textContent = `#${answered.id}`;
}

/** What was filled in before, so that a comment which is as it was stays open, and selected. */
const filled = new WeakMap<HTMLElement, string>();

function fillText(
  item: HTMLElement,
  { comment, format, words }: { comment: Comment; format: Format; words: Words },
): void {
  const old =
    item.querySelector<HTMLElement>(".comment-long") ??
    item.querySelector<HTMLElement>(".comment-text");
  const isRich = format !== "text";
  const content = format === "markdown" ? (comment.html ?? "") : comment.content;
  const written = `${format} ${content}`;
  if (old === null || filled.get(item) === written) return;
  filled.set(item, written);
  const text = document.createElement("div");
  text.className = isRich ? "comment-text comment-rich" : "comment-text";
  text.dir = "auto";
  text.append(isRich ? safeCopy(content) : textNodes(content));
  const start = startOf(content, isRich);
  const made = start === undefined ? text : folded(text, start, words);
  if (old.isEqualNode(made)) return;
  if (old instanceof HTMLDetailsElement && made instanceof HTMLDetailsElement) made.open = old.open;
  old.replaceWith(made);
}

function folded(text: HTMLElement, start: string, words: Words): HTMLDetailsElement {
  const details = document.createElement("details");
  details.className = "comment-long";
  const summary = document.createElement("summary");
  const shown = span("comment-start", start);
  shown.dir = "auto";
  const [whole, less] = [words["whole"], words["less"]];
  summary.append(shown, " ", span("comment-whole", whole), span("comment-less", less));
  details.append(summary, text);
  return details;
}

function span(name: string, text = ""): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}
