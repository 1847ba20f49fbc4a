// Fills in the numbers of comments beside the links to them: one request for all pages in sight.

/** Pages in a request: the Worker answers for no more. */
const mostPages = 100;
/** Characters in its query; Cloudflare takes addresses of up to 16 KB. */
const longestQuery = 8_000;

const links = [...document.querySelectorAll<HTMLElement>(".comments-count[data-api]")];
for (const api of new Set(links.map(apiOf))) {
  void fillIn(
    api,
    links.filter((link) => apiOf(link) === api),
  );
}

function apiOf({ dataset }: HTMLElement): string {
  return (dataset["api"] ?? "").replace(/\/+$/, "");
}

async function fillIn(api: string, all: readonly HTMLElement[]): Promise<void> {
  const pages = [...new Set(all.map(({ dataset }) => dataset["page"] ?? ""))];
  for (const query of queriesFor(pages)) {
    const response = await fetch(`${api}/counts?${query}`).catch(() => undefined);
    // What the archive said stays.
    if (response?.ok !== true) continue;
    const { counts }: { counts: Record<string, number> } = await response.json();
    for (const link of all) {
      const count = counts[link.dataset["page"] ?? ""];
      if (count !== undefined) link.textContent = inWords(count, link.dataset);
    }
  }
}

/** Pages with long names in other scripts fill a request long before they are a hundred. */
function queriesFor(pages: readonly string[]): readonly string[] {
  const queries: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const page of pages) {
    const asked = `page=${encodeURIComponent(page)}`;
    length += asked.length + 1;
    const last = queries.at(-1);
    if (last === undefined || last.length === mostPages || length > longestQuery) {
      queries.push([asked]);
      length = asked.length;
    } else last.push(asked);
  }
  return queries.map((asked) => asked.join("&"));
}

/** Made of the sample of the same plural form, in whose place of the number the other one comes. */
function inWords(count: number, { counts = "{}", lang }: DOMStringMap): string {
  const samples: Record<string, string> = JSON.parse(counts);
  const exact = samples[count];
  if (exact !== undefined) return exact;
  const rules = new Intl.PluralRules(lang);
  const form = rules.select(count);
  const fitting = Object.keys(samples)
    .reverse()
    .find((sample) => rules.select(Number(sample)) === form);
  const sample = fitting ?? "5";
  return (samples[sample] ?? "").replace(sample, String(count));
}
