const safeTags = new Set(
  "H1 H2 H3 H4 H5 H6 BLOCKQUOTE P A UL OL SUP SUB LI B I U STRONG EM S DEL CODE HR BR DIV TABLE THEAD TBODY TR TH TD CAPTION PRE SPAN IMG DETAILS SUMMARY".split(
    " ",
  ),
);
const textless = new Set("SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT TEXTAREA SELECT".split(" "));

/** A copy of what is harmless in HTML, which is parsed where nothing loads and nothing runs. */
export function safeCopy(html: string): DocumentFragment {
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
    give("href", /^(https?:\/\/|ftp:\/\/|mailto:|magnet:|\/)/i);
    to.rel = "nofollow noopener ugc";
  }
  if (to instanceof HTMLImageElement) {
    give("src", /^(https?:\/\/|\/)/i);
    give("alt", /^/);
    give("width", /^\d{1,4}$/);
    give("height", /^\d{1,4}$/);
    to.loading = "lazy";
  }
  if (to instanceof HTMLOListElement) give("start", /^\d{1,9}$/);
  if (to.tagName === "CODE") give("class", /^language-[\w+-]+$/);
}
