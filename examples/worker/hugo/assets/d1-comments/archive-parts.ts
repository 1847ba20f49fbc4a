import type { CommentList } from "./comment-list.ts";
import { focusOn } from "./shown-part.ts";

/** The parts of an archive, which are documents of their own: each is put below the one before. */
export class ArchiveParts {
  readonly #section: HTMLElement;
  readonly #list: CommentList;
  #isLoading = false;

  constructor(section: HTMLElement, list: CommentList) {
    this.#section = section;
    this.#list = list;
    section.addEventListener("click", (event) => {
      const link =
        event.target instanceof Element ? event.target.closest(".comments-more a") : null;
      if (link === null || isForElsewhere(event)) return;
      event.preventDefault();
      void this.#append().then((fresh) => focusOn(fresh?.[0]));
    });
  }

  /** Loads parts until a comment is there. */
  async loadUntil(id: number): Promise<HTMLElement | undefined> {
    while (this.#list.articleOf(id) === undefined) {
      if ((await this.#append()) === undefined) return undefined;
    }
    return this.#list.articleOf(id);
  }

  /** @returns the comments that are new; undefined where there is no other part */
  async #append(): Promise<readonly HTMLElement[] | undefined> {
    const link = this.#section.querySelector<HTMLAnchorElement>(".comments-more a");
    if (link === null || this.#isLoading) return undefined;
    this.#isLoading = true;
    try {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const next = page.querySelector(".comments-more a")?.getAttribute("href") ?? null;
      const fresh: HTMLElement[] = [];
      for (const article of page.querySelectorAll<HTMLElement>(".comments-list > li > article")) {
        const item = article.parentElement;
        if (item === null || document.getElementById(article.id) !== null) continue;
        this.#list.element.append(onOnePage(document.adoptNode(item)));
        fresh.push(article);
      }
      this.#list.adopt();
      if (next === null) link.parentElement?.remove();
      else link.href = new URL(next, response.url).href;
      return fresh;
    } catch {
      // The document itself is as good.
      location.assign(link.href);
      return undefined;
    } finally {
      this.#isLoading = false;
    }
  }
}

/** What is in another document's place there is on this page here. */
function onOnePage(item: HTMLElement): HTMLElement {
  for (const link of item.querySelectorAll<HTMLAnchorElement>(".comment-parent[href]")) {
    link.setAttribute("href", link.hash);
  }
  return item;
}

function isForElsewhere(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
