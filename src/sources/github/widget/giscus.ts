import type { FoundWidget } from "../../../domain/widget.ts";
import { type Given, type GivenValue, settingsOf, textOf, workedOut } from "./given-value.ts";
import { judgeTerm } from "./judge-term.ts";
import { factsFor, type ReadPage } from "./page-facts.ts";
import { termOf } from "./term.ts";

/**
 * What a giscus widget shows, in a script tag or its own element.
 * Sources: giscus `client.ts`, `pages/widget.tsx`; giscus-component `web/src/giscus.ts`.
 */
export function judgeGiscus(
  given: Given,
  { offset, page, address }: { offset: number; page: ReadPage; address: string | undefined },
): FoundWidget {
  const mapping = given("mapping");
  const term = given("term");
  const strictness = given("strict");
  const unknown = firstUnknown(mapping, term, strictness);
  if (unknown !== undefined) {
    return { kind: "unreadable", offset, reason: workedOut("its term", unknown) };
  }
  const strict = isStrict(textOf(strictness));
  const known = textOf(mapping);
  const facts = { ...factsFor("giscus", page, address), term: textOf(term), strict };
  return judgeTerm(termOf(known, facts), known, offset, {
    siteName: textOf(given("repo")) || undefined,
    settings: settingsOf({
      widget: "giscus",
      category: textOf(given("category")),
      categoryId: textOf(given("category-id")),
      mapping: known,
      strict: strict ? "1" : undefined,
    }),
  });
}

function firstUnknown(...values: readonly (GivenValue | undefined)[]): string | undefined {
  const unknown = values.find((value) => value?.kind === "unknown");
  return unknown?.kind === "unknown" ? unknown.source : undefined;
}

function isStrict(text = "0"): boolean {
  const number = Number(text);
  return !Number.isNaN(number) && number !== 0;
}
