import { CommentsApi } from "./api.ts";
import { ArchiveParts } from "./archive-parts.ts";
import { CommentList, idIn } from "./comment-list.ts";
import { startForm } from "./form.ts";
import { OwnComments } from "./own-comments.ts";
import { focusOn, ShownPart } from "./shown-part.ts";
import { StateLine } from "./state.ts";
import { wordsOf } from "./words.ts";

const mostInOnePart = 200;
const usualPart = 100;

/** Brings a section of comments to life. */
export function startSection(section: HTMLElement): void {
  const element = section.querySelector<HTMLElement>(".comments-list");
  if (element === null) return;
  const blank = section.querySelector("template")?.content ?? document.createDocumentFragment();
  const words = wordsOf(section);
  const list = new CommentList(element, blank, words);
  const archive = new ArchiveParts(section, list);
  const { api: base, page = "", part = "" } = section.dataset;
  if (base === undefined) {
    followHash(list, (id) => archive.loadUntil(id));
    return;
  }

  const line = section.querySelector<HTMLElement>(".comments-state");
  const form = section.querySelector<HTMLFormElement>(".comments-form");
  if (line === null || form === null) return;
  const size = Number(part);
  const api = new CommentsApi(base, page, size > 0 && size <= mostInOnePart ? size : usualPart);
  const own = new OwnComments({ key: `${base} ${page}`, api, list, words });
  const state = new StateLine(line, element, words);
  const onShown = () => own.offer();
  const shown = new ShownPart({ section, api, list, state, words, onShown });
  startForm(form, { section, api, list, own, words });
  followHash(list, async (id) => {
    await shown.loadWith(id);
    return list.articleOf(id);
  });
  whenNear(section, async () => {
    if (shown.isLoaded || isElsewhere(list)) return;
    await shown.loadFirst();
    keepRoom(element);
    const asked = list.articleOf(idIn(location.hash));
    if (asked !== undefined) focusOn(asked);
  });
}

/** Whether the address names a comment that another part has: that is loaded instead. */
function isElsewhere(list: CommentList): boolean {
  const id = idIn(location.hash);
  return !Number.isNaN(id) && list.articleOf(id) === undefined;
}

/** Shows the comment that the address names, now and whenever it names another one. */
function followHash(
  list: CommentList,
  load: (id: number) => Promise<HTMLElement | undefined>,
): void {
  const follow = async () => {
    const id = idIn(location.hash);
    if (Number.isNaN(id)) return;
    const article = list.articleOf(id) ?? (await load(id));
    article?.querySelector<HTMLDetailsElement>(".comment-long")?.setAttribute("open", "");
    focusOn(article);
  };
  addEventListener("hashchange", () => void follow());
  void follow();
}

function whenNear(section: HTMLElement, then: () => Promise<void>): void {
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting && !/^#comment/.test(location.hash)) return;
      near.disconnect();
      void then();
    },
    { rootMargin: "100%" },
  );
  near.observe(section);
}

/** Nothing below is let into view by loading, so that nothing is seen to move. */
function keepRoom(list: HTMLElement): void {
  if (list.closest("[data-archive]") !== null) return;
  list.style.minHeight = `${Math.max(0, innerHeight - list.getBoundingClientRect().top)}px`;
}
