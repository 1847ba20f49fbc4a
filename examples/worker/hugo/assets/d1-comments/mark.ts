/**
 * Puts the comments in the place of the page's mark: the first that is the page's own, for summaries on
 * other pages have marks as well.
 */
export function expandMark(start: (section: HTMLElement) => void): void {
  const marks = [...document.querySelectorAll<HTMLElement>(".d1-comments[data-src]")];
  const mark = marks.find(isOfThisPage);
  if (mark === undefined) return;
  const address = addressOf(mark);
  let isAsked = false;
  const expand = async () => {
    if (isAsked) return;
    isAsked = true;
    const section = await fetchSection(address).catch(() => undefined);
    if (section === undefined) return;
    mark.replaceWith(section);
    start(section);
    if (location.hash === "#comments") section.scrollIntoView();
  };
  if (/^#comment/.test(location.hash)) return void expand();
  addEventListener("hashchange", () => /^#comment/.test(location.hash) && void expand());
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      near.disconnect();
      void expand();
    },
    { rootMargin: "100%" },
  );
  near.observe(mark);
}

function addressOf(mark: HTMLElement): string {
  return new URL(mark.dataset["src"] ?? "", document.baseURI).href;
}

/** Fetches the section, and has its style sheet ready before it is seen. */
async function fetchSection(address: string): Promise<HTMLElement> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const section = page.querySelector<HTMLElement>("section.comments");
  if (section === null) throw new Error("no comments in their document");
  const there = (href: string | null) => new URL(href ?? "", response.url).href;
  for (const link of section.querySelectorAll("a[href]:not([href^='#'])")) {
    link.setAttribute("href", there(link.getAttribute("href")));
  }
  const style = page.querySelector("link[rel=stylesheet]");
  if (style !== null) await addStyle(there(style.getAttribute("href")));
  return document.importNode(section, true);
}

function addStyle(href: string): Promise<void> {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}

/** The site may be served below any path: its root is where the folder of comments is. */
function isOfThisPage(mark: HTMLElement): boolean {
  const [root = "/"] = addressOf(mark).split("d1-comments/pages/");
  const address = new URL(mark.dataset["of"] ?? "", root);
  return pathOf(address.pathname) === pathOf(location.pathname);
}

/** A path in one form, for servers take several for one page. */
function pathOf(path: string): string {
  const plain = path.replace(/\/index\.html?$/, "/").replace(/\.html?$/, "");
  try {
    return decodeURIComponent(plain).replace(/\/+$/, "").normalize();
  } catch {
    return plain;
  }
}
