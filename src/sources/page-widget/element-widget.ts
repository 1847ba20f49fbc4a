import { Parser } from "htmlparser2";
import type { FoundWidget, Widget, WidgetPage } from "../../domain/widget.ts";
import { inertElements } from "../script/inert-elements.ts";
import { widgetAt } from "./page-widget.ts";
import { widgetMarks } from "./widget-marks.ts";

type Attributes = Readonly<Record<string, string>>;

/** A widget that is an element of the page, and how it is recognised. */
interface ElementWidget {
  /** As messages name it. */
  readonly name: string;
  readonly nameOfFiles: RegExp;
  /** Its element, or the tag of its script, in HTML and in templates. */
  readonly mark: RegExp;
  /** Undefined for an element that is not the widget. */
  told(tag: string, attributes: Attributes): Told | undefined;
}

/** What an element tells the widget. */
interface Told {
  /** Undefined where the widget is to use the page's address. */
  readonly threadId: string | undefined;
}

/** What finding a widget takes, for one that is an element. */
export function elementWidget({ name, nameOfFiles, mark, told }: ElementWidget): Widget {
  return {
    name,
    nameOfFiles,
    ...widgetMarks(mark, mark),
    mayShow: (text: string) => mark.test(text),
    createReader:
      () =>
      (html: string, page: WidgetPage = {}): readonly FoundWidget[] => {
        if (!mark.test(html)) return [];
        return elementsOf(html, told).map(({ offset, threadId }) =>
          widgetAt(offset, threadId, page),
        );
      },
    oddThreadId: () => undefined,
  };
}

function elementsOf(
  html: string,
  told: ElementWidget["told"],
): readonly (Told & { readonly offset: number })[] {
  const found: (Told & { readonly offset: number })[] = [];
  let inertDepth = 0;
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (inertElements.has(tag)) inertDepth += 1;
      const given = inertDepth > 0 ? undefined : told(tag, attributes);
      if (given !== undefined) found.push({ ...given, offset: parser.startIndex });
    },
    onclosetag(tag) {
      if (inertElements.has(tag) && inertDepth > 0) inertDepth -= 1;
    },
  });
  parser.end(html);
  return found;
}
