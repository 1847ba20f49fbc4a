import type { Definitions, PartialTemplate } from "./evaluation.ts";
import type { GoTemplate, TemplateNode } from "./go-template-ast.ts";
import { Reach, returnsValue } from "./reach.ts";
import type { TemplateFile, TemplateFiles } from "./template-files.ts";

const noDefinitions: Definitions = new Map();

/** The site's templates by what they are. */
export class TemplateLibrary {
  readonly reach: Reach;
  readonly #files: TemplateFiles;
  readonly #inline = new Map<string, readonly TemplateNode[]>();
  readonly #shortcodes = new Map<string, TemplateFile | undefined>();
  readonly #definedAnywhere = new Map<string, (readonly TemplateNode[])[]>();

  constructor(files: TemplateFiles) {
    this.#files = files;
    for (const { template } of files.templates.values()) {
      for (const [name, nodes] of template?.definitions ?? []) {
        const partial = /^_?partials\/(.+)$/.exec(name)?.[1];
        if (partial !== undefined) this.#inline.set(partial.toLowerCase(), nodes);
        this.#definedAnywhere.set(name, [...(this.#definedAnywhere.get(name) ?? []), nodes]);
      }
    }
    const targets = {
      partial: (name: string) => this.#partialTemplate(name)?.nodes ?? null,
      defined: (name: string) => this.#definedAnywhere.get(name) ?? [],
      partialsWith: (prefix: string) => this.#partialsWith(prefix),
    };
    const scripts = [...files.scripts.keys()].map((path) => path.replace(/^.*\//, ""));
    this.reach = new Reach(targets, scripts);
  }

  /** The first of these files that there is; without extension, a language's own first. */
  find(paths: readonly string[], language: string): TemplateFile | undefined {
    for (const path of paths) {
      const key = path.toLowerCase();
      const names = [`${key}.${language}.html`, `${key}.html`, `${key}.html.html`, `${key}.htm`];
      const name = names.find((one) => this.#files.templates.has(one));
      if (name !== undefined) return this.#files.templates.get(name);
    }
    return undefined;
  }

  /** Source: https://gohugo.io/templates/shortcode/ */
  shortcode(name: string, language: string): TemplateFile | undefined {
    const key = `${language} ${name}`;
    if (!this.#shortcodes.has(key)) this.#shortcodes.set(key, this.#findShortcode(name, language));
    return this.#shortcodes.get(key);
  }

  #findShortcode(name: string, language: string): TemplateFile | undefined {
    const top = this.find([`_shortcodes/${name}`, `shortcodes/${name}`], language);
    if (top !== undefined) return top;
    const ending = `shortcodes/${name.toLowerCase()}`;
    return [...this.#files.templates.values()].find(({ path }) => {
      const bare = path.replace(/\.html$/, "").replace(/\.[a-z-]+$/, "");
      return bare.endsWith(`/_${ending}`) || bare === ending || bare === `_${ending}`;
    });
  }

  /** Names of all shortcodes that have a template. */
  shortcodeNames(): ReadonlySet<string> {
    const names = [...this.#files.templates.keys()].flatMap((path) => {
      const name = /(?:^|\/)_?shortcodes\/(.+)$/.exec(path)?.[1];
      return name === undefined ? [] : [name.replace(/(?<=[^/])\..*$/, "")];
    });
    return new Set(names);
  }

  /** Reduced to what bears on comment sections, where it can show one. */
  partial(name: string): PartialTemplate | null {
    const found = this.#partialTemplate(name);
    if (found === null) return null;
    const { nodes } = found;
    return this.reach.reaches(nodes) && !returnsValue(nodes)
      ? { ...found, nodes: this.reach.prune(nodes) }
      : found;
  }

  isAnyPartialWired(): boolean {
    return this.#partialsWith("").some((nodes) => this.reach.reaches(nodes));
  }

  /** Templates that can't be read though they may show a comment section. */
  faulty(): readonly TemplateFile[] {
    return [...this.#files.templates.values()].filter(({ fault }) => fault !== undefined);
  }

  #partialTemplate(name: string): PartialTemplate | null {
    const plain = name.replace(/^\/+/, "").toLowerCase();
    const keys = ["_partials", "partials"].flatMap((folder) => [
      `${folder}/${plain}`,
      `${folder}/${plain}.html`,
      `${folder}/${plain.replace(/\.html$/, ".htm")}`,
    ]);
    for (const key of keys) {
      const template = this.#files.templates.get(key)?.template;
      if (template !== undefined) return toPartial(template);
    }
    const nodes = this.#inline.get(plain) ?? this.#inline.get(`${plain}.html`);
    return nodes === undefined ? null : { nodes, definitions: noDefinitions };
  }

  #partialsWith(prefix: string): readonly (readonly TemplateNode[])[] {
    const wanted = prefix.toLowerCase();
    const inFiles = [...this.#files.templates.values()].flatMap(({ path, template }) => {
      const name = /^_?partials\/(.+)$/.exec(path)?.[1];
      return template !== undefined && name?.startsWith(wanted) ? [template.nodes] : [];
    });
    const inline = [...this.#inline].flatMap(([name, nodes]) =>
      name.startsWith(wanted) ? [nodes] : [],
    );
    return [...inFiles, ...inline];
  }
}

function toPartial({ nodes, definitions }: GoTemplate): PartialTemplate {
  return { nodes, definitions };
}
