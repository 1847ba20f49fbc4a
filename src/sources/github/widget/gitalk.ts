import type { FoundWidget } from "../../../domain/widget.ts";
import { browserValue } from "./browser-value.ts";
import { type Given, settingsOf, textOf, workedOut } from "./given-value.ts";
import { judgeTerm } from "./judge-term.ts";
import { type PageFacts, termOf } from "./term.ts";

/**
 * What a call of gitalk shows: an issue by its number, else by a label, which is the page's whole address
 * unless it is given. Source: gitalk `src/gitalk.jsx`.
 */
export function judgeGitalk(
  given: Given,
  { offset, facts }: { offset: number; facts: PageFacts },
): FoundWidget {
  const owner = textOf(given("owner"));
  const name = textOf(given("repo"));
  const rest = {
    siteName: owner && name ? `${owner}/${name}` : undefined,
    settings: settingsOf({ widget: "gitalk", label: textOf(given("labels")) }),
  };
  const number = termOf("number", { widget: "gitalk", term: textOf(given("number")) });
  if (number !== undefined) return judgeTerm(number, "number", offset, rest);
  const id = given("id");
  if (id === undefined) {
    return judgeTerm(termOf("url", { widget: "gitalk", ...facts }), "url", offset, rest);
  }
  const text = id.kind === "text" ? id.text : browserValue(id.source, facts);
  if (text === undefined && id.kind === "unknown") {
    return { kind: "unreadable", offset, reason: workedOut("its id", id.source) };
  }
  return judgeTerm(text || undefined, "specific", offset, rest);
}
