import { posix } from "node:path";
import { escapeHtml } from "./escape-html.ts";
import type { Evaluation } from "./evaluation.ts";
import { formatText } from "./format-text.ts";
import { known, named, ofTexts, textsOf } from "./function-table.ts";
import { goPattern, goReplacement } from "./go-pattern.ts";
import { itemsOrSelf, Markup, textOf, unknown, type Value } from "./value.ts";

const longestText = 100_000;

/** Source: https://gohugo.io/functions/strings/, …/fmt/, …/path/, …/safe/, …/transform/, …/cast/ */
export const textFunctions = named([
  ["strings.ToLower lower", ofTexts((text = "") => text.toLowerCase())],
  ["strings.ToUpper upper", ofTexts((text = "") => Array.from(text, upper).join(""))],
  ["strings.FirstUpper", ofTexts((text = "") => text.charAt(0).toUpperCase() + text.slice(1))],
  ["strings.TrimSpace strings.Chomp chomp", ofTexts((text = "") => text.trim())],
  ["strings.Trim trim", ofTexts((text = "", cut = "") => trimLeft(trimRight(text, cut), cut))],
  ["strings.TrimLeft", ofTexts((cut = "", text = "") => trimLeft(text, cut))],
  ["strings.TrimRight", ofTexts((cut = "", text = "") => trimRight(text, cut))],
  [
    "strings.TrimPrefix",
    ofTexts((prefix = "", text = "") =>
      text.startsWith(prefix) ? text.slice(prefix.length) : text,
    ),
  ],
  [
    "strings.TrimSuffix",
    ofTexts((suffix = "", text = "") =>
      suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
    ),
  ],
  ["strings.HasPrefix hasPrefix", ofTexts((text = "", prefix = "") => text.startsWith(prefix))],
  ["strings.HasSuffix hasSuffix", ofTexts((text = "", suffix = "") => text.endsWith(suffix))],
  ["strings.Contains", ofTexts((text = "", part = "") => text.includes(part))],
  [
    "strings.ContainsAny",
    ofTexts((text = "", chars = "") => [...chars].some((char) => text.includes(char))),
  ],
  ["strings.Replace replace", ofTexts(replaceText)],
  ["strings.ReplaceRE replaceRE", ofTexts(replacePattern)],
  ["strings.Split split", ofTexts((text = "", separator = "") => text.split(separator))],
  ["strings.Substr substr", known(substr)],
  ["strings.SliceString slicestr", known(sliceText)],
  [
    "strings.Repeat",
    ofTexts((count = "0", text = "") => {
      const times = Number(count);
      return times * text.length <= longestText && times >= 0 ? text.repeat(times) : unknown;
    }),
  ],
  ["strings.RuneCount strings.CountRunes countrunes", ofTexts((text = "") => [...text].length)],
  ["collections.Delimit delimit", known(delimit)],
  ["fmt.Printf printf", (args, evaluation) => formatText(args, evaluation.context.printed)],
  ["fmt.Print print", print],
  ["fmt.Println println", ofTexts((...texts) => `${texts.join(" ")}\n`)],
  ["fmt.Errorf errorf fmt.Warnf warnf fmt.Erroridf erroridf fmt.Warnidf warnidf", () => ""],
  ["path.Base", ofTexts((path = "") => posix.basename(path) || ".")],
  ["path.BaseName", ofTexts((path = "") => posix.parse(path).name || ".")],
  ["path.Dir", ofTexts((path = "") => withoutSlash(posix.normalize(path.replace(/[^/]*$/, ""))))],
  ["path.Ext", ofTexts((path = "") => posix.extname(path))],
  ["path.Clean", ofTexts((path = "") => withoutSlash(posix.normalize(path)))],
  ["path.Join", known(joinPath)],
  ["safe.HTML safeHTML", trusted("html")],
  ["safe.JS safeJS safe.JSStr safeJSStr", trusted("js")],
  ["safe.HTMLAttr safeHTMLAttr safe.URL safeURL safe.CSS safeCSS", trusted("html")],
  ["transform.HTMLEscape htmlEscape html", ofTexts((text = "") => escapeHtml(text))],
  ["transform.Plainify plainify", ofTexts((text = "") => text.replace(/<[^>]*>/g, ""))],
  ["cast.ToString string", ofTexts((text = "") => text)],
  ["inflect.Humanize humanize", ofTexts(humanize)],
]);

