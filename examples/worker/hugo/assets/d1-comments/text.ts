// The text of a comment, the same as layouts/partials/d1-comments/text.html makes it.

const mostCharacters = 1500;
const mostLines = 20;
const excerptLength = 280;
const nbsp = "\u00a0";

/** A text, in which line breaks are elements and blanks stay, whatever a minifier does. */
export function textNodes(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const [index, line] of withLineFeeds(text).split("\n").entries()) {
    if (index > 0) made.append(document.createElement("br"));
    made.append(withBlanks(line));
  }
  return made;
}

function withBlanks(line: string): string {
  const runs = line.replaceAll("\t", nbsp.repeat(4));
  // Twice, for a run of three.
  return runs.replaceAll("  ", `${nbsp} `).replaceAll("  ", `${nbsp} `).replace(/^ /, nbsp);
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** How a long comment begins; undefined for one that is seen as a whole. */
export function startOf(content: string, isRich: boolean): string | undefined {
  const text = withLineFeeds(content);
  const count = (what: RegExp) => text.match(what)?.length ?? 0;
  const lines = isRich
    ? count(/<(?:br|p|li|tr)\b/gi) + (text.includes("<pre") ? count(/\n/g) : 0)
    : count(/\n/g);
  const plain = isRich ? decoded(text.replace(/<[^>]*>/g, " ")) : text;
  const characters = [...plain.replace(/[\t\n\f\r ]+/g, " ").trim()];
  if (characters.length <= mostCharacters && lines <= mostLines) return undefined;
  return `${characters.slice(0, excerptLength).join("")}…`;
}

/** HTML without tags as the text that it shows. */
export function decoded(html: string): string {
  return new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";
}
