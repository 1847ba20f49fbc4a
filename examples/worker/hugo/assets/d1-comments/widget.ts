// Shows the comments of a page as the Worker gives them, and sends new ones. The markup is the
// page's own: a comment is made from its <template>. An archive that is there already is kept, and
// completed by what has changed since.

interface Comment {
  readonly id: number;
  readonly parent_id: number | null;
  readonly author_name: string;
  readonly content: string;
  readonly created_at: string;
}

interface Answer {
  readonly format: "text" | "html";
  readonly threads: readonly { readonly comments: readonly Comment[] }[];
  readonly next: string | null;
}

interface Turnstile {
  render(place: HTMLElement, options: { readonly sitekey: string }): string;
  reset(id: string): void;
}

interface Window {
  readonly turnstile?: Turnstile;
}

const mostAtOnce = 200;
const safeTags = new Set(
  "H1 H2 H3 H4 H5 H6 BLOCKQUOTE P A UL OL SUP SUB LI B I U STRONG EM S DEL CODE HR BR DIV TABLE THEAD TBODY TR TH TD CAPTION PRE SPAN IMG DETAILS SUMMARY".split(
    " ",
  ),
);
const textless = new Set("SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT TEXTAREA SELECT".split(" "));

for (const section of document.querySelectorAll<HTMLElement>(".comments[data-api]")) start(section);

function start(section: HTMLElement): void {
  const find = <E extends HTMLElement>(selector: string, kind: new () => E): E => {
    const found = section.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`the comments lack ${selector}`);
    return found;
  };
  const { api, page = "", turnstile: siteKey } = section.dataset;
  const url = `${api}/comments/${encodeURIComponent(page)}`;
  const words: Record<string, string> = JSON.parse(section.dataset["words"] ?? "{}");
  const list = find(".comments-list", HTMLElement);
  const form = find(".comments-form", HTMLFormElement);
  const home = document.createComment("form");
  form.before(home);
  const status = find(".comments-status", HTMLElement);
  const more = find(".comments-more", HTMLElement);
  const answering = find(".comments-answering", HTMLElement);
  const blank = find("template", HTMLTemplateElement).content;
  const parentId = find("[name=parent_id]", HTMLInputElement);
  const authorName = find("[name=author_name]", HTMLInputElement);
  const hasArchive = list.childElementCount > 0;
  const seen = new Set<Element>();
  let next: string | null = null;
  let person: string | undefined;

  const say = (word: string) => {
    status.textContent = words[word] ?? word;
  };
  const articleOf = (id: number | null) =>
    list.querySelector<HTMLElement>(`#comment-${id ?? "none"}`);
  const depthOf = (item: Element | null) =>
    item instanceof HTMLElement ? Number(item.style.getPropertyValue("--depth")) : 0;

  /** Puts a comment below what it answers, after the replies that are there; or renews it. */
  function place(comment: Comment, format: Answer["format"]): HTMLElement {
    const old = articleOf(comment.id);
    const item = old?.parentElement ?? document.importNode(blank, true).querySelector("li");
    const article = item?.querySelector("article");
    if (item === null || !article) throw new Error("the template of a comment is empty");
    seen.add(item);
    const parent = articleOf(comment.parent_id);
    fill(article, comment, parent, format);
    if (old !== null) return article;
    const above = parent?.parentElement ?? null;
    const depth = above === null ? 0 : depthOf(above) + 1;
    item.style.setProperty("--depth", ` ${depth}`);
    let after = above?.nextElementSibling ?? null;
    while (after !== null && depthOf(after) >= depth) after = after.nextElementSibling;
    list.insertBefore(item, after);
    return article;
  }

  function fill(
    article: HTMLElement,
    { id, author_name: name, content, created_at: created }: Comment,
    parent: HTMLElement | null,
    format: Answer["format"],
  ): void {
    const part = <E extends HTMLElement>(selector: string) => article.querySelector<E>(selector);
    const author = part(".comment-author");
    const time = part<HTMLTimeElement>("time");
    const reference = part<HTMLAnchorElement>(".comment-parent");
    const text = part(".comment-text");
    const reply = part(".comment-reply");
    if (!author || !time || !reference || !text || !reply) return;
    article.id = `comment-${id}`;
    if (author.textContent !== name) author.textContent = name;
    reply.setAttribute("aria-label", `${words["reply"]}: ${name}`);
    if (time.dateTime !== created) {
      const date = new Date(created);
      const isDate = !Number.isNaN(date.getTime());
      time.dateTime = time.title = created;
      const language = document.documentElement.lang || undefined;
      const medium = { dateStyle: "medium", timeZone: "UTC" } as const;
      time.textContent = isDate ? date.toLocaleDateString(language, medium) : created;
      time.closest("a")?.setAttribute("href", `#comment-${id}`);
    }
    reference.hidden = parent === null;
    if (parent !== null) {
      reference.href = `#${parent.id}`;
      const named = reference.querySelector("bdi");
      if (named) named.textContent = parent.querySelector(".comment-author")?.textContent ?? "";
    }
    text.classList.toggle("comment-rich", format === "html");
    if (format === "html") text.replaceChildren(safeCopy(content));
    else if (text.textContent !== content) text.textContent = content;
  }

  async function load(): Promise<void> {
    more.hidden = true;
    const query = new URLSearchParams(hasArchive ? { limit: String(mostAtOnce) } : {});
    if (next !== null) query.set("cursor", next);
    try {
      const response = await fetch(`${url}?${query}`);
      if (!response.ok) throw new Error(String(response.status));
      const answer: Answer = await response.json();
      for (const { comments } of answer.threads) {
        for (const comment of comments) place(comment, answer.format);
      }
      next = answer.next;
      section.dataset["live"] = "";
      if (next !== null && hasArchive) return await load();
      if (next === null) for (const item of [...list.children]) if (!seen.has(item)) item.remove();
      more.hidden = next === null;
      if (list.childElementCount === 0) showEmpty();
    } catch {
      say("unread");
      more.hidden = false;
    }
    // Nothing below is let into view by this, so that nothing is seen to move.
    const room = hasArchive ? 0 : Math.max(0, innerHeight - list.getBoundingClientRect().top);
    list.style.minHeight = `${room}px`;
  }

  function showEmpty(): void {
    const item = document.createElement("li");
    item.className = "comments-empty";
    item.textContent = words["empty"] ?? "";
    list.append(item);
  }

  function answer(article: HTMLElement | null): void {
    const name = article?.querySelector(".comment-author")?.textContent ?? "";
    parentId.value = article?.id.replace("comment-", "") ?? "";
    answering.hidden = article === null;
    const said = answering.querySelector("span");
    if (said) said.textContent = `${words["answering"]} ${name}`;
    if (article === null) home.after(form);
    else article.append(form);
    status.textContent = "";
  }

  function focusOn(article: HTMLElement): void {
    article.tabIndex = -1;
    article.focus();
  }

  async function send(): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>(".comments-send button");
    if (button?.disabled) return;
    if (button) button.disabled = true;
    say("sending");
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(Object.fromEntries(new FormData(form))),
      });
      const told = await response.json();
      if (response.ok) {
        list.querySelector(".comments-empty")?.remove();
        const article = place(told.comment, told.format);
        answer(null);
        const { value } = authorName;
        form.reset();
        authorName.value = value;
        say("posted");
        focusOn(article);
      } else say(`${told.error.message} ${told.error.remedy}`);
    } catch {
      say("unsent");
    }
    if (button) button.disabled = false;
    if (person !== undefined) window.turnstile?.reset(person);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  form.addEventListener("focusin", () => siteKey && askWhoever(siteKey), { once: true });
  answering.querySelector("button")?.addEventListener("click", () => {
    const button = form.closest("article")?.querySelector<HTMLElement>(".comment-reply");
    answer(null);
    button?.focus();
  });
  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(".comment-reply") : null;
    if (button === null) return;
    answer(button.closest("article"));
    form.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
  });
  more.addEventListener("click", async () => {
    const before = new Set(list.children);
    await load();
    const fresh = [...list.children].find((item) => !before.has(item));
    const article = fresh?.querySelector("article");
    if (article) focusOn(article);
  });

  /** Turnstile puts its token into the form. Source: its documentation, "Explicitly render". */
  function askWhoever(sitekey: string): void {
    const script = document.createElement("script");
    script.src = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
    script.addEventListener("load", () => {
      person = window.turnstile?.render(find(".comments-person", HTMLElement), { sitekey });
    });
    document.head.append(script);
  }

  const isAskedFor = /^#comment/.test(location.hash);
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting && !isAskedFor) return;
      near.disconnect();
      void load().then(() => {
        if (isAskedFor && !hasArchive) document.querySelector(location.hash)?.scrollIntoView();
      });
    },
    { rootMargin: "100%" },
  );
  near.observe(section);
}

