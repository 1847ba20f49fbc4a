/**
 * Reads the settings at the head of an Org file, `#+KEY: value`, by key in lower case. A key that
 * ends with `[]`, and one that is given several times, holds a list.
 * Source: gohugoio/hugo, parser/metadecoders/decoder.go (unmarshalORG)
 */
export function readOrgSettings(text: string): Record<string, unknown> {
  const settings = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, key = "", value = ""] = /^#\+(\S+?):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === "") continue;
    const name = key.toLowerCase();
    settings.set(name, [...(settings.get(name) ?? []), value]);
  }
  return Object.fromEntries([...settings].map(([key, values]) => setting(key, values)));
}

const dates = new Set(["date", "lastmod", "publishdate", "expirydate"]);

function setting(key: string, values: readonly string[]): readonly [string, unknown] {
  const [first = ""] = values;
  if (key.endsWith("[]")) return [key.slice(0, -2), values.join(" ").split(/\s+/)];
  if (values.length > 1) return [key, values];
  if (key === "filetags") return [key, first.replace(/^:|:$/g, "").split(":")];
  return [key, dates.has(key) ? dateIn(first) : first];
}

/** `2020-02-02` of `<2020-02-02 Sun>`. */
function dateIn(value: string): string {
  return /^[<[](\d{4}-\d{2}-\d{2}) .*[>\]]$/.exec(value)?.[1] ?? value;
}
