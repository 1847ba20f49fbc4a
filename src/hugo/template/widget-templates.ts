import type { Widget } from "../../domain/widget.ts";
import { lineAt } from "../text/line-at.ts";
import type { SourceFile, TemplateFiles } from "./template-files.ts";

/** Which templates show threads. */
export interface WidgetTemplates {
  /** Templates of shortcodes that can show one, themselves or through what they call. */
  readonly shortcodes: readonly ShortcodeTemplate[];
  /** Layouts, partials and scripts that hold the widget. */
  readonly others: readonly WidgetFile[];
}

/** The template of a shortcode, or one of several by language or output format. */
interface ShortcodeTemplate extends SourceFile {
  /** In lower case. */
  readonly name: string;
}

/** A file that holds the widget. */
export interface WidgetFile {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const shortcodePath = /(?:^|\/)_?shortcodes\/(.+)$/;

/**
 * Finds the templates that show threads, by their text and by what they call.
 * @param named shortcodes that show them, whatever their templates say
 */
export function widgetTemplates(
  { templates, scripts }: TemplateFiles,
  widget: Widget,
  named?: readonly string[],
): WidgetTemplates {
  const showsWidget = showingWidget(templates, scripts, widget);
  const names = named?.map((name) => name.toLowerCase());
  return {
    shortcodes: templates.flatMap((template) => {
      const name = shortcodeName(template.path);
      if (name === undefined) return [];
      return (names?.includes(name) ?? showsWidget(template)) ? [{ ...template, name }] : [];
    }),
    others: [...templates.filter(({ path }) => !shortcodePath.test(path)), ...scripts].flatMap(
      ({ file, text }) => {
        const offset = widget.markIn(text);
        return offset === undefined ? [] : [{ file, line: lineAt(text, offset) }];
      },
    ),
  };
}

/** `chat` of `shortcodes/chat.amp.html`. Source: https://gohugo.io/templates/shortcode/ */
function shortcodeName(path: string): string | undefined {
  return shortcodePath
    .exec(path)?.[1]
    ?.replace(/(?<=[^/])\.[^/]*$/, "")
    .toLowerCase();
}

const call =
  /\b(?:partial(?:Cached)?|partials\.Include(?:Cached)?|template|block|\.Render)\s+(?:"([^"]*)"|`([^`]*)`|\(\s*(?:fmt\.)?[Pp]rintf?\s+"([^"%]*)|(?=[^"`]))/g;

/** Says of a template whether it, or one that it calls, holds the widget or names a script that does. */
function showingWidget(
  templates: readonly SourceFile[],
  scripts: readonly SourceFile[],
  widget: Widget,
) {
  const scriptNames = scripts.map(({ path }) => path.replace(/^.*\//, ""));
  const showing = new Set(
    templates.filter(
      ({ text }) =>
        widget.markIn(text) !== undefined || scriptNames.some((name) => text.includes(name)),
    ),
  );
  const names = new Map(templates.map((template) => [template, calledAs(template)]));
  for (let before = -1; before !== showing.size; ) {
    before = showing.size;
    const targets = [...showing].flatMap((template) => names.get(template) ?? []);
    for (const template of templates) if (calls(template, targets)) showing.add(template);
  }
  return (template: SourceFile) => showing.has(template);
}

/** The names by which other templates call what a file holds. */
function calledAs({ path, text }: SourceFile): readonly string[] {
  const own = path.replace(/^(?:_?partials|_default)\//, "").replace(/\.html?$/, "");
  const defined = [...text.matchAll(/\{\{-?\s*(?:define|block)\s+"(?:_?partials\/)?([^"]+)"/g)];
  return [own, ...defined.map(([, name = ""]) => name.replace(/\.html?$/, ""))].map((name) =>
    name.toLowerCase(),
  );
}

function calls({ text }: SourceFile, targets: readonly string[]): boolean {
  return [...text.matchAll(call)].some(([, quoted, raw, prefix]) => {
    const named = quoted ?? raw;
    if (named === undefined) {
      const beginning = (prefix ?? "").toLowerCase();
      return targets.some((target) => target.startsWith(beginning));
    }
    const name = named.replace(/^\/?(?:_?partials\/)?/, "").replace(/\.html?$/, "");
    return targets.some(
      (target) => target === name.toLowerCase() || target.endsWith(`/${name.toLowerCase()}`),
    );
  });
}
