import type { Comment, Format, Part } from "./answer.ts";
import { arrange, type Placed } from "./arrange.ts";
import { type Answered, blankItem, fillItem } from "./comment-element.ts";
import type { Words } from "./words.ts";

/** Where a comment is in the order of the Worker: by thread, then by id. */
export interface Place {
  readonly thread: number;
  readonly id: number;
}

/** All between two places, both included; null is the very beginning, and the very end. */
export interface Range {
  readonly from: Place | null;
  readonly to: Place | null;
}

interface Shown extends Placed {
  readonly item: HTMLElement;
  /** As the Worker gave it; undefined where it is from the archive. */
  readonly live: { readonly comment: Comment; readonly format: Format } | undefined;
}

/** The comments that are shown: each of them once, in order. */
export class CommentList {
  readonly element: HTMLElement;
  /** Is told of an item before that goes. */
  onRemove: (item: HTMLElement) => void = () => {};
  readonly #shown = new Map<number, Shown>();
  readonly #onTop = new Set<number>();
  readonly #words: Words;
  readonly #blank: DocumentFragment;

  constructor(element: HTMLElement, blank: DocumentFragment, words: Words) {
    this.element = element;
    this.#blank = blank;
    this.#words = words;
    this.adopt();
  }

  get isEmpty(): boolean {
    return this.#shown.size === 0;
  }

  /** Takes in what the page's HTML has of an archive. */
  adopt(): void {
    let thread = 0;
    for (const item of this.element.children) {
      if (!(item instanceof HTMLElement)) continue;
      const id = idIn(item.querySelector("article")?.id);
      if (item.dataset["depth"] === "0") thread = id;
      if (this.#shown.has(id)) continue;
      const reference = item.querySelector<HTMLAnchorElement>(".comment-parent");
      const parent = reference === null || reference.hidden ? null : idIn(reference.hash);
      this.#shown.set(id, { id, parent, thread, item, live: undefined });
    }
  }

  articleOf(id: number): HTMLElement | undefined {
    return this.#shown.get(id)?.item.querySelector("article") ?? undefined;
  }

  /** What its writer typed. */
  sourceOf(id: number): Shown["live"] {
    return this.#shown.get(id)?.live;
  }

  /** Shows a part of the Worker's; of the archive's comments there, only those that it has. */
  show({ threads, format }: Part, range: Range): void {
    for (const { id: thread, comments } of threads) {
      for (const comment of comments) this.#put(comment, format, thread);
    }
    for (const { id, thread, live } of [...this.#shown.values()]) {
      if (live === undefined && isWithin({ id, thread }, range)) this.#drop(id);
    }
    this.#fill();
  }

  /** Shows a comment that was just written: below what it answers, or on top. */
  add(comment: Comment, format: Format): HTMLElement | undefined {
    const { id, parent_id: parent } = comment;
    const known = this.#shown.get(id) ?? (parent === null ? undefined : this.#shown.get(parent));
    if (known === undefined) this.#onTop.add(id);
    this.#put(comment, format, known?.thread ?? id);
    this.#fill();
    return this.articleOf(id);
  }

  remove(id: number): void {
    this.#drop(id);
    this.#fill();
  }

  /** For another part, which does not follow. */
  clear(): void {
    for (const id of [...this.#shown.keys()]) this.#drop(id);
  }

  #put(comment: Comment, format: Format, thread: number): void {
    const { id, parent_id: parent } = comment;
    const item = this.#shown.get(id)?.item ?? blankItem(this.#blank);
    this.#shown.set(id, { id, parent, thread, item, live: { comment, format } });
  }

  #drop(id: number): void {
    const item = this.#shown.get(id)?.item;
    if (item === undefined) return;
    this.onRemove(item);
    item.remove();
    this.#shown.delete(id);
  }

  #fill(): void {
    let at = this.element.firstElementChild;
    for (const { item: shown, depth } of arrange(this.#shown.values(), this.#onTop)) {
      const { item, live } = shown;
      if (live !== undefined) {
        const answered = this.#answered(shown);
        fillItem(item, { ...live, answered }, { words: this.#words, blank: this.#blank });
      }
      item.dataset["depth"] = String(depth);
      if (item === at) at = at.nextElementSibling;
      else this.element.insertBefore(item, at);
    }
  }

  #answered({ parent }: Placed): Answered {
    if (parent === null) return { kind: "none" };
    const above = this.#shown.get(parent);
    if (above === undefined) return { kind: "elsewhere", id: parent };
    const author =
      above.live?.comment.author_name ??
      above.item.querySelector(".comment-author")?.textContent ??
      "";
    return { kind: "here", id: parent, author };
  }
}

/** The number in `comment-7`, or NaN. */
export function idIn(text: string | undefined): number {
  return Number(/^#?comment-(\d+)$/.exec(text ?? "")?.[1] ?? Number.NaN);
}

function isWithin(place: Place, { from, to }: Range): boolean {
  return (from === null || compare(from, place) <= 0) && (to === null || compare(place, to) <= 0);
}

function compare(a: Place, b: Place): number {
  return a.thread - b.thread || a.id - b.id;
}