/** A copy of what is harmless in HTML, which is parsed where nothing loads and nothing runs. */
function safeCopy(html: string): DocumentFragment {
  const copy = (from: Node): DocumentFragment => {
    const made = document.createDocumentFragment();
    for (const node of from.childNodes) {
      if (node instanceof Text) made.append(node.data);
      if (!(node instanceof Element) || textless.has(node.tagName)) continue;
      const inner = copy(node);
      if (node instanceof HTMLElement && safeTags.has(node.tagName)) {
        const element = document.createElement(node.tagName);
        copyAttributes(node, element);
        element.append(inner);
        made.append(element);
      } else made.append(inner);
    }
    return made;
  };
  return copy(new DOMParser().parseFromString(html, "text/html").body);
}

function copyAttributes(from: HTMLElement, to: HTMLElement): void {
  const give = (name: string, allowed: RegExp) => {
    const value = from.getAttribute(name);
    if (value !== null && allowed.test(value)) to.setAttribute(name, value);
  };
  if (to instanceof HTMLAnchorElement) {
    give("href", /^(https?:\/\/|ftp:\/\/|mailto:|magnet:)/i);
    to.rel = "nofollow noopener ugc";
  }
  if (to instanceof HTMLImageElement) {
    give("src", /^https?:\/\//i);
    give("alt", /^/);
    give("width", /^\d{1,4}$/);
    give("height", /^\d{1,4}$/);
    to.loading = "lazy";
  }
  if (to instanceof HTMLOListElement) give("start", /^\d{1,9}$/);
  if (to.tagName === "CODE") give("class", /^language-[\w+-]+$/);
}
