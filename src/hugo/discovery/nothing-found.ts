import type { Finding } from "../../domain/finding.ts";
import type { Widget } from "../../domain/widget.ts";
import type { WidgetTemplates } from "../template/widget-templates.ts";
import { discoveryMessages } from "./messages.ts";

/** No page shows comments: says what was looked for. */
export function nothingFound(
  { shortcodes, others }: WidgetTemplates,
  { name: widget }: Widget,
): Finding {
  const [shortcode, ...more] = new Set(shortcodes.map(({ name }) => name));
  if (others.length > 0) return discoveryMessages.finding("no-sections/layouts", { widget });
  if (shortcode === undefined) {
    return discoveryMessages.finding("no-sections/no-template", { widget });
  }
  return more.length === 0
    ? discoveryMessages.finding("no-sections/shortcode", { shortcode })
    : discoveryMessages.finding("no-sections/shortcodes", {
        shortcodes: [shortcode, ...more].join(", "),
      });
}
