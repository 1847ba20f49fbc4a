import type { ArchivableComment, ArchivedFormat } from "../archive/archived-page.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import { archivedHtml } from "../sources/html/archived-html.ts";

/** How an archive has the comments of a target. */
export interface ArchivedForm {
  readonly format: Exclude<ArchivedFormat, "markdown">;
  /** The content of a comment that a migration, or a reader, has written. */
  contentOf(content: string, writer: "migration" | "reader"): string;
  /** A moved comment with its content in that form. */
  written(held: ArchivableComment): ArchivableComment;
}

/**
 * The form of an archive. Markdown is rendered for it, because whoever shows the archive would otherwise
 * need the comment system's own rules to show it alike; what results can't run or load anything.
 */
export function archivedForm(contentFormat: ContentFormat): ArchivedForm {
  const contentOf: ArchivedForm["contentOf"] =
    contentFormat === "text"
      ? (content) => content
      : (content, writer) => archivedHtml(content, { contentFormat, writer });
  return {
    format: contentFormat === "text" ? "text" : "html",
    contentOf,
    written(held) {
      const { kept } = held;
      // Moved HTML was made safe before it was written.
      if (kept === null || contentFormat !== "markdown") return held;
      return { ...held, kept: { ...kept, content: contentOf(kept.content, "migration") } };
    },
  };
}
