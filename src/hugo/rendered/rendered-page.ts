import type { CactusWiring } from "../wiring/cactus-wiring.ts";
import type { FoundWiring } from "../wiring/found-wiring.ts";

/** A wiring of which the built page does not tell the section. */
type UnreadableWiring = Extract<FoundWiring, { readonly kind: "unreadable" }>;

/** A page of the built site that shows comments. */
export interface RenderedPage {
  /** The page's `.RelPermalink`. */
  readonly pageId: string;
  /** HTML file, relative to the built site's folder, with `/`. */
  readonly file: string;
  readonly title: string;
  /** When the page says that it was published. */
  readonly date: Date | undefined;
  /** The canonical link as it is written. */
  readonly canonical: string | undefined;
  /** Each section once, in the order in which they stand on the page. */
  readonly wirings: readonly CactusWiring[];
  readonly unreadable: readonly UnreadableWiring[];
}

/** A page as it was read, before it is known whether it only repeats the comments of others. */
export interface ReadPage extends RenderedPage {
  /** HTML file of the canonical page, where that is one of this site. */
  readonly canonicalFile: string | undefined;
  /** HTML files of the page's other forms. */
  readonly alternateFiles: readonly string[];
  /** Signs of a list page (home, section, taxonomy, term): more of them outweigh fewer. */
  readonly listSigns: number;
}
