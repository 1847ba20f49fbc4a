import type { z } from "zod";
import type { Finding } from "../domain/finding.ts";
import type { Thread } from "../domain/page.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { configMessages } from "./messages.ts";

/** A value and the places where the site says it. */
export interface SaidOnPages {
  readonly value: string;
  readonly places: readonly SourceLocation[];
}

/** Each value that pages say, the most frequent one first. */
export function saidOnPages(
  threads: readonly Thread[],
  of: (thread: Thread) => string | undefined,
): readonly SaidOnPages[] {
  const places = Map.groupBy(threads, of);
  return [...places]
    .flatMap(([value, saying]) =>
      value === undefined || value === ""
        ? []
        : [{ value, places: saying.map(({ location }) => location) }],
    )
    .toSorted((a, b) => b.places.length - a.places.length);
}

interface CompletedSetting {
  /** Undefined where nobody says it; a wrong one is among the problems. */
  readonly value: string | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Pages that say otherwise than the user. */
  readonly findings: readonly Finding[];
}

/**
 * Completes a setting with what pages say of it.
 * @param said what they say, where they are to be asked
 * @param choose what to do where they contradict each other
 * @param mayDiffer whether pages may well say otherwise than the user
 */
export function completeByPages(
  name: string,
  type: z.ZodType<string>,
  said: readonly SaidOnPages[],
  {
    inputsAre,
    given,
    choose = "Specify which one is meant.",
    mayDiffer = false,
  }: {
    readonly inputsAre: ConfigSources["inputsAre"];
    readonly given?: string | undefined;
    readonly choose?: string;
    readonly mayDiffer?: boolean;
  },
): CompletedSetting {
  if (given !== undefined) {
    const others = said.filter(({ value }) => value !== given);
    const findings = others.map((other) => saysOtherwise(name, given, other, mayDiffer));
    return { value: given, problems: [], findings };
  }
  const where = `${inputsAre} ${name}`;
  const problems: ConfigProblem[] = [];
  if (said.length > 1) {
    const list = said
      .map((one) => `${JSON.stringify(one.value)} (${placesInWords(one)})`)
      .join(", ");
    const message = `is missing, and the site's pages have several: ${list}. ${choose}`;
    problems.push({ where, message });
  }
  for (const one of said) {
    const [wrong] = type.safeParse(one.value).error?.issues ?? [];
    if (wrong === undefined) continue;
    const message = `${wrong.message}, but the pages have ${JSON.stringify(one.value)} (${placesInWords(one)}). Set the right one by the ${inputsAre}.`;
    problems.push({ where, message });
  }
  const value = said[0]?.value;
  return { value: type.safeParse(value).data ?? value, problems, findings: [] };
}

/** The first of the places, and how many more there are. */
export function placesInWords({ places }: SaidOnPages): string {
  const [first] = places;
  const where = first === undefined ? "" : `${first.file}:${first.line}`;
  return places.length <= 1 ? where : `${where} and ${places.length - 1} more`;
}

function saysOtherwise(
  name: string,
  given: string,
  said: SaidOnPages,
  mayDiffer: boolean,
): Finding {
  const [location] = said.places;
  return configMessages.finding(
    mayDiffer ? "widget-says-otherwise/expected" : "widget-says-otherwise/unexpected",
    {
      name,
      given: JSON.stringify(given),
      found: JSON.stringify(said.value),
      places: placesInWords(said),
    },
    location === undefined ? {} : { location },
  );
}
