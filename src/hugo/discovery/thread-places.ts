import type { Finding } from "../../domain/finding.ts";
import type { ThreadPlace } from "../../domain/page.ts";
import { contentFormat } from "../content/content-format.ts";
import type { ContentFile, ThreadCall } from "../content/read-content.ts";
import type { FoundPage } from "./found-page.ts";
import { discoveryMessages } from "./messages.ts";
import type { SimpleReading } from "./simple-pages.ts";

/** What tells which threads the places of content files show. */
interface PlaceKnowledge {
  /** Ids of the threads that marked calls printed; undefined where the build has no marks. */
  readonly printed: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Whether Hugo makes a page of a content file. */
  readonly isBuilt: (path: string) => boolean;
  readonly read: SimpleReading;
  readonly pages: readonly FoundPage[];
  readonly allowsHtmlInMarkdown: boolean;
}

/** Where content files show comments, unpublished ones among them, and where they don't although they name them. */
export function threadPlaces(contents: readonly ContentFile[], knowledge: PlaceKnowledge) {
  const places: ThreadPlace[] = [];
  const findings: Finding[] = [];
  const onPages = Map.groupBy(knowledge.pages, ({ page }) => page.file);
  for (const content of contents) {
    if (content.isAdapter) continue;
    const { path, file, digest, bodyStart } = content;
    const format = contentFormat(path);
    const takesHtml = format === "markdown" ? knowledge.allowsHtmlInMarkdown : format === "html";
    for (const one of content.calls) {
      const threadIds = idsOf(content, one, knowledge);
      if (threadIds === undefined) {
        findings.push(notShown(one));
        continue;
      }
      const { start, outerEnd, inner } = one.call;
      const call = { start: bodyStart + start, end: bodyStart + outerEnd, inner };
      places.push({ path, location: one.location, digest, takesHtml, threadIds, call });
    }
    const shown = (onPages.get(file) ?? []).flatMap(({ page }) => page.threads);
    for (const { location } of content.own) {
      const ids = shown
        .filter((thread) => thread.location.line === location.line && thread.location.file === file)
        .map(({ threadId }) => threadId);
      if (ids.length === 0 && knowledge.isBuilt(path)) continue;
      const threadIds = [...new Set(ids)];
      places.push({ path, location, digest, takesHtml, threadIds, call: undefined });
    }
  }
  return { places, findings };
}

/** The threads that a call shows, none where they can't be known; undefined where it shows none. */
function idsOf(
  content: ContentFile,
  call: ThreadCall,
  { printed, isBuilt, read }: PlaceKnowledge,
): readonly string[] | undefined {
  const ids = printed?.get(call.markKey);
  if (ids !== undefined) return ids.size === 0 ? undefined : [...ids];
  if (printed !== undefined && isBuilt(content.path)) return undefined;
  return [...new Set(read(content, call)?.map(({ threadId }) => threadId))];
}

function notShown({ call: { name }, location }: ThreadCall): Finding {
  const words = { file: location.file, shortcode: name };
  return discoveryMessages.finding("shortcode-not-shown", words, { location });
}
