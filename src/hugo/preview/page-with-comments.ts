import { Parser } from "htmlparser2";

/** A place of a page that shows the old comments, and what is there instead. */
export interface CommentPlace {
  /** Where the old widget was recognised, in the page's HTML. */
  readonly offset: number;
  /** All that the shortcode printed that holds it; undefined where that is not known. */
  readonly range: { readonly start: number; readonly end: number } | undefined;
  readonly comments: string;
}

/** A page with other comments. */
interface ChangedPage {
  readonly html: string;
  /** Whether a place had nothing that could give way, so that comments are at the end of the page. */
  readonly isAppended: boolean;
  /** Whether the old widget may still show its comments as well. */
  readonly keepsWidget: boolean;
}

/**
 * Puts comments where the old widget is, and takes that and its scripts away. Whatever else the page
 * holds stays: where the widget can't be told from it, the comments are at the page's end.
 * @param atEnd comments that have no place
 * @param holdsWidget whether the HTML of a script element holds the widget
 */
export function withComments(
  html: string,
  places: readonly CommentPlace[],
  atEnd: string,
  holdsWidget: (script: string) => boolean,
): ChangedPage {
  const elements = elementsOf(html);
  const edits: Edit[] = [];
  let appended = atEnd;
  let keepsWidget = false;
  for (const { offset, range, comments } of places) {
    const spot = range ?? spotOf(html, offset, elements, holdsWidget);
    if (spot === undefined) {
      appended += comments;
      keepsWidget = true;
    } else {
      edits.push({ start: spot.start, end: spot.end, by: comments });
    }
  }
  const scripts = elements.filter(
    ({ name, start, end }) => name === "script" && holdsWidget(html.slice(start, end)),
  );
  edits.push(...scripts.map(({ start, end }) => ({ start, end, by: "" })));
  if (appended !== "") edits.push(endOf(html, elements, appended));
  return { html: edited(html, edits), isAppended: appended !== "", keepsWidget };
}

interface Element {
  readonly name: string;
  readonly id: string | undefined;
  readonly isFetched: boolean;
  readonly start: number;
  readonly openEnd: number;
  end: number;
  /** Where its closing tag begins; undefined where it has none. */
  closeStart: number | undefined;
  /** Whether readers see something in it. */
  isSeen: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

const unseen = new Set(["script", "style", "noscript", "template"]);
const seenAlone = new Set(["img", "svg", "video", "audio", "object", "form", "input", "button"]);

/** The elements of a page, outer ones first. */
function elementsOf(html: string): readonly Element[] {
  const all: Element[] = [];
  const open: Element[] = [];
  let hidden = 0;
  const see = () => {
    if (hidden > 0) return;
    for (const element of open) element.isSeen = true;
  };
  const parser = new Parser({
    onopentag(name, { id, src }) {
      if (seenAlone.has(name)) see();
      if (unseen.has(name)) hidden += 1;
      const [start, openEnd] = [parser.startIndex, parser.endIndex + 1];
      const isFetched = src !== undefined;
      const rest = { end: openEnd, closeStart: undefined, isSeen: seenAlone.has(name) };
      const element: Element = { name, id, isFetched, start, openEnd, ...rest };
      all.push(element);
      open.push(element);
    },
    ontext(text) {
      if (text.trim() !== "") see();
    },
    onclosetag(name, isImplied) {
      if (unseen.has(name)) hidden -= 1;
      const element = open.pop();
      if (element === undefined) return;
      element.end = Math.max(element.openEnd, isImplied ? parser.startIndex : parser.endIndex + 1);
      if (!isImplied) element.closeStart = parser.startIndex;
    },
  });
  parser.end(html);
  return all;
}

/** The element that holds nothing but the widget; undefined where none does. */
function spotOf(
  html: string,
  offset: number,
  elements: readonly Element[],
  holdsWidget: (script: string) => boolean,
): Element | undefined {
  const holder = elements.findLast(({ start, end }) => start <= offset && offset < end);
  if (holder === undefined) return undefined;
  if (holder.name !== "script") return holder.isSeen || isFrame(holder) ? undefined : holder;
  const code = html.slice(holder.openEnd, holder.end);
  const named = elements.find(
    (one) => one.id !== undefined && !one.isSeen && !isFrame(one) && isQuoted(one.id, code),
  );
  if (named !== undefined) return named;
  const isInHead = elements.some(
    ({ name, start, end }) => name === "head" && start < holder.start && holder.end <= end,
  );
  // A script of the site's own may do more than show comments.
  const isOthers = holder.isFetched && !holdsWidget(html.slice(holder.start, holder.end));
  return isInHead || isOthers ? undefined : holder;
}

function isFrame({ name }: Element): boolean {
  return ["html", "head", "body", "main", "article"].includes(name);
}

function isQuoted(id: string, code: string): boolean {
  return ['"', "'", "`"].some((quote) =>
    [id, `#${id}`].some((name) => code.includes(`${quote}${name}${quote}`)),
  );
}

function endOf(html: string, elements: readonly Element[], by: string): Edit {
  const last = ["main", "body"]
    .map((name) => elements.findLast((one) => one.name === name)?.closeStart)
    .find((place) => place !== undefined);
  const at = last ?? html.length;
  return { start: at, end: at, by };
}

/** Of edits inside another one, only what they bring is kept. */
function edited(html: string, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let text = "";
  let at = 0;
  for (const { start, end, by } of inOrder) {
    if (start > at) text += html.slice(at, start);
    text += by;
    at = Math.max(at, end);
  }
  return text + html.slice(at);
}
