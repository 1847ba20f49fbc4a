/** What a widget calls a page, where that is an address too: a URL or a path. */
export function addressesAmong(names: readonly string[]): readonly string[] {
  return names.filter((name) => /^(?:https?:\/)?\//i.test(name));
}
