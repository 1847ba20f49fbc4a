import { createHash } from "node:crypto";
import { locationOf, type PageFacts } from "./term.ts";

/** Calls within each other that are worked out. */
const deepest = 5;

/**
 * What an expression of a script is on a page, of those with which sites name gitalk's threads:
 * `location.pathname`, `location.href`, `document.title`, within `md5`, `decodeURI` and the like, and cut
 * to the 50 characters that a label may have. Undefined for any other.
 */
export function browserValue(source: string, page: PageFacts, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  const plain = source
    .trim()
    .replace(/\b(?:window|document|self|globalThis)\.location\b/g, "location");
  const location = locationOf(page.address);
  switch (plain.replace(/^window\./, "")) {
    case "location.pathname":
      return location?.pathname;
    case "location":
    case "location.href":
      return location?.href;
    case "document.title":
      return page.title;
  }
  const inner = (text: string) => browserValue(text, page, depth + 1);
  const cut = /^(.*)\.(substring|slice|substr)\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/s.exec(plain);
  if (cut === null) {
    const [, name = "", argument = ""] = /^(?:window\.)?(\w+)\((.*)\)$/s.exec(plain) ?? [];
    return called(name, inner(argument));
  }
  const [, whole = "", method, start = "0", end] = cut;
  const from = Number(start);
  const length = end === undefined ? undefined : Number(end);
  const to = method === "substr" && length !== undefined ? from + length : length;
  return inner(whole)?.slice(from, to);
}

function called(name: string, argument: string | undefined): string | undefined {
  if (argument === undefined) return undefined;
  switch (name) {
    case "md5":
      return createHash("md5").update(argument).digest("hex");
    case "String":
      return argument;
    case "decodeURI":
    case "decodeURIComponent":
      return decoded(argument, name === "decodeURI" ? decodeURI : decodeURIComponent);
    case "encodeURI":
      return encodeURI(argument);
    case "encodeURIComponent":
      return encodeURIComponent(argument);
    default:
      return undefined;
  }
}

function decoded(text: string, decode: (text: string) => string): string | undefined {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
