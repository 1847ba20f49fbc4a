import type { CactusWiring } from "../wiring/cactus-wiring.ts";
import type { FoundWiring } from "../wiring/found-wiring.ts";
import { readWirings } from "../wiring/read-wirings.ts";
import type { PageRendering } from "./page-rendering.ts";

/** What the templates of a page show, as far as it is known without a build. */
export interface RenderedWirings {
  readonly wirings: readonly CactusWiring[];
  /** For each comment section that is shown but is not among the wirings, why it isn't. */
  readonly obstacles: readonly Obstacle[];
}

/** Why nobody can say which comment section is shown. */
export type Obstacle =
  /** Only a build of the site can tell its id. */
  | { readonly kind: "unknown" }
  /** It has no id on this page. */
  | { readonly kind: "empty" }
  /** Only a reader's browser can tell; the reason is the end of a sentence that begins with "because". */
  | { readonly kind: "unreadable"; readonly reason: string };

const mostKnown = 200;

/** Gives a reader of the wirings of what is rendered, which puts the printed values in their places. */
export function renderedWiringsReader(
  scriptOf: (src: string, made: ReadonlyMap<string, string>) => string | undefined,
) {
  // Pages of one template mostly differ in what their marks stand for, not in the rendered text.
  const known = new Map<string, readonly FoundWiring[]>();
  return (html: string, rendering: PageRendering): RenderedWirings => {
    const found = known.get(html) ?? read(html, rendering);
    return withValues(found, rendering);
  };

  function read(html: string, { printed, evaluation }: PageRendering): readonly FoundWiring[] {
    const { madeScripts } = evaluation.context;
    let isSameForAll = madeScripts.size === 0;
    const found = readWirings(html, {
      scriptOf: (src) => {
        const address = printed.resolve(src);
        isSameForAll &&= address === src;
        return scriptOf(address ?? "", madeScripts);
      },
      resolveName: (name) => (printed.stands(name) ? name : undefined),
    });
    if (known.size >= mostKnown) known.clear();
    if (isSameForAll) known.set(html, found);
    return found;
  }
}

function withValues(found: readonly FoundWiring[], { printed }: PageRendering): RenderedWirings {
  const resolve = (text: string | undefined) =>
    text === undefined ? undefined : printed.resolve(text);
  const wirings: CactusWiring[] = [];
  const obstacles: Obstacle[] = [];
  for (const one of found) {
    const { siteName, serverName, homeserverUrl, sectionId: given } = one.wiring;
    const sectionId = resolve(given);
    if (one.kind === "unreadable" || given === undefined) {
      obstacles.push({ kind: "unreadable", reason: one.kind === "unreadable" ? one.reason : "" });
    } else if (sectionId === undefined) obstacles.push({ kind: "unknown" });
    else if (sectionId.trim() === "") obstacles.push({ kind: "empty" });
    else {
      wirings.push({
        sectionId,
        siteName: resolve(siteName),
        serverName: resolve(serverName),
        homeserverUrl: resolve(homeserverUrl)?.replace(/\/+$/, ""),
      });
    }
  }
  return { wirings, obstacles };
}
