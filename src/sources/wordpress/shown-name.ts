import { textOfHtml } from "../html/html-text.ts";

/**
 * A name as readers saw it. WordPress keeps the names of authors escaped for HTML; what was brought from
 * elsewhere may have signs as they are.
 * Source: WordPress, `wp-includes/default-filters.php` (`pre_comment_author_name`).
 */
export function shownName(kept: string): string {
  return textOfHtml(kept.replaceAll("<", "&lt;"));
}