function trusted(type: "html" | "js") {
  return ([value = null]: readonly Value[]): Value => {
    if (value instanceof Markup) return new Markup(value.text, type);
    const text = textOf(value);
    return text === unknown ? unknown : new Markup(text, type);
  };
}

/** Letter by letter, as Go has it: `ß` stays. */
function upper(letter: string): string {
  const upperCase = letter.toUpperCase();
  return [...upperCase].length === 1 ? upperCase : letter;
}

/** There is a space between two values of which neither is a text. */
function print(args: readonly Value[], evaluation: Evaluation): Value {
  const join = (...texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const isAfterText = index === 0 || isTextual(args[index - 1]);
        return isAfterText || isTextual(args[index]) ? text : ` ${text}`;
      })
      .join("");
  return ofTexts(join)(args, evaluation);
}

function isTextual(value: Value | undefined): boolean {
  return typeof value === "string" || value instanceof Markup;
}

function trimLeft(text: string, cut: string): string {
  const chars = [...text];
  const start = chars.findIndex((char) => !cut.includes(char));
  return start < 0 ? "" : chars.slice(start).join("");
}

function trimRight(text: string, cut: string): string {
  const chars = [...text];
  const end = chars.findLastIndex((char) => !cut.includes(char));
  return chars.slice(0, end + 1).join("");
}

function replaceText(text = "", old = "", by = "", limit = "-1"): Value {
  const parts = text.split(old);
  const count = Number(limit) < 0 ? parts.length : Math.min(Number(limit), parts.length - 1);
  const start = parts.slice(0, count + 1).join(by);
  return [start, ...parts.slice(count + 1)].join(old);
}

function replacePattern(pattern = "", by = "", text = "", limit = "-1"): Value {
  const expression = goPattern(pattern);
  if (expression === undefined || text.length > longestText) return unknown;
  let left = Number(limit) < 0 ? Number.POSITIVE_INFINITY : Number(limit);
  return text.replace(expression, (...found) => {
    left -= 1;
    return left < 0 ? String(found[0]) : goReplacement(by, found);
  });
}

/** Source: https://gohugo.io/functions/strings/substr/ */
function substr(value: Value = null, from: Value = null, length: Value = null): Value {
  const text = textOf(value);
  if (text === unknown || typeof from !== "number") return unknown;
  const chars = [...text];
  const start = from < 0 ? Math.max(0, chars.length + from) : from;
  if (length === null) return chars.slice(start).join("");
  if (typeof length !== "number") return unknown;
  const end = length < 0 ? chars.length + length : start + length;
  return chars.slice(start, Math.max(start, end)).join("");
}

function sliceText(value: Value = null, from: Value = 0, to: Value = null): Value {
  const text = textOf(value);
  if (text === unknown || typeof from !== "number") return unknown;
  if (to !== null && typeof to !== "number") return unknown;
  return [...text].slice(from, to ?? undefined).join("");
}

function delimit(list: Value = null, separator: Value = "", last: Value = null): Value {
  const texts = textsOf(list);
  const between = textOf(separator);
  const beforeLast = last === null ? between : textOf(last);
  if (texts === undefined || between === unknown || beforeLast === unknown) return unknown;
  if (texts.length < 2) return texts.join("");
  return texts.slice(0, -1).join(between) + beforeLast + (texts.at(-1) ?? "");
}

function joinPath(...parts: readonly Value[]): Value {
  const texts = textsOf(parts.flatMap(itemsOrSelf));
  const filled = texts?.filter((text) => text !== "") ?? [];
  if (texts === undefined) return unknown;
  return filled.length === 0 ? "" : withoutSlash(posix.join(...filled));
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Source: https://gohugo.io/functions/inflect/humanize/ */
function humanize(text = ""): Value {
  if (/^\d+$/.test(text)) return unknown;
  const words = text.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
