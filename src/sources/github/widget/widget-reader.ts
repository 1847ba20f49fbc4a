import type { FoundWidget, WidgetReader } from "../../../domain/widget.ts";
import type { Attributes } from "../../script/element-value.ts";
import type { StaticValue } from "../../script/known-value.ts";
import { type PageScript, pageScripts, sourceOf } from "../../script/page-scripts.ts";
import { type Binding, type Placed, sharedNames } from "../../script/script-scopes.ts";
import { type Surroundings, staticValue } from "../../script/static-value.ts";
import { judgeGiscus } from "./giscus.ts";
import { judgeGitalk } from "./gitalk.ts";
import type { Given, GivenValue } from "./given-value.ts";
import { type MadeWidget, readScript, type ScriptOfPage } from "./made-widgets.ts";
import { factsFor, type ReadPage, readPageFacts } from "./page-facts.ts";
import { judgeUtterances } from "./utterances.ts";
import { loadsClient, mayShow } from "./widget-marks.ts";

/** A page while its widgets are judged. */
interface JudgedPage {
  readonly page: ReadPage;
  readonly address: string | undefined;
}

/**
 * Finds giscus, utterances and gitalk in pages: in tags, and in scripts that make them. What may be one
 * but can't be read without a browser is reported.
 */
export function createWidgetReader(): WidgetReader {
  const files = new Map<string, ScriptOfPage | undefined>();
  const parseFile = (code: string) => {
    if (!files.has(code)) files.set(code, readScript(code));
    return files.get(code);
  };
  return (html, { address, scriptOf } = {}) => {
    if (scriptOf === undefined && !mayShow(html)) return [];
    const judged = { page: readPageFacts(html), address };
    const { scripts, byId } = pageScripts(html);
    const elements = judged.page.elements.map(({ offset, attributes }) =>
      judgeGiscus(givenByElement(attributes), { ...judged, offset }),
    );
    const tags = scripts.flatMap(({ attributes, tagStart }) =>
      judgeTag(attributes, tagStart, judged),
    );
    const code = scripts.map((script) => {
      const src = sourceOf(script.attributes);
      return src === undefined
        ? { script, text: script.code, parse: readScript }
        : { script, text: scriptOf?.(src), parse: parseFile };
    });
    const mayHold = code.some(({ text }) => text !== undefined && mayShow(text));
    const made = mayHold ? judgeScripts(code, byId, judged) : [];
    const found = distinct([...elements, ...tags, ...made]);
    const readable = found.filter(({ kind }) => kind === "complete");
    // The script that all pages share is a riddle, but what it is given on this page was found.
    const known = readable.length > 0 ? readable : found.length > 0 ? found : puzzling(code);
    return known.sort((a, b) => a.offset - b.offset);
  };
}

/** giscus's and utterances's script tags: by their address, or on a server of one's own by attributes. */
function judgeTag(
  attributes: Attributes,
  offset: number,
  judged: JudgedPage,
): readonly FoundWidget[] {
  const src = sourceOf(attributes);
  if (src === undefined) return [];
  const given: Given = (name) => textValue(attributes[`data-${name}`]);
  const anyGiven: Given = (name) => textValue(attributes[`data-${name}`] ?? attributes[name]);
  const isIssue = (anyGiven("issue-term") ?? anyGiven("issue-number")) !== undefined;
  if (/\butteranc\.es\/client/i.test(src) || (isIssue && anyGiven("repo") !== undefined)) {
    return [judgeUtterances(anyGiven, { ...judged, offset })];
  }
  const isGiscus = given("repo") !== undefined && given("repo-id") !== undefined;
  if (!isGiscus && !/\bgiscus\.app\/client/i.test(src)) return [];
  return [judgeGiscus(given, { ...judged, offset })];
}

/** The element's attributes are those of its properties: `repoid`, `categoryid`. */
function givenByElement(attributes: Attributes): Given {
  return (name) => textValue(attributes[name.replaceAll("-", "")]);
}

function textValue(text: string | undefined): GivenValue | undefined {
  return text === undefined ? undefined : { kind: "text", text };
}

interface LoadedScript {
  readonly script: PageScript;
  readonly text: string | undefined;
  readonly parse: (code: string) => ScriptOfPage | undefined;
}

function judgeScripts(
  scripts: readonly LoadedScript[],
  byId: ReadonlyMap<string, Attributes>,
  judged: JudgedPage,
): readonly FoundWidget[] {
  const names = new Map<string, Binding[]>();
  const found: FoundWidget[] = [];
  for (const { script, text, parse } of scripts) {
    if (text === undefined) continue;
    const { tagStart, codeStart, attributes } = script;
    const read = parse(text);
    if (read === undefined) {
      if (mayShow(text)) found.push(unparsable(tagStart));
      continue;
    }
    const surroundings = { names, elements: { byId, currentScript: attributes } };
    for (const one of read.made) {
      const offset = codeStart === undefined ? tagStart : codeStart + one.start;
      found.push(...judgeMade(one, offset, surroundings, judged));
    }
    for (const [name, binding] of sharedNames(read.script)) {
      names.set(name, [...(names.get(name) ?? []), binding]);
    }
  }
  return found;
}

function judgeMade(
  made: MadeWidget,
  offset: number,
  surroundings: Surroundings,
  judged: JudgedPage,
): readonly FoundWidget[] {
  const evaluated = (placed: Placed) => staticValue(placed, surroundings);
  if (made.kind === "gitalk") {
    const given = givenByOptions(evaluated(made.options));
    const facts = factsFor("giscus", judged.page, judged.address);
    return [judgeGitalk(given, { offset, facts })];
  }
  const given: Given = (name) => {
    const placed = made.attributes.get(name);
    return placed && givenValue(evaluated(placed));
  };
  return made.kind === "utterances"
    ? [judgeUtterances(given, { ...judged, offset })]
    : [judgeGiscus(given, { ...judged, offset })];
}

function givenByOptions(options: StaticValue): Given {
  if (options.kind === "unknown") return () => options;
  if (options.kind === "primitive") return () => undefined;
  const { properties, isOpen } = options;
  return (name) => {
    const value = properties.get(name);
    if (value !== undefined) return givenValue(value);
    return isOpen ? { kind: "unknown", source: "a spread" } : undefined;
  };
}

/** Of a list, such as gitalk's labels, its first text. */
function givenValue(value: StaticValue): GivenValue | undefined {
  switch (value.kind) {
    case "primitive":
      return value.value === undefined || value.value === null
        ? undefined
        : { kind: "text", text: String(value.value) };
    case "object":
      return { kind: "unknown", source: "an object" };
    case "unknown": {
      const first = /^\[\s*(["'])([^"'\\]*)\1/.exec(value.source)?.[2];
      return first === undefined ? value : { kind: "text", text: first };
    }
  }
}

function distinct(found: readonly FoundWidget[]): FoundWidget[] {
  const seen = new Map<string, FoundWidget>();
  for (const one of found) {
    const key =
      one.kind === "complete" ? JSON.stringify(one.address) : `${one.offset} ${one.reason}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

/** Scripts that load a widget nobody found. */
function puzzling(scripts: readonly LoadedScript[]): FoundWidget[] {
  const reason = "a script puts them on the page in a way that only a browser could follow";
  return scripts.flatMap(({ script: { tagStart }, text }) =>
    text !== undefined && loadsClient(text)
      ? [{ kind: "unreadable", offset: tagStart, reason }]
      : [],
  );
}

function unparsable(offset: number): FoundWidget {
  return { kind: "unreadable", offset, reason: "the script that shows them has an error" };
}
