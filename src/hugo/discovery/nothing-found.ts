import type { Finding } from "../../domain/finding.ts";
import type { WidgetTemplates } from "../template/widget-templates.ts";
import type { Widget } from "../widget/widget.ts";

/** No page shows comments: says what was looked for. */
export function nothingFound(
  { shortcodes, others }: WidgetTemplates,
  { name: widget }: Widget,
): Finding {
  const names = [...new Set(shortcodes.map(({ name }) => name))].join(", ");
  const sought =
    names === "" && others.length === 0
      ? `No template of the site holds the ${widget} widget`
      : `No page shows a comment section; looked for ${others.length > 0 ? "the site's layouts" : `the shortcode ${names}`}`;
  return {
    severity: "warning",
    code: "no-sections",
    message: `${sought}.`,
    remedy:
      "Check that the site's theme is checked out (submodules: true), and set site-dir or shortcodes if they are others.",
  };
}
