import type { CommentsApi } from "./api.ts";
import type { CommentList } from "./comment-list.ts";
import { idIn } from "./comment-list.ts";
import type { OwnComments } from "./own-comments.ts";
import { textOf } from "./refusal.ts";
import { focusOn } from "./shown-part.ts";
import { turnstile } from "./turnstile.ts";
import type { Words } from "./words.ts";

interface Parts {
  readonly section: HTMLElement;
  readonly api: CommentsApi;
  readonly list: CommentList;
  readonly own: OwnComments;
  readonly words: Words;
}

/** What the Worker takes of the form; the rest is for its pages without JavaScript. */
const sent = ["author_name", "content", "parent_id", "cf-turnstile-response"];

/** Sends what is written in the form, which is where one answers. */
export function startForm(form: HTMLFormElement, { section, api, list, own, words }: Parts): void {
  const home = document.createComment("form");
  form.before(home);
  const field = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`);
  const status = form.querySelector<HTMLElement>(".comments-status");
  const button = form.querySelector<HTMLButtonElement>(".comments-send button");
  const answering = form.querySelector<HTMLElement>(".comments-answering");
  const person = turnstile(form, section.dataset["turnstile"]);
  if (button) button.hidden = false;

  const say = (text = "") => {
    if (status) status.textContent = text;
  };

  function answer(article: HTMLElement | null): void {
    const parent = field("parent_id");
    if (parent) parent.value = article === null ? "" : String(idIn(article.id));
    if (answering) answering.hidden = article === null;
    const name = article?.querySelector(".comment-author")?.textContent ?? "";
    const said = answering?.querySelector("span");
    if (said) said.textContent = `${words["answering"]} ${name}`;
    if (article === null) home.after(form);
    else article.append(form);
    say();
  }

  async function send(): Promise<void> {
    if (button?.disabled !== false) return;
    button.disabled = true;
    say(words["sending"]);
    try {
      const fields = [...new FormData(form)].filter(([name]) => sent.includes(name));
      const { comment, format, waiting, edit } = await api.post(Object.fromEntries(fields));
      answer(null);
      const name = field("author_name")?.value ?? "";
      form.reset();
      const nameField = field("author_name");
      if (nameField) nameField.value = name;
      const article = list.add(comment, format);
      if (edit !== undefined) own.keep(comment.id, edit);
      if (waiting === true) markWaiting(article, words["waiting"]);
      say(words[waiting === true ? "waiting" : "posted"]);
      // A comment that waits is at no address yet.
      if (waiting !== true) history.replaceState(history.state, "", `#comment-${comment.id}`);
      focusOn(article);
    } catch (error) {
      say(textOf(error, words, "unsent"));
    }
    button.disabled = false;
    person.reset();
  }

  list.onRemove = (item) => {
    if (item.contains(form)) answer(null);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  answering?.querySelector("button")?.addEventListener("click", () => {
    const reply = form.closest("article")?.querySelector<HTMLElement>(".comment-reply");
    answer(null);
    reply?.focus();
  });
  list.element.addEventListener("click", ({ target }) => {
    const reply = target instanceof Element ? target.closest(".comment-reply") : null;
    if (reply === null) return;
    answer(reply.closest("article"));
    field("author_name")?.focus();
  });
}

function markWaiting(article: HTMLElement | undefined, text = ""): void {
  const mark = document.createElement("p");
  mark.className = "comment-waiting";
  mark.textContent = text;
  article?.querySelector("header")?.after(mark);
}
