import { canonicalText } from "./canonical-text.ts";
import type { ParsedAddress } from "./parse-address.ts";
import { isTracking } from "./tracking-parameters.ts";

/** An address on the site, to be compared. */
type Compared = Pick<ParsedAddress, "path" | "query">;

/** Takes away one more thing that often distinguishes two addresses of one page. */
type Step = (address: Compared, basePath: string) => Compared;

// Each starts from what the one before it returned, so that pages that one step can't tell apart are
// not told apart by later ones either.
const steps: readonly Step[] = [
  (address) => address,
  ({ path, query }) => ({ path: canonicalText(path), query: canonicalText(query) }),
  ({ path, query }) => ({ path, query: withoutTracking(query) }),
  ({ path, query }) => ({ path: withoutIndexFile(path), query }),
  ({ path, query }, basePath) => ({ path: withoutAmp(path, basePath), query }),
  ({ path, query }) => ({ path: foldCase(path), query: foldCase(query) }),
];

/**
 * An address as a key, from its exact form to the loosest: as it is; percent-encoding and Unicode
 * normalised; without parameters for tracking; without `index.html` and slashes at its end; of AMP's
 * addresses those of the page; in lower case.
 */
export function* loosenedKeys(address: Compared, basePath: string): Generator<string> {
  let loosened = address;
  for (const step of steps) {
    loosened = step(loosened, basePath);
    yield keyOf(loosened);
  }
}

/**
 * The loosest key of all: that of {@link loosenedKeys} without any parameter.
 */
export function keyWithoutQuery(loosestKey: string): string {
  return loosestKey.split("?", 1).join("");
}

function keyOf({ path, query }: Compared): string {
  // A question mark that is not the query's is encoded.
  return query === "" ? path : `${path}?${query}`;
}

function withoutTracking(query: string): string {
  if (query === "") return query;
  return query
    .split("&")
    .filter((parameter) => !isTracking(parameter))
    .join("&");
}

function withoutIndexFile(path: string): string {
  return path.replace(/\/index\.html?\/*$/i, "").replace(/\/+$/, "");
}

/**
 * Hugo writes AMP's pages below `/amp/`, other programs below the page.
 * Source: https://gohugo.io/configuration/output-formats/
 */
function withoutAmp(path: string, basePath: string): string {
  const base = canonicalText(basePath);
  const first = `${base}/amp/`;
  const inner = path.toLowerCase().startsWith(first.toLowerCase())
    ? `${base}/${path.slice(first.length)}`
    : path;
  return inner.replace(/\/amp$/i, "");
}

function foldCase(text: string): string {
  return text.toLowerCase().normalize("NFC");
}
