import type { FoundWidget, Widget, WidgetPage } from "../../domain/widget.ts";
import { widgetMarks } from "../page-widget/widget-marks.ts";

const anyMark =
  /\bdisqus_thread\b|\.disqus\.com\/embed\.js|_internal\/disqus\.html|\bpartial(?:Cached)?\s+"disqus(?:\.html)?"/;
const placeMark = /\bid\s*=\s*["']?disqus_thread\b/g;

/**
 * The widget of Disqus, as a site's templates, content and built pages hold it; Hugo has a template of its
 * own for it. A page names its thread by `disqus_identifier`, else by its address.
 * Sources: help.disqus.com, "Universal embed code" and "JavaScript configuration variables";
 * gohugo.io/templates/embedded/#disqus
 */
export const disqusWidget: Widget = {
  name: "Disqus",
  nameOfFiles: /disqus/i,
  ...widgetMarks(anyMark, placeMark),
  mayShow: (text: string) => text.includes("disqus_thread"),
  createReader: () => readDisqus,
  oddThreadId: () => undefined,
};

function readDisqus(html: string, { address = "" }: WidgetPage = {}): readonly FoundWidget[] {
  const offset = html.indexOf("disqus_thread");
  if (offset < 0) return [];
  const threadId = setting("identifier", html) ?? setting("url", html) ?? address;
  const siteName =
    setting("shortname", html) ?? /([\w-]+)["'+\s]*\.disqus\.com\/embed\.js/.exec(html)?.[1];
  const site = siteName === undefined ? {} : { siteName };
  return threadId === "" ? [] : [{ kind: "complete", offset, address: { threadId, ...site } }];
}

/** What a script gives a setting as a text: `this.page.identifier = "…"`, `var disqus_identifier = '…'`. */
function setting(name: string, html: string): string | undefined {
  const given = new RegExp(
    `(?:\\bthis\\.page\\.|\\bdisqus_)${name}\\s*=\\s*(?:"((?:[^"\\\\\\n]|\\\\.)*)"|'((?:[^'\\\\\\n]|\\\\.)*)')`,
  ).exec(html);
  const text = given?.[1] ?? given?.[2];
  return text === undefined || text === "" ? undefined : unescaped(text);
}

/** Source: ECMAScript, 12.9.4 "String literals", as far as Hugo writes them. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gi, (_, long, short, one: string) => {
    const code: string | undefined = long ?? short;
    return code === undefined ? one : String.fromCharCode(Number.parseInt(code, 16));
  });
}
