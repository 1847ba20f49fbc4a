import type { PageKind } from "../config/page-kind.ts";
import type { FrontMatter } from "../content/front-matter.ts";
import type { PageDates } from "../content/page-dates.ts";

/** What templates may ask about a page, as far as it is known without a build. */
export interface PageFacts {
  /** Of the content file, below the content folder, with `/`. */
  readonly path: string;
  /** Of the content file, relative to the repository's root, with `/`. */
  readonly file: string;
  /** Code in lower case. */
  readonly language: string;
  /** Cascades laid under it; keys in lower case. */
  readonly frontMatter: FrontMatter;
  readonly dates: PageDates;
  /** `.RelPermalink`; undefined where it is not known. */
  readonly pageId: string | undefined;
  /** `.Permalink`; undefined where it is not known. */
  readonly permalink: string | undefined;
  readonly kind: PageKind;
  /** Name of the top folder; empty for pages in no folder. */
  readonly section: string;
}
