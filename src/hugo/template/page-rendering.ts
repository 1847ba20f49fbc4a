import type { SiteConfig } from "../config/site-config.ts";
import { collectionFunctions } from "./collection-functions.ts";
import { Evaluation } from "./evaluation.ts";
import type { PageFacts } from "./page-facts.ts";
import { pageValue, siteValue } from "./page-values.ts";
import { PrintedValues } from "./printed-values.ts";
import { resourceFunctions } from "./resource-functions.ts";
import { siteFunctions } from "./site-functions.ts";
import type { ScriptFile } from "./template-files.ts";
import type { TemplateLibrary } from "./template-library.ts";
import { textFunctions } from "./text-functions.ts";
import type { HugoObject } from "./value.ts";

/** What renders the templates of one page. */
export interface PageRendering {
  readonly evaluation: Evaluation;
  readonly page: HugoObject;
  readonly printed: PrintedValues;
  /** How many unknown conditions lie around what is evaluated now. */
  readonly unsure: { readonly depth: number };
}

/** Gives a rendering for each page of a site. */
export function pageRenderer(
  config: SiteConfig,
  library: TemplateLibrary,
  scripts: ReadonlyMap<string, ScriptFile>,
) {
  const functions = new Map(
    Object.entries({
      ...textFunctions,
      ...collectionFunctions,
      ...siteFunctions(config),
      ...resourceFunctions(scripts, config),
    }),
  );
  const sites = new Map<string, HugoObject>();
  const isAnyPartialWired = library.isAnyPartialWired();
  return (facts: PageFacts): PageRendering => {
    const printed = new PrintedValues();
    const unsure = { depth: 0 };
    const site = sites.get(facts.language) ?? siteValue(config, facts.language);
    sites.set(facts.language, site);
    const page = pageValue(facts, site, config, unsure);
    const evaluation = new Evaluation({
      functions,
      isAnyPartialWired,
      partial: (name) => library.partial(name),
      reaches: (nodes) => library.reach.reaches(nodes),
      globals: { site, page },
      printed,
      unsure,
      madeScripts: new Map(),
    });
    return { evaluation, page, printed, unsure };
  };
}
