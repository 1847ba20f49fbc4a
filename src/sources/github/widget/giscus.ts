import {
  type FoundWidget,
  type Given,
  type GivenValue,
  settingsOf,
  textOf,
  workedOut,
} from "./found-widget.ts";
import { judgeTerm } from "./judge-term.ts";
import { factsFor, type ReadPage } from "./page-facts.ts";
import { strictTerm, termOf } from "./term.ts";

/** Where a giscus widget was found. */
interface GiscusPlace {
  readonly offset: number;
  readonly page: ReadPage;
  readonly address: string | undefined;
  /** Whether it is `<giscus-widget>` and no script tag. */
  readonly isElement: boolean;
}

/**
 * What a giscus widget shows. Its element gives the server its term a second time, as it is, whereas a
 * script tag's goes through the server's own reading of addresses.
 * Sources: giscus `client.ts`, `pages/widget.tsx`; giscus-component `web/src/giscus.ts`.
 */
export function judgeGiscus(given: Given, place: GiscusPlace): FoundWidget {
  const { offset, page, address, isElement } = place;
  const mapping = given("mapping");
  const term = given("term");
  const strictness = given("strict");
  const unknown = firstUnknown(mapping, term, strictness);
  if (unknown !== undefined) {
    return { kind: "unreadable", offset, reason: workedOut("its term", unknown) };
  }
  const strict = isStrict(textOf(strictness), isElement);
  const facts = { ...factsFor("giscus", page, address), term: textOf(term) };
  const known = textOf(mapping);
  const rest = {
    siteName: textOf(given("repo")) || undefined,
    settings: settingsOf({
      widget: "giscus",
      category: textOf(given("category")),
      categoryId: textOf(given("category-id")),
      mapping: known,
      strict: strict ? "1" : undefined,
    }),
  };
  const isTitle = known === "title" || known === "og:title" || known === "specific";
  if (isElement && isTitle) {
    const plain =
      (known === "title" ? facts.title : known === "og:title" ? facts.ogTitle : facts.term) ||
      undefined;
    return judgeTerm(strict && plain ? strictTerm(plain) : plain, known, offset, rest);
  }
  return judgeTerm(termOf(known, { ...facts, strict }), known, offset, rest);
}

function firstUnknown(...values: readonly (GivenValue | undefined)[]): string | undefined {
  const unknown = values.find((value) => value?.kind === "unknown");
  return unknown?.kind === "unknown" ? unknown.source : undefined;
}

function isStrict(text: string | undefined, isElement: boolean): boolean {
  if (isElement) return text === "1";
  const number = Number(text ?? "0");
  return !Number.isNaN(number) && number !== 0;
}
