import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { currentHugo, hugos, oldestHugo } from "../../parts/hugo/hugos.ts";
import {
  askHugo,
  asLines,
  buildWithHugo,
  type FixtureScan,
  scanFixture,
  threadsOf,
} from "../scan-fixture.ts";

/** A site, and what a scan of it must find. */
export interface SiteCase extends FixtureScan {
  readonly name: string;
  /** What the current Hugo builds: `/page/ section-id`, ordered by page. */
  readonly built: readonly string[];
  /** The scan's sections, where they are others than the built ones: the reason is in the name. */
  readonly scanned?: readonly string[];
  /** Hugo 0.111 can't build it. */
  readonly needsNewHugo?: boolean;
  /** Files alone don't tell which of the pages that show the section is its own. */
  readonly needsIndex?: boolean;
}

/**
 * Each site is scanned with the current Hugo: the pages are those that this very Hugo builds. Every other
 * one is with the oldest, too, where that can build it, and the others without Hugo and with a build that
 * fails. So they are for a machine without Hugo that has the built site.
 * Where the build fails, a scan may find less, and nothing that Hugo would not build.
 * A failure "as Hugo builds it" is a mistake in the case itself.
 */
export function describeSites(title: string, cases: readonly SiteCase[]): void {
  describe(title, () => {
    for (const hugo of hugos) {
      const those =
        hugo === oldestHugo
          ? everyOther(cases, 0).filter(({ needsNewHugo }) => !needsNewHugo)
          : cases;
      if (those.length === 0) continue;
      hugo.describe(`with ${hugo.name}`, () => {
        it.each(those)("$name", async (site) => {
          const fixture = { ...site, hugo: hugo.path() };
          const built = asLines(await askHugo(fixture));
          if (hugo !== oldestHugo) expect(built, "as Hugo builds it").toEqual(site.built);
          const scan = await scanFixture(fixture);
          expect(asLines(threadsOf(scan)), "as the scan finds it").toEqual(site.scanned ?? built);
        });
      });
    }
    currentHugo.describe("without Hugo, from the site built before", () => {
      const those = everyOther(cases, 1).filter(({ needsIndex }) => needsIndex !== true);
      it.each(those)("$name", async (site) => {
        const scan = await scanFixture({
          ...site,
          hugo: "none",
          async before(folder) {
            await site.before?.(folder);
            buildWithHugo(folder, join(folder, site.siteDir ?? ".", "public"), site);
          },
        });
        expect(asLines(threadsOf(scan)), "as the scan finds it").toEqual(
          site.scanned ?? site.built,
        );
      });
    });
    currentHugo.describe("where the build fails, nothing is guessed", () => {
      it.each(everyOther(cases, 1))("$name", async (site) => {
        const scan = await scanFixture({
          ...site,
          files: { ...site.files, ...failingPage(site.siteDir ?? ".") },
        });
        const allowed = site.scanned ?? site.built;
        const guessed = asLines(threadsOf(scan)).filter(
          (line) => !allowed.includes(line) && !line.includes("/failing"),
        );
        expect(guessed, "sections that Hugo would not build").toEqual([]);
      });
    });
  });
}

/** Of cases that are alike, half are enough for each further way to read them. */
function everyOther(cases: readonly SiteCase[], first: 0 | 1): readonly SiteCase[] {
  return cases.length < 3 ? cases : cases.filter((_, index) => index % 2 === first);
}

/** A page with which no build succeeds, while Hugo can still list the pages. */
export function failingPage(siteDir = "."): Readonly<Record<string, string>> {
  return {
    [join(siteDir, "layouts/shortcodes/failing.html")]: "{{ div 1 0 }}",
    [join(siteDir, "content/failing.md")]: "---\ntitle: Failing\n---\n{{< failing >}}\n",
  };
}
