import { Parser } from "htmlparser2";
import type { FoundWidget, Widget, WidgetPage } from "../../domain/widget.ts";
import { widgetAt } from "../page-widget/page-widget.ts";
import { widgetMarks } from "../page-widget/widget-marks.ts";

const mark =
  /\/v[123]\/entry\/|\bname\s*=\s*["']?options\[(?:slug|entryId|parent)\]|\.[Pp]arams\.staticman\b/;
const place = /<form\b[^>]*\/v[123]\/entry\//g;

/** Fields by which a form names the page, the one that makes the folder first. */
const pageFields = ["options[slug]", "options[entryId]", "fields[slug]", "options[parent]"];

/**
 * The form that sends comments to Staticman, on a page that shows those it has by itself. Its thread is
 * what it sends as the page, of which Staticman makes the folder.
 * Source: Staticman 3 (`server.js`, `staticman.sample.yml`)
 */
export const staticmanWidget: Widget = {
  name: "Staticman",
  nameOfFiles: /staticman/i,
  ...widgetMarks(mark, place),
  mayShow: (text: string) => mark.test(text),
  createReader:
    () =>
    (html: string, page: WidgetPage = {}): readonly FoundWidget[] =>
      mark.test(html)
        ? formsOf(html).map(({ offset, fields }) => {
            const names = pageFields.map((field) => fields.get(field) ?? "");
            return widgetAt(
              offset,
              names.find((name) => name !== ""),
              page,
            );
          })
        : [],
  oddThreadId: () => undefined,
};

interface Form {
  readonly offset: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** The forms of Staticman on a page. Scripts may give one its address, and then its fields tell. */
function formsOf(html: string): readonly Form[] {
  const forms: Form[] = [];
  let open: { offset: number; isOfStaticman: boolean; fields: Map<string, string> } | undefined;
  const parser = new Parser({
    onopentag(tag, { action = "", name = "", value = "" }) {
      if (tag === "form") {
        const isOfStaticman = /\/v[123]\/entry\//.test(action);
        open = { offset: parser.startIndex, isOfStaticman, fields: new Map() };
      }
      if (tag === "input" && open !== undefined && name !== "") {
        open.fields.set(name, value);
        open.isOfStaticman ||= pageFields.includes(name) && name.startsWith("options[");
      }
    },
    onclosetag(tag) {
      if (tag !== "form" || open === undefined) return;
      if (open.isOfStaticman) forms.push(open);
      open = undefined;
    },
  });
  parser.end(html);
  return forms;
}
