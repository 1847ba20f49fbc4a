import type { SiteConfig } from "../config/site-config.ts";
import { layoutsByFolder } from "./layout-by-folder.ts";
import { WeighedLayouts } from "./layout-by-weight.ts";
import type { PageFacts } from "./page-facts.ts";
import type { TemplateFile, TemplateFiles } from "./template-files.ts";
import type { TemplateLibrary } from "./template-library.ts";

/** The layout of a page. */
interface PageLayout {
  readonly layout: TemplateFile;
  /** What the layout stands in, where it is only a part. */
  readonly base: TemplateFile | undefined;
}

/** Gives the layouts of each page: the first for Hugo 0.146 and newer, a second one where older versions take another. */
export function layoutFinder(files: TemplateFiles, library: TemplateLibrary, config: SiteConfig) {
  const { templates } = files;
  const weighed = new WeighedLayouts([...templates.keys()], config);
  const isNew = [...templates.keys()].some((path) => /^(?:_partials|_shortcodes)\//.test(path));

  const byWeight = (page: PageFacts): Choice => {
    const layout = templates.get(weighed.layoutOf(page) ?? "");
    if (layout === undefined || !layout.needsBase) return { layout, base: undefined };
    return { layout, base: templates.get(weighed.baseOf(layout.path, page) ?? "") };
  };
  const byFolder = (page: PageFacts): Choice => {
    const candidates = layoutsByFolder(page);
    const layout = library.find(candidates.layout, page.language);
    const base = layout?.needsBase ? library.find(candidates.base, page.language) : undefined;
    return { layout, base };
  };

  return (page: PageFacts): readonly PageLayout[] => {
    const choices = isNew ? [byWeight(page)] : [byWeight(page), byFolder(page)];
    const [first, second] = choices.flatMap(({ layout, base }) =>
      layout === undefined ? [] : [{ layout, base }],
    );
    if (first === undefined) return [];
    const isSame =
      second === undefined || (second.layout === first.layout && second.base === first.base);
    return isSame ? [first] : [first, second];
  };
}

interface Choice {
  readonly layout: TemplateFile | undefined;
  readonly base: TemplateFile | undefined;
}
