import type { Changed, EditRight } from "./answer.ts";
import type { CommentsApi } from "./api.ts";
import type { CommentList } from "./comment-list.ts";
import { Refusal, textOf } from "./refusal.ts";
import { focusOn } from "./shown-part.ts";
import { decoded } from "./text.ts";
import type { Words } from "./words.ts";

interface Parts {
  /** Of the page at the Worker. */
  readonly key: string;
  readonly api: CommentsApi;
  readonly list: CommentList;
  readonly words: Words;
}

type Rights = Readonly<Record<string, EditRight>>;

/** One's own comments, which can be changed for some minutes, after a reload as well. */
export class OwnComments {
  readonly #parts: Parts;
  readonly #storageKey: string;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#storageKey = `d1-comments ${parts.key}`;
  }

  keep(id: number, right: EditRight): void {
    this.#write({ ...this.#read(), [id]: right });
    this.offer();
  }

  /** Gives those that are shown their buttons. */
  offer(): void {
    for (const [id, { token, until }] of Object.entries(this.#read())) {
      const article = this.#parts.list.articleOf(Number(id));
      const left = new Date(until).getTime() - Date.now();
      if (article === undefined || !(left > 0) || article.querySelector(".comment-own")) continue;
      const tools = this.#toolsFor(Number(id), token, article);
      article.append(tools);
      setTimeout(() => {
        tools.remove();
        article.querySelector(".comment-edit")?.remove();
      }, left);
    }
  }

  #toolsFor(id: number, token: string, article: HTMLElement): HTMLElement {
    const { words } = this.#parts;
    const tools = document.createElement("p");
    tools.className = "comment-own";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    const edit = button(words["edit"], () => this.#edit(id, token, article));
    const remove = button(words["delete"], () => void this.#remove(id, token, said));
    tools.append(edit, " ", remove, " ", said);
    return tools;
  }

  #edit(id: number, token: string, article: HTMLElement): void {
    const { api, words } = this.#parts;
    if (article.querySelector(".comment-edit") !== null) return;
    const form = document.createElement("form");
    form.className = "comment-edit";
    const label = document.createElement("label");
    const text = document.createElement("textarea");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    Object.assign(text, { id: `comment-edit-${id}`, rows: 4, maxLength: 10_000, required: true });
    text.value = this.#typed(id);
    label.htmlFor = text.id;
    label.textContent = words["comment"] ?? "";
    const save = document.createElement("button");
    save.type = "submit";
    save.textContent = words["save"] ?? "";
    const close = () => {
      form.remove();
      article.querySelector<HTMLElement>(".comment-own button")?.focus();
    };
    form.append(label, text, save, " ", button(words["cancel"], close), " ", said);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      save.disabled = true;
      await this.#change(
        said,
        async () => {
          this.#put(await api.edit(id, token, text.value));
          close();
          this.#say(article, words["saved"]);
        },
        id,
      );
      save.disabled = false;
    });
    article.querySelector(".comment-own")?.before(form);
    text.focus();
  }

  async #remove(id: number, token: string, said: HTMLElement): Promise<void> {
    const { api, list, words } = this.#parts;
    if (!confirm(words["surely"])) return;
    await this.#change(
      said,
      async () => {
        const left = await api.remove(id, token);
        this.#forget(id);
        if (left === undefined) list.remove(id);
        else this.#put(left);
        list.articleOf(id)?.querySelector(".comment-own")?.remove();
        const status = list.element.parentElement?.querySelector(".comments-status");
        if (status) status.textContent = words["deleted"] ?? "";
        focusOn(list.articleOf(id) ?? list.element);
      },
      id,
    );
  }

  async #change(said: HTMLElement, change: () => Promise<void>, id: number): Promise<void> {
    try {
      await change();
    } catch (error) {
      said.textContent = textOf(error, this.#parts.words, "unsent");
      const isOver = error instanceof Refusal && ["too-late", "not-yours"].includes(error.code);
      if (isOver) this.#forget(id);
    }
  }

  #put({ comment, format }: Changed): void {
    this.#parts.list.add(comment, format);
  }

  #say(article: HTMLElement, text = ""): void {
    const said = article.querySelector(".comment-own [role=status]");
    if (said) said.textContent = text;
  }

  /** Readers type text, also where comments are kept as HTML. */
  #typed(id: number): string {
    const live = this.#parts.list.sourceOf(id);
    if (live?.format !== "html") return live?.comment.content ?? "";
    return decoded(live.comment.content.replace(/<br\s*\/?>/gi, "\n"));
  }

  #forget(id: number): void {
    const { [id]: _, ...others } = this.#read();
    this.#write(others);
  }

  #read(): Rights {
    try {
      const all: Rights = JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "{}");
      const valid = Object.entries(all).filter(([, { until }]) => Date.parse(until) > Date.now());
      return Object.fromEntries(valid);
    } catch {
      return {};
    }
  }

  #write(rights: Rights): void {
    try {
      sessionStorage.setItem(this.#storageKey, JSON.stringify(rights));
    } catch {
      // Some forbid all storage; then a reload takes the right to change.
    }
  }
}

function button(text: string | undefined, onClick: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text ?? "";
  made.addEventListener("click", onClick);
  return made;
}
