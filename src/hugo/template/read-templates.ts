import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../comment/finding.ts";
import type { SourceLocation } from "../../comment/source-location.ts";
import type { ShortcodeCall } from "../../shortcode/shortcode-lexer.ts";
import type { SiteConfig } from "../config/site-config.ts";
import { mentionsWiring, wiringLine } from "../wiring/wiring-marks.ts";
import { isEmbeddedShortcode } from "./embedded-shortcodes.ts";
import type { Definitions } from "./evaluation.ts";
import type { GoTemplate, TemplateNode } from "./go-template-ast.ts";
import type { PageFacts } from "./page-facts.ts";
import { layoutFinder } from "./page-layout.ts";
import { type PageRendering, pageRenderer } from "./page-rendering.ts";
import { type RenderedWirings, renderedWiringsReader } from "./rendered-wirings.ts";
import { shortcodeValue } from "./shortcode-value.ts";
import { scriptFinder } from "./site-scripts.ts";
import { readTemplateFiles } from "./template-files.ts";
import {
  faultFinding,
  type TemplateWirings,
  uncertainSection,
  withFindings,
} from "./template-findings.ts";
import { TemplateLibrary } from "./template-library.ts";

/** A file that holds the widget. */
export interface WidgetFile {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What a site's templates say about comment sections, without a build. */
export interface SiteTemplates {
  /** Shortcodes that can show a comment section; those of the input instead, where it names some. */
  readonly shortcodes: ReadonlySet<string>;
  /** Those among them that are taken for comment sections by their name, for want of a template. */
  readonly guessed: ReadonlySet<string>;
  /** Some layout can show a comment section by itself. */
  readonly hasLayoutWiring: boolean;
  /** The layouts, partials and scripts that hold the widget. */
  readonly widgets: readonly WidgetFile[];
  /** What is wrong with templates that may show comment sections. */
  readonly findings: readonly Finding[];
  /** Whether Hugo would find a template for a shortcode. */
  hasTemplate(shortcode: string): boolean;
  wiringsOfShortcode(
    call: ShortcodeCall,
    page: PageFacts,
    location: SourceLocation,
  ): TemplateWirings;
  /** Those that the page's layout shows, without those of its content. */
  wiringsOfPage(page: PageFacts): TemplateWirings;
}

/** The name in Cactus's guide. Source: https://cactus.chat/docs/integrations/hugo/ */
const usualName = "chat";

/** How templates are read. */
interface ReadTemplatesOptions {
  /** Names of the shortcodes that show comments, whatever their templates say. */
  readonly shortcodes?: readonly string[] | undefined;
}

/** Reads the templates of the site, its themes and its modules. */
export async function readTemplates(
  config: SiteConfig,
  { shortcodes: given }: ReadTemplatesOptions = {},
): Promise<SiteTemplates> {
  const files = await readTemplateFiles(config);
  const library = new TemplateLibrary(files);
  const rendererOf = pageRenderer(config, library, files.scripts);
  const wiringsOf = renderedWiringsReader(scriptFinder(files, config));
  const layoutOf = layoutFinder(files, library, config);
  const { reach } = library;
  const definitionsOf = (template: GoTemplate | undefined): Definitions =>
    new Map([...(template?.definitions ?? [])].map(([name, nodes]) => [name, reach.prune(nodes)]));
  const reaches = ({ nodes, definitions }: GoTemplate) =>
    [nodes, ...definitions.values()].some((part) => reach.reaches(part));

  const found = [...library.shortcodeNames()].filter((name) => {
    const template = library.shortcode(name, config.defaultContentLanguage)?.template;
    return template !== undefined && reaches(template);
  });
  const isMissing = library.shortcode(usualName, config.defaultContentLanguage) === undefined;
  const guessed = given === undefined && isMissing ? [usualName] : [];
  const byName = new Set(given ?? guessed);
  const hasLayoutWiring = [...files.templates.values()].some(
    ({ path, template }) => isLayout(path) && template !== undefined && reaches(template),
  );

  const read = (
    nodes: readonly TemplateNode[],
    definitions: Definitions,
    rendering: PageRendering,
    dot: PageRendering["page"],
  ) => {
    const html = rendering.evaluation.render(reach.prune(nodes), dot, definitions);
    return wiringsOf(html, rendering);
  };

  const shownBy = (
    template: GoTemplate | undefined,
    { inner = "" }: ShortcodeCall,
    rendering: PageRendering,
    dot: PageRendering["page"],
  ): RenderedWirings => {
    if (template === undefined) return { wirings: [], obstacles: [] };
    if (reaches(template)) return read(template.nodes, definitionsOf(template), rendering, dot);
    if (!mentionsWiring(inner)) return { wirings: [], obstacles: [] };
    const { nodes, definitions } = template;
    return wiringsOf(rendering.evaluation.render(nodes, dot, definitions), rendering);
  };

  return {
    shortcodes: new Set([...(given ?? found), ...guessed]),
    guessed: new Set(guessed),
    hasLayoutWiring,
    widgets: [
      ...[...files.templates.values()].filter(({ path }) => !isShortcode(path)),
      ...[...files.scripts.values()].map(({ file, text }) => ({
        file,
        wiringLine: wiringLine(text),
      })),
    ].flatMap(({ file, wiringLine: line }) => (line === undefined ? [] : { file, line })),
    findings: library.faulty().flatMap(faultFinding),
    hasTemplate: (name) =>
      isEmbeddedShortcode(name) ||
      library.shortcode(name, config.defaultContentLanguage) !== undefined,
    wiringsOfShortcode(call, page, location) {
      const template = library.shortcode(call.name, page.language)?.template;
      const rendering = rendererOf(page);
      const dot = shortcodeValue(call, rendering.page, rendering.unsure);
      const shown = shownBy(template, call, rendering, dot);
      const isNamed = shown.wirings.length === 0 && byName.has(call.name);
      return withFindings(isNamed ? byParameters(call) : shown, {
        shortcode: call.name,
        page,
        location,
        evaluation: rendering.evaluation,
      });
    },
    wiringsOfPage(page) {
      if (!hasLayoutWiring) return { wirings: [], findings: [] };
      const location = { file: page.file, line: 1 };
      const [newer, older] = layoutOf(page).map(({ layout, base }) => {
        const rendering = rendererOf(page);
        const definitions = new Map([
          ...definitionsOf(base?.template),
          ...definitionsOf(layout.template),
        ]);
        const nodes = (base ?? layout).template?.nodes ?? [];
        const result = read(nodes, definitions, rendering, rendering.page);
        const { evaluation } = rendering;
        return withFindings(result, { shortcode: undefined, page, location, evaluation });
      });
      if (newer === undefined) return { wirings: [], findings: [] };
      if (older === undefined || isDeepStrictEqual(newer.wirings, older.wirings)) return newer;
      return { ...newer, findings: [...newer.findings, uncertainSection(page, location)] };
    },
  };
}

function isShortcode(path: string): boolean {
  return /(?:^|\/)_?shortcodes\//.test(path);
}

function isLayout(path: string): boolean {
  return !/(?:^|\/)(?:_?shortcodes|_?partials|_markup)\//.test(path);
}

/** The first positional parameter, else the parameter `id`, else the first named one. */
function byParameters({ positional, named }: ShortcodeCall): RenderedWirings {
  const first = positional[0] ?? named.get("id") ?? named.values().next().value ?? "";
  const sectionId = String(first).trim();
  if (sectionId === "") return { wirings: [], obstacles: [{ kind: "empty" }] };
  const unknown = { siteName: undefined, serverName: undefined, homeserverUrl: undefined };
  return { wirings: [{ sectionId, ...unknown }], obstacles: [] };
}
