import { posix } from "node:path";
import { z } from "zod";
import { toLower } from "../text/url-path.ts";
import type { PageKind } from "./page-kind.ts";

const text = z.string().default("");

/**
 * Which pages a rule of the site is for, by glob patterns; an empty one is for all.
 * Source: https://gohugo.io/content-management/front-matter/#target
 */
export const pageTarget = z
  .looseObject({
    path: text.transform(toLower),
    kind: text.transform(toLower),
    lang: text.transform(toLower),
    environment: text,
    sites: z
      .looseObject({
        matrix: z.looseObject({
          languages: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
        }),
      })
      .optional()
      .catch(undefined),
  })
  .transform(({ sites, lang, ...rest }) => ({
    ...rest,
    languages: [...(sites?.matrix.languages.map(toLower) ?? []), ...(lang === "" ? [] : [lang])],
  }));

export type PageTarget = z.output<typeof pageTarget>;

/** What a rule's target is compared with. */
export interface TargetedPage {
  readonly kind: PageKind;
  /** `.Path`, such as `/posts/my-post`. */
  readonly path: string;
  readonly language: string;
  readonly environment: string;
}

/** Source: gohugoio/hugo, resources/page/page_matcher.go (PageMatcher.Match) */
export function isTargeted(page: TargetedPage, target: PageTarget): boolean {
  const fits = (pattern: string, value: string) =>
    pattern === "" || posix.matchesGlob(value, pattern);
  return (
    fits(target.kind, page.kind) &&
    fits(target.path, toLower(page.path)) &&
    fits(target.environment, page.environment) &&
    (target.languages.length === 0 ||
      target.languages.some((pattern) => posix.matchesGlob(page.language, pattern)))
  );
}
