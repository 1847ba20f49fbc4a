/** What an opening post says of the page whose comments its thread holds. */
interface OpeningPost {
  /** The widget that wrote it; undefined where a person did, or nobody can tell. */
  readonly writer: "giscus" | "utterances" | "gitalk" | undefined;
  /** The page's address. */
  readonly address: string | undefined;
  /** Its heading, as giscus (the term) and utterances (the page's title) write it. */
  readonly heading: string | undefined;
  /** SHA-1 of terms, 40 hexadecimal digits in lower case, by which giscus's strict search finds it. */
  readonly hashes: readonly string[];
}

/** The hash is found anywhere. Source: giscus, ADVANCED-USAGE.md, "data-strict". */
const hash = /(?<![\da-f])[\da-f]{40}(?![\da-f])/gi;

const hashComment = /<!--\s*sha1:\s*[\da-f]{40}\s*-->/gi;

/**
 * Reads an opening post by the forms in which the widgets write it.
 * Sources: giscus `components/Widget.tsx` and `pages/api/discussions/index.ts` (heading, description,
 * address, hash); utterances `src/github.ts` (heading, description, the address as a link); gitalk
 * `src/gitalk.jsx` (address, description).
 */
export function readOpeningPost(body: string): OpeningPost {
  const hashes = [...new Set([...body.matchAll(hash)].map(([digits]) => digits.toLowerCase()))];
  const text = body.replaceAll(hashComment, "").replaceAll("\r\n", "\n").trim();
  const heading = /^# +([^\n]*)(?:\n|$)/.exec(text)?.[1]?.trim();
  const last = text.slice(text.lastIndexOf("\n") + 1).trim();
  if (heading !== undefined) {
    const link = /^\[(https?:\/\/\S+)\]\((https?:\/\/\S+)\)$/i.exec(last);
    if (link !== null && link[1] === link[2]) {
      return { writer: "utterances", address: webAddress(link[1]), heading, hashes };
    }
    const address = webAddress(last);
    if (address !== undefined) return { writer: "giscus", address, heading, hashes };
  }
  const first = webAddress(/^(\S+)[ \t]*(?:\n[ \t]*\n|$)/.exec(text)?.[1]);
  return {
    writer: first === undefined ? undefined : "gitalk",
    address: first,
    heading: undefined,
    hashes,
  };
}

/** A text that is an address of the web and nothing else, as it is written. */
function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^https?:\/\/[^\s<>]+$/i.test(text)) return undefined;
  return URL.canParse(text) ? text : undefined;
}
