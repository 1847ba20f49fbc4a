import type { Finding } from "../../comment/finding.ts";
import type { DatedPage, DistinctPages } from "./duplicate-sections.ts";

/** Leaves out pages that share an address: nobody can say which of them a reader sees. */
export function distinctAddresses(pages: readonly DatedPage[]): {
  readonly pages: readonly DatedPage[];
  readonly findings: DistinctPages["findings"];
} {
  const groups = [...Map.groupBy(pages, ({ page }) => page.pageId).values()];
  const findings = groups
    .filter((sharing) => sharing.length > 1)
    .flatMap((sharing) => {
      const files = sharing.map(({ page }) => page.file).join(" and ");
      return sharing.map(
        ({ page }): Finding => ({
          severity: "error",
          code: "duplicate-address",
          message: `${files} have the same address ${page.pageId}; their comments were not moved.`,
          remedy: "Give each page an address of its own (url or slug in its front matter).",
          pageId: page.pageId,
          location: page.sections[0]?.location ?? { file: page.file, line: 1 },
        }),
      );
    });
  return { pages: groups.filter((sharing) => sharing.length === 1).flat(), findings };
}
