import type { Attributes } from "../../script/element-value.ts";
import { type PageScript, pageScripts, sourceOf } from "../../script/page-scripts.ts";
import { type Binding, sharedNames } from "../../script/script-scopes.ts";
import { type Surroundings, staticValue } from "../../script/static-value.ts";
import type { FoundWidget } from "./found-widget.ts";
import { type ParsedScript, parseScript } from "./parsed-script.ts";
import { mayShow } from "./widget-marks.ts";
import { givenBy, givenByAttributes, givenByCall, judge, nothingGiven } from "./widget-settings.ts";

/** What a reader of widgets may ask for. */
export interface WidgetOptions {
  /** The code of a script file of the site, by the `src` of its tag; undefined for any other. */
  readonly scriptOf?: (src: string) => string | undefined;
}

interface LoadedScript extends PageScript {
  readonly text: string | undefined;
  readonly parse: (code: string) => ParsedScript | undefined;
}

/** Reads the widgets of pages, and keeps what it learnt of script files that they share. */
export type WidgetReader = (html: string, options?: WidgetOptions) => readonly FoundWidget[];

/**
 * Finds what a page tells the Cactus client: in calls of `initComments` and in the attributes of the
 * client's script tag. What isn't a widget is skipped; what may be one but can't be read is reported.
 * Values stay as they are written: the client does not trim them.
 * Source: https://cactus.chat/docs/client/introduction/#configuration
 */
export function readWidgets(html: string, options?: WidgetOptions): readonly FoundWidget[] {
  return createWidgetReader()(html, options);
}

/** The same as {@link readWidgets}, for many pages. */
export function createWidgetReader(): WidgetReader {
  const files = new Map<string, ParsedScript | undefined>();
  const parseFile = (code: string) => {
    if (!files.has(code)) files.set(code, parseScript(code));
    return files.get(code);
  };
  return (html, { scriptOf } = {}) => {
    if (scriptOf === undefined && !mayShow(html)) return [];
    const page = pageScripts(html);
    const scripts = page.scripts.map((script): LoadedScript => {
      const src = sourceOf(script.attributes);
      if (src === undefined) return { ...script, text: script.code, parse: parseScript };
      return { ...script, text: scriptOf?.(src), parse: parseFile };
    });
    const tags = scripts.flatMap(({ attributes, tagStart }) => {
      const given = givenByAttributes(attributes);
      return given === undefined ? [] : [judge(given, tagStart)];
    });
    const mayHold = scripts.some(({ text }) => text !== undefined && mayShow(text));
    const calls = mayHold ? readScripts(scripts, page.byId) : [];
    return distinct([...tags, ...calls]).sort((a, b) => a.offset - b.offset);
  };
}

function readScripts(
  scripts: readonly LoadedScript[],
  byId: ReadonlyMap<string, Attributes>,
): readonly FoundWidget[] {
  const names = new Map<string, Binding[]>();
  const found: FoundWidget[] = [];
  let isDefinedHere = false;
  for (const { text, parse, tagStart, codeStart, attributes } of scripts) {
    if (text === undefined) continue;
    const script = parse(text);
    if (script === undefined) {
      if (mayShow(text)) found.push(unparsable(tagStart));
      continue;
    }
    isDefinedHere ||= script.definesClient;
    const offsetOf = (start: number) => (codeStart === undefined ? tagStart : codeStart + start);
    const elements = { byId, currentScript: attributes };
    found.push(...readScript(script, { names, elements }, offsetOf, isDefinedHere));
    for (const [name, binding] of sharedNames(script)) {
      const bindings = names.get(name);
      if (bindings === undefined) names.set(name, [binding]);
      else bindings.push(binding);
    }
  }
  return found;
}

function readScript(
  { calls, tags }: ParsedScript,
  surroundings: Surroundings,
  offsetOf: (start: number) => number,
  isDefinedHere: boolean,
): readonly FoundWidget[] {
  const called = calls.flatMap(({ start, config, isFunction }) => {
    const value = staticValue(config, surroundings);
    // The client calls itself with what it reads, and other functions of that name exist.
    if (value.kind === "unknown" && (isDefinedHere || !isFunction)) return [];
    const given = givenByCall(value);
    return given === undefined ? [] : [judge(given, offsetOf(start))];
  });
  const made = tags.map(({ start, data }) => {
    const given = givenBy((name) => {
      const value = data.get(name);
      if (value === "unknown") return { kind: "unknown", source: name };
      return value && staticValue(value, surroundings);
    });
    return judge(given, offsetOf(start));
  });
  return [...called, ...made];
}

/** The client's own code may call itself with the attributes of its tag. */
function distinct(found: readonly FoundWidget[]): FoundWidget[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

function unparsable(offset: number): FoundWidget {
  const reason = "the script that shows them has an error";
  return { kind: "unreadable", offset, reason, address: nothingGiven };
}
