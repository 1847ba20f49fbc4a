// Fills in the numbers of comments beside the links to them: one request for all pages in sight.

const mostAtOnce = 100;

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
  for (let first = 0; first < pages.length; first += mostAtOnce) {
    const query = new URLSearchParams(
      pages.slice(first, first + mostAtOnce).map((page) => ["page", page]),
    );
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
