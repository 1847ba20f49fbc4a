import type { Finding } from "../../domain/finding.ts";
import type { Thread, ThreadAddress } from "../../domain/page.ts";
import type { SourceLocation } from "../../domain/source-location.ts";
import type { Widget } from "../../domain/widget.ts";
import type { ShortcodeCall } from "../../shortcode/shortcode-lexer.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import { contentFormat } from "../content/content-format.ts";
import type { ContentFile, ThreadCall } from "../content/read-content.ts";
import { namedThread, simpleThreads } from "../template/simple-shortcode.ts";
import type { WidgetTemplates } from "../template/widget-templates.ts";
import type { FoundPage } from "./found-page.ts";
import { discoveryMessages } from "./messages.ts";

/** What a call shows, as far as it is known without a build. */
export type SimpleReading = (
  content: ContentFile,
  call: ThreadCall,
) => readonly ThreadAddress[] | undefined;

/**
 * Reads calls whose thread is known without a build: those of a shortcode whose only template takes
 * the id straight from the call, or that the user named, and that stand where their output is shown.
 * @param named shortcodes that show comments, by the user's word
 */
export function simpleReading(
  { shortcodes }: WidgetTemplates,
  widget: Widget,
  named: readonly string[] = [],
): SimpleReading {
  const readWidgets = widget.createReader();
  const byName = Map.groupBy(shortcodes, ({ name }) => name);
  const names = new Set(named.map((name) => name.toLowerCase()));
  const known = new Map<ThreadCall, ReturnType<SimpleReading>>();
  return (content, call) => {
    if (!known.has(call)) known.set(call, readOnce(content, call));
    return known.get(call);
  };

  function readOnce(
    { path, calls, isAdapter, frontMatter }: ContentFile,
    { call, isInHtml }: ThreadCall,
  ): ReturnType<SimpleReading> {
    if (isAdapter || isInHtml || mayHaveOtherOutputs(frontMatter)) return undefined;
    const isInside = calls.some(({ call: other }) => other !== call && holds(other, call));
    if (isInside || (call.isMarkdown && contentFormat(path) === "markdown")) return undefined;
    const [template, ...others] = byName.get(call.name.toLowerCase()) ?? [];
    const isForAll = template !== undefined && /\/[^/.]+\.html$/.test(template.path);
    const read =
      !isForAll || others.length > 0 ? undefined : simpleThreads(template.text, call, readWidgets);
    if (read !== undefined && read.length > 0) return read;
    return names.has(call.name.toLowerCase()) ? namedThread(call) : undefined;
  }
}

/** Which of a page's formats shows the thread, and at which address, is the build's to say. */
function mayHaveOtherOutputs(frontMatter: ContentFile["frontMatter"]): boolean {
  return (
    frontMatter !== undefined && "text" in frontMatter && /\boutputs\b/i.test(frontMatter.text)
  );
}

function holds(outer: ShortcodeCall, inner: ShortcodeCall): boolean {
  return outer.end <= inner.start && inner.start < outer.innerEnd;
}

/** Pages with threads that are known without a build, and what waits for one. */
interface SimplePages {
  readonly pages: readonly FoundPage[];
  readonly findings: readonly Finding[];
}

/**
 * The pages of content files that no build shows. Those that only a build could tell are reported, and
 * their comments wait.
 * @param index Hugo's pages; a file that is not among them has no known address
 * @param layout a template that shows comments on pages by itself
 */
export function simplePages(
  contents: readonly ContentFile[],
  index: readonly IndexedPage[],
  read: SimpleReading,
  layout?: SourceLocation,
): SimplePages {
  const byFile = Map.groupBy(index, ({ file }) => file);
  const pages: FoundPage[] = [];
  const waiting: ContentFile[] = [];
  for (const content of contents) {
    const threads = content.calls.map((call) =>
      read(content, call)?.map((address): Thread => ({ ...address, location: call.location })),
    );
    const known = threads.flatMap((one) => one ?? []);
    const places = byFile.get(content.path) ?? [];
    if (threads.includes(undefined) || content.own.length > 0 || places.length === 0) {
      waiting.push(content);
    }
    if (known.length === 0) continue;
    for (const { pageId, title, date, day, translationKey, language } of places) {
      const page = { pageId, title: title || content.file, file: content.file, threads: known };
      pages.push({ page, date, day, translationKey, language });
    }
  }
  return { pages, findings: notKnown(waiting, layout) };
}

const mostFiles = 10;

/** What only a build can tell, in one finding; none where that is nothing. */
function notKnown(
  waiting: readonly ContentFile[],
  layout: SourceLocation | undefined,
): readonly Finding[] {
  const [first] = waiting;
  const location = first?.calls[0]?.location ?? first?.own[0]?.location ?? layout;
  if (location === undefined) return [];
  const named = waiting.map(({ file }) => file);
  const more = named.length > mostFiles ? ` and ${named.length - mostFiles} more` : "";
  const files = named.slice(0, mostFiles).join(", ") + more;
  const place = { location };
  if (layout === undefined) {
    return [discoveryMessages.finding("not-known-without-build/files", { files }, place)];
  }
  const words = { files, layout: layout.file };
  return files === ""
    ? [discoveryMessages.finding("not-known-without-build/pages", words, place)]
    : [discoveryMessages.finding("not-known-without-build/files-and-pages", words, place)];
}

/** A layout or partial that holds the widget, and so shows comments on pages that only a build can tell. */
export function layoutWaiting(
  { others }: WidgetTemplates,
  nameOf: (path: string) => string,
): SourceLocation | undefined {
  const [first] = others;
  return first && { file: nameOf(first.file), line: first.line };
}
