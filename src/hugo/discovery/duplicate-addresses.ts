import type { Finding } from "../../domain/finding.ts";
import { shownPath } from "../../files/shown-path.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import type { FoundPage } from "./found-page.ts";
import { discoveryMessages } from "./messages.ts";

/**
 * Leaves out pages that share an address, or the file that is built for two of them (`/a/` and
 * `/a/index.html`), with others: nobody can say which of them a reader sees.
 */
export function distinctAddresses(
  pages: readonly FoundPage[],
  index: readonly IndexedPage[],
  repositoryDir: string,
): { readonly pages: readonly FoundPage[]; readonly findings: readonly Finding[] } {
  const shown = new Set(pages.map(({ page }) => page.pageId));
  const writers = Map.groupBy(index, ({ builtFile }) => builtFile);
  const filesAt = new Map<string, Set<string>>();
  for (const { pageId, builtFile } of index) {
    if (!shown.has(pageId)) continue;
    const names = (writers.get(builtFile) ?? []).map(({ file }) =>
      file === undefined ? builtFile : shownPath(repositoryDir, file),
    );
    filesAt.set(pageId, new Set([...(filesAt.get(pageId) ?? []), ...names]));
  }
  const isShared = ({ page }: FoundPage) => (filesAt.get(page.pageId)?.size ?? 0) > 1;
  return {
    pages: pages.filter((found) => !isShared(found)),
    findings: pages.filter(isShared).map(({ page }) => {
      const files = [...(filesAt.get(page.pageId) ?? [])].join(" and ");
      return discoveryMessages.finding(
        "duplicate-address",
        { files, page: page.pageId },
        {
          pageId: page.pageId,
          location: page.threads[0]?.location ?? { file: page.file, line: 1 },
        },
      );
    }),
  };
}
