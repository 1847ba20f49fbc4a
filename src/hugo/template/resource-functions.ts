import type { SiteConfig } from "../config/site-config.ts";
import type { Evaluation, TemplateFunction } from "./evaluation.ts";
import { type FunctionTable, named, ofTexts } from "./function-table.ts";
import { TemplateSyntaxError } from "./go-template-ast.ts";
import { parseTemplate } from "./go-template-parser.ts";
import { absUrl, relUrl } from "./site-addresses.ts";
import type { ScriptFile } from "./template-files.ts";
import { type HugoObject, Markup, textOf, unknown, type Value } from "./value.ts";

/** A script of the assets folder, or what was made of it. */
class Resource implements HugoObject {
  readonly path: string;
  readonly text: string;
  readonly #config: SiteConfig;

  constructor(path: string, text: string, config: SiteConfig) {
    this.path = path;
    this.text = text;
    this.#config = config;
  }

  field(name: string): Value {
    if (name === "RelPermalink") return relUrl(this.path, this.#config);
    if (name === "Permalink") return absUrl(this.path, this.#config);
    return name === "Content" ? new Markup(this.text, "html") : unknown;
  }
}

/**
 * Functions that make scripts. Those that change how a script is written, but not what it does, give
 * it back as it is.
 * Source: https://gohugo.io/functions/resources/
 */
export function resourceFunctions(
  scripts: ReadonlyMap<string, ScriptFile>,
  config: SiteConfig,
): FunctionTable {
  const make = (path: string, text: string, { context }: Evaluation): Value => {
    context.madeScripts.set(path, text);
    return new Resource(path, text, config);
  };
  const get: TemplateFunction = (args, evaluation) =>
    ofTexts((name = "") => {
      const path = name.replace(/^\/+/, "");
      const script = scripts.get(path);
      return script?.isAsset ? make(path, script.text, evaluation) : unknown;
    })(args, evaluation);
  const execute: TemplateFunction = ([target = null, dot = null, source = null], evaluation) => {
    const path = textOf(target);
    if (path === unknown || !(source instanceof Resource)) return unknown;
    try {
      const { nodes, definitions } = parseTemplate(source.text);
      return make(path.replace(/^\/+/, ""), evaluation.render(nodes, dot, definitions), evaluation);
    } catch (error) {
      if (error instanceof TemplateSyntaxError) return unknown;
      throw error;
    }
  };
  const same: TemplateFunction = (args) =>
    args.find((argument) => argument instanceof Resource) ?? unknown;
  return named([
    ["resources.Get", get],
    ["resources.ExecuteAsTemplate", execute],
    ["resources.Minify minify resources.Fingerprint fingerprint js.Build", same],
  ]);
}
