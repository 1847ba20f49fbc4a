import type { SitePage } from "../domain/page.ts";
import { keyWithoutQuery, loosenedKeys } from "./loosened-address.ts";
import { type AddressParser, addressParser } from "./parse-address.ts";
import type { SiteHosts } from "./site.ts";

/** A page, and whether its own address led to it or a former one. */
export interface FoundPage {
  readonly page: SitePage;
  readonly by: "address" | "alias";
}

/** Where an address leads. */
export interface AddressFinding {
  /** How many kinds of differences had to be overlooked; 0 for none. */
  readonly step: number;
  /** One, or several of which the address can't be said to mean one. */
  readonly found: readonly FoundPage[];
}

/**
 * The pages of a site by their addresses and aliases. An alias that is another page's own address is
 * that page's.
 *
 * An address is compared exactly first, and then with one difference after the other overlooked, as
 * {@link loosenedKeys} lists them, up to the first step at which it leads anywhere; where it leads to
 * several pages then, it leads to none. A parameter that isn't known as one for tracking is overlooked
 * last, because a static site shows the same page for any. It is not where the site itself has an
 * address with parameters at that path, nor at the home page: the systems that blogs came from had
 * their pages there (`/?p=12`).
 */
export class AddressIndex {
  readonly #parse: AddressParser;
  readonly #basePath: string;
  readonly #home: string;
  readonly #steps: Map<string, FoundPage[]>[] = [];
  readonly #withoutQuery = new Map<string, FoundPage[]>();
  /** Paths at which the site's own addresses have parameters. */
  readonly #withQuery = new Set<string>();

  constructor(pages: readonly SitePage[], site: SiteHosts) {
    this.#parse = addressParser(site);
    this.#basePath = site.basePath;
    this.#home = this.#keysOf(`${site.basePath}/`).at(-1) ?? "";
    const own = new Set<string | undefined>();
    for (const page of pages) {
      const keys = this.#keysOf(page.pageId);
      own.add(keys[0]);
      this.#add(keys, { page, by: "address" });
    }
    for (const page of pages) {
      for (const alias of page.aliases) {
        const keys = this.#keysOf(alias);
        if (!own.has(keys[0])) this.#add(keys, { page, by: "alias" });
      }
    }
  }

  /** Where an address leads; undefined where that is nowhere on the site. */
  find(address: string): AddressFinding | undefined {
    const parsed = this.#parse(address);
    if (parsed === undefined || parsed.foreignHost !== undefined) return undefined;
    let step = 0;
    let loosest = "";
    for (const key of loosenedKeys(parsed, this.#basePath)) {
      const found = this.#steps[step]?.get(key);
      if (found !== undefined) return { step, found };
      loosest = key;
      step += 1;
    }
    const bare = keyWithoutQuery(loosest);
    const found = this.#withQuery.has(bare) ? undefined : this.#withoutQuery.get(bare);
    return bare === this.#home || found === undefined ? undefined : { step, found };
  }

  #keysOf(address: string): readonly string[] {
    const parsed = this.#parse(address);
    if (parsed === undefined || parsed.foreignHost !== undefined) return [];
    return [...loosenedKeys(parsed, this.#basePath)];
  }

  #add(keys: readonly string[], found: FoundPage): void {
    for (const [step, key] of keys.entries()) {
      const map = this.#steps[step] ?? new Map<string, FoundPage[]>();
      this.#steps[step] = map;
      addOnce(map, key, found);
    }
    const loosest = keys.at(-1);
    if (loosest === undefined) return;
    const bare = keyWithoutQuery(loosest);
    addOnce(this.#withoutQuery, bare, found);
    if (bare !== loosest) this.#withQuery.add(bare);
  }
}

function addOnce(map: Map<string, FoundPage[]>, key: string, found: FoundPage): void {
  const before = map.get(key);
  if (before === undefined) map.set(key, [found]);
  else if (!before.some(({ page }) => page === found.page)) before.push(found);
}
