const rules = new Intl.PluralRules("en-US");

/**
 * A number with its noun: `1 page`, `2 pages`, `1,200 pages`.
 * @param many the noun's plural, where it is not the noun and an s: `replies`, `pages are`
 */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  // By Intl.NumberFormat's rules, and a placeholder for a number in docs/messages.md is printed too.
  return `${count.toLocaleString("en-US")} ${rules.select(count) === "one" ? noun : many}`;
}
