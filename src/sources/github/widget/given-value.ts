/** What a widget's tag or call gives it: text, or an expression that only a browser could work out. */
export type GivenValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unknown"; readonly source: string };

/** Returns what is given under a name of the widget's own; undefined for nothing. */
export type Given = (name: string) => GivenValue | undefined;

/** The text that is given; undefined for none, and for what is not known. */
export function textOf(value: GivenValue | undefined): string | undefined {
  return value?.kind === "text" ? value.text : undefined;
}

/** The end of a sentence that begins with "because". */
export function workedOut(what: string, source: string): string {
  return `${what} is worked out in the browser (${source.replace(/\s+/g, " ").trim()})`;
}

/** Settings without those that are not given. */
export function settingsOf(
  all: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, text]) =>
      text === undefined || text === "" ? [] : [[name, text]],
    ),
  );
}
