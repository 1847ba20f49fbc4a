import type { Part } from "./answer.ts";
import type { CommentsApi, Wanted } from "./api.ts";
import type { CommentList, Place, Range } from "./comment-list.ts";
import { Refusal, textOf } from "./refusal.ts";
import type { StateLine } from "./state.ts";
import type { Words } from "./words.ts";

interface Parts {
  readonly section: HTMLElement;
  readonly api: CommentsApi;
  readonly list: CommentList;
  readonly state: StateLine;
  readonly words: Words;
  /** Is told of each part that is shown. */
  readonly onShown: () => void;
}

/** Which comments of the Worker's are shown: one stretch of all, which grows at both ends. */
export class ShownPart {
  readonly #parts: Parts;
  readonly #earlier: HTMLElement;
  readonly #more: HTMLElement;
  #range: Range | undefined;
  #previous: string | null = null;
  #next: string | null = null;

  constructor(parts: Parts) {
    const { section, list, words } = parts;
    this.#parts = parts;
    this.#earlier = buttonLine("comments-earlier", words["earlier"], () => this.#grow("before"));
    this.#more = buttonLine("comments-more", words["more"], () => this.#grow("cursor"));
    list.element.before(this.#earlier);
    // The archive's own way to its parts stays until there is a better one.
    (section.querySelector(".comments-more") ?? list.element).after(this.#more);
  }

  get isLoaded(): boolean {
    return this.#range !== undefined;
  }

  async loadFirst(): Promise<void> {
    const part = await this.#read({}, "start", () => void this.loadFirst());
    if (part !== undefined) this.#begin(part);
  }

  /** Shows the part with a comment, in place of what is shown. */
  async loadWith(id: number): Promise<void> {
    const wanted = { comment: String(id) };
    const part = await this.#read(
      wanted,
      "start",
      () => void this.loadWith(id),
      async () => {
        if (!this.isLoaded) await this.loadFirst();
        this.#parts.state.say(this.#parts.words["missing"] ?? "", "start");
      },
    );
    if (part === undefined) return;
    this.#parts.list.clear();
    this.#begin(part);
  }

  async #grow(way: "before" | "cursor"): Promise<void> {
    const cursor = way === "before" ? this.#previous : this.#next;
    if (cursor === null || this.#range === undefined) return;
    const list = this.#parts.list.element;
    const before = new Set(list.querySelectorAll("article"));
    const end = way === "before" ? "start" : "end";
    const part = await this.#read({ [way]: cursor }, end, () => void this.#grow(way));
    if (part === undefined) return;
    if (way === "before") {
      this.#previous = part.previous ?? null;
      this.#range = { from: startOf(part), to: this.#range.to };
    } else {
      this.#next = part.next;
      this.#range = { from: this.#range.from, to: endOf(part) };
    }
    this.#show(part);
    const fresh = [...list.querySelectorAll("article")].filter((article) => !before.has(article));
    focusOn(way === "before" ? fresh.at(-1) : fresh[0]);
  }

  #begin(part: Part): void {
    this.#previous = part.previous ?? null;
    this.#next = part.next;
    this.#range = { from: startOf(part), to: endOf(part) };
    this.#show(part);
  }

  #show(part: Part): void {
    const { section, list, state, words } = this.#parts;
    if (this.#range !== undefined) list.show(part, this.#range);
    for (const link of section.querySelectorAll(".comments-more:has(a)")) link.remove();
    this.#earlier.hidden = this.#previous === null;
    this.#more.hidden = this.#next === null;
    state.say(list.isEmpty ? (words["empty"] ?? "") : "", "start");
    section.dataset["live"] = "";
    this.#parts.onShown();
  }

  async #read(
    wanted: Wanted,
    end: "start" | "end",
    retry: () => void,
    onMissing?: () => Promise<void>,
  ): Promise<Part | undefined> {
    const { api, state, words } = this.#parts;
    state.say(words["loading"] ?? "", end);
    try {
      return await api.read(wanted);
    } catch (error) {
      const isMissing = error instanceof Refusal && error.code === "no-such-comment";
      if (isMissing && onMissing !== undefined) await onMissing();
      else state.say(textOf(error, words, "unread"), end, retry);
      return undefined;
    }
  }
}

function startOf({ previous, threads }: Part): Place | null {
  const [thread] = threads;
  const [first] = thread?.comments ?? [];
  if (typeof previous !== "string" || !thread || !first) return null;
  return { thread: thread.id, id: first.id };
}

function endOf({ next, threads }: Part): Place | null {
  const thread = threads.at(-1);
  const last = thread?.comments.at(-1);
  return next === null || !thread || !last ? null : { thread: thread.id, id: last.id };
}

function buttonLine(name: string, text: string | undefined, onClick: () => void): HTMLElement {
  const line = document.createElement("p");
  line.className = name;
  line.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text ?? "";
  button.addEventListener("click", onClick);
  line.append(button);
  return line;
}

/** Moves on to a comment, for those who read with their ears as well. */
export function focusOn(article: HTMLElement | undefined): void {
  if (article === undefined) return;
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "nearest" });
}
