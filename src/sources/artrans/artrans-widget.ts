import { Parser } from "htmlparser2";
import type { FoundWidget, Widget, WidgetPage } from "../../domain/widget.ts";
import { literalSettings } from "../page-widget/literal-settings.ts";
import { widgetAt } from "../page-widget/page-widget.ts";
import { widgetMarks } from "../page-widget/widget-marks.ts";

const call = /\b(?:Artalk\.init|new\s+Artalk)\s*\(/;

/**
 * The widget of Artalk, which a script starts in an element of any name. It shows the thread of
 * `pageKey`, or else that of the page's path.
 * Source: Artalk 2.10 (`ui/artalk/src/config.ts`), artalk.js.org/guide/frontend/config
 */
export const artransWidget: Widget = {
  name: "Artalk",
  nameOfFiles: /artalk/i,
  ...widgetMarks(call, call),
  mayShow: (text: string) => call.test(text),
  createReader:
    () =>
    (html: string, page: WidgetPage = {}): readonly FoundWidget[] =>
      call.test(html) ? scriptsOf(html).flatMap((script) => widgetsOf(script, page)) : [],
  oddThreadId: () => undefined,
};

interface Script {
  readonly code: string;
  /** In the page's HTML. */
  readonly offset: number;
}

function scriptsOf(html: string): readonly Script[] {
  const scripts: Script[] = [];
  let open: { code: string; offset: number } | undefined;
  const parser = new Parser({
    onopentag: (tag) => {
      open = tag === "script" ? { code: "", offset: parser.endIndex + 1 } : undefined;
    },
    ontext: (code) => {
      if (open !== undefined) open.code += code;
    },
    onclosetag: () => {
      if (open !== undefined) scripts.push(open);
      open = undefined;
    },
  });
  parser.end(html);
  return scripts;
}

/** A page has one: what comes later, such as an update of its settings, is of the same widget. */
function widgetsOf({ code, offset }: Script, page: WidgetPage): readonly FoundWidget[] {
  const made = call.exec(code);
  if (made === null) return [];
  const at = offset + made.index;
  const settings = literalSettings(code, made.index + made[0].length);
  if (settings === undefined) {
    return [{ kind: "unreadable", offset: at, reason: "its settings are not written out" }];
  }
  const key = settings.get("pageKey");
  if (key?.kind === "computed" && !/^(?:window\.)?location\.pathname$/.test(key.code)) {
    return [{ kind: "unreadable", offset: at, reason: "a script computes its pageKey" }];
  }
  const site = settings.get("site");
  const siteName = site?.kind === "text" && site.text !== "" ? site.text : undefined;
  return [widgetAt(at, key?.kind === "text" ? key.text : undefined, page, siteName)];
}
