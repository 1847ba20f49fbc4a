import type { FoundWidget, Widget, WidgetPage } from "../../domain/widget.ts";
import { literalSettings, type Setting } from "../page-widget/literal-settings.ts";
import { widgetMarks } from "../page-widget/widget-marks.ts";

const anyMark =
  /\bid\s*=\s*["']?remark42(?![\w-])|\bremark_config\b|\bpartial(?:Cached)?\s+"(?:[\w-]+\/)*remark42(?:\.html)?"/;
const placeMark = /\bid\s*=\s*["']?remark42(?![\w-])/g;

/**
 * The widget of remark42, as a site's templates, content and built pages hold it. A page names its thread by
 * the setting `url`, else by its address without parameters; there is one widget on a page.
 * Sources: remark42.com/docs/configuration/frontend/; `frontend/apps/remark42/app/embed.ts` (createInstance)
 */
export const remark42Widget: Widget = {
  name: "remark42",
  nameOfFiles: /remark42/i,
  ...widgetMarks(anyMark, placeMark),
  mayShow: (text: string) => text.includes("remark42"),
  createReader: () => readRemark42,
  oddThreadId: () => undefined,
};

function readRemark42(html: string, { address }: WidgetPage = {}): readonly FoundWidget[] {
  const [offset] = remark42Widget.placesIn(html);
  if (offset === undefined) return [];
  const assigned = /\bremark_config\s*=\s*(?=\{)/.exec(html);
  const settings =
    assigned === null
      ? new Map<string, Setting>()
      : literalSettings(html, assigned.index + assigned[0].length);
  if (settings === undefined) {
    return [{ kind: "unreadable", offset, reason: "its remark_config could not be read" }];
  }
  const thread = threadOf(settings.get("url"), address);
  if (thread.threadId === undefined) {
    return [{ kind: "unreadable", offset, reason: thread.reason }];
  }
  const { threadId } = thread;
  const site = settings.get("site_id");
  const siteName = site?.kind === "text" && site.text !== "" ? { siteName: site.text } : {};
  return [{ kind: "complete", offset, address: { threadId, ...siteName } }];
}

/** Parts of a page's own address, joined. */
const ownAddress =
  /^(?:(?:window|document)\.)?location(?:\.(?:href|origin|pathname))?(?:\s*\+\s*(?:window\.)?location\.pathname)?$/;

function threadOf(
  url: Setting | undefined,
  address = "",
): { readonly threadId: string } | { readonly threadId?: undefined; readonly reason: string } {
  if (url?.kind === "text" && url.text !== "") return { threadId: withoutFragment(url.text) };
  if (url?.kind === "computed" && !ownAddress.test(url.code)) {
    return { reason: "the url of its remark_config is computed in the browser" };
  }
  return address === ""
    ? { reason: "its remark_config has no url, and the page's address is not known" }
    : { threadId: withoutFragment(address) };
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, "");
}
