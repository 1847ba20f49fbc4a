import type { FoundWidget } from "../../../domain/widget.ts";
import { type Given, settingsOf, textOf, workedOut } from "./given-value.ts";
import { judgeTerm } from "./judge-term.ts";
import { factsFor, type ReadPage } from "./page-facts.ts";
import { termOf } from "./term.ts";

/** Words of `issue-term` that stand for something of the page. Source: `src/page-attributes.ts`. */
const mappings = new Set(["pathname", "url", "title", "og:title"]);

/**
 * What an utterances widget shows. A term goes before a number.
 * Sources: utterances `src/client.ts`, `src/page-attributes.ts`.
 */
export function judgeUtterances(
  given: Given,
  { offset, page, address }: { offset: number; page: ReadPage; address: string | undefined },
): FoundWidget {
  const term = given("issue-term");
  const number = given("issue-number");
  const used = term ?? number;
  if (used?.kind === "unknown") {
    return { kind: "unreadable", offset, reason: workedOut("its issue", used.source) };
  }
  const text = textOf(used);
  const mapping =
    term === undefined ? "number" : text !== undefined && mappings.has(text) ? text : "specific";
  const facts = factsFor("utterances", page, address);
  return judgeTerm(
    termOf(mapping, { ...facts, widget: "utterances", term: text }),
    mapping,
    offset,
    {
      siteName: textOf(given("repo")) || undefined,
      settings: settingsOf({ widget: "utterances", mapping, label: textOf(given("label")) }),
    },
  );
}
