import { Parser } from "htmlparser2";
import type { Attributes } from "./element-value.ts";
import { inertElements } from "./inert-elements.ts";

/** A piece of JavaScript that browsers run for a page, or the tag that fetches it. */
export interface PageScript {
  /** Offset of the tag in the HTML. */
  readonly tagStart: number;
  /** Of the script tag, names in lower case; empty for the code of an event attribute. */
  readonly attributes: Attributes;
  /** Undefined for a script that is fetched. */
  readonly code: string | undefined;
  /** Offset of the code in the HTML; undefined where entities stand between the two. */
  readonly codeStart: number | undefined;
}

/** Source: https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const javaScriptType =
  /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:jscript|livescript|javascript1\.[0-5]))?$/i;

/** Consent managers keep scripts as text, with their own `data-` attributes, until a reader agrees. */
function isJavaScript(attributes: Attributes): boolean {
  const type = (attributes["type"] ?? "").trim();
  const isKept = /^text\/plain$/i.test(type);
  return isKept
    ? Object.keys(attributes).some((name) => name.startsWith("data-"))
    : javaScriptType.test(type);
}

/** What the scripts of a page are made of. */
interface PageScripts {
  /** In their order; also those of event attributes such as `onload`. */
  readonly scripts: readonly PageScript[];
  /** Elements that scripts can name; the first one where several have one id. */
  readonly byId: ReadonlyMap<string, Attributes>;
}

/** Finds the scripts of a page. */
export function pageScripts(html: string): PageScripts {
  const scripts: PageScript[] = [];
  const byId = new Map<string, Attributes>();
  let inertDepth = 0;
  let open:
    | { tagStart: number; attributes: Record<string, string>; code: string; codeStart: number }
    | undefined;
  const close = () => {
    if (open === undefined) return;
    const { tagStart, attributes, code, codeStart } = open;
    const isFetched = sourceOf(attributes) !== undefined;
    scripts.push(
      isFetched
        ? { tagStart, attributes, code: undefined, codeStart: undefined }
        : { tagStart, attributes, code, codeStart },
    );
    open = undefined;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (inertElements.has(name)) inertDepth++;
      if (inertDepth > 0) return;
      const tagStart = parser.startIndex;
      const { id } = attributes;
      if (id !== undefined && !byId.has(id)) byId.set(id, attributes);
      for (const [attribute, code] of Object.entries(attributes)) {
        if (!attribute.startsWith("on")) continue;
        scripts.push({ tagStart, attributes: {}, code, codeStart: undefined });
      }
      if (name !== "script" || !isJavaScript(attributes)) return;
      open = { tagStart, attributes, code: "", codeStart: parser.endIndex + 1 };
    },
    ontext(text) {
      if (open !== undefined) open.code += text;
    },
    onclosetag(name) {
      if (inertElements.has(name) && inertDepth > 0) inertDepth--;
      if (name === "script") close();
    },
  });
  parser.end(html);
  return { scripts, byId };
}

/** The address of a script that is fetched; consent managers keep it in `data-src`. */
export function sourceOf(attributes: Attributes): string | undefined {
  return attributes["src"] ?? attributes["data-src"];
}
