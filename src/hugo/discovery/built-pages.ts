import { sep } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import type { Thread } from "../../domain/page.ts";
import type { SourceLocation } from "../../domain/source-location.ts";
import { shownPath } from "../../files/shown-path.ts";
import { markKey } from "../asked/mark.ts";
import type { BuiltPage, ShownThread } from "../built/built-page.ts";
import type { ContentFile } from "../content/read-content.ts";
import type { FoundPage } from "./found-page.ts";
import { discoveryMessages } from "./messages.ts";

/** How places are named. */
interface Naming {
  /** Absolute; files are named relative to it. */
  readonly repositoryDir: string;
  /** Absolute path of the folder in which readers would look for a built file. */
  readonly buildDir: string;
}

/** The pages that a built site shows comments on, with the places in the content that they stand at. */
export function builtPages(
  built: readonly BuiltPage[],
  contents: readonly ContentFile[],
  naming: Naming,
): { readonly pages: readonly FoundPage[]; readonly findings: readonly Finding[] } {
  const byPath = new Map(contents.map((content) => [content.path, content]));
  const calls = new Map(
    contents.flatMap((content) =>
      content.calls.map((call) => [call.markKey, { ...call, content }] as const),
    ),
  );
  const nameOf = (path: string) => shownPath(naming.repositoryDir, path);

  const locationOf = (shown: ShownThread, page: BuiltPage): SourceLocation => {
    const { address, mark } = shown;
    if (mark !== undefined) {
      return calls.get(markKey(mark))?.location ?? { file: nameOf(mark.file), line: 1 };
    }
    const content = byPath.get(page.contentFile ?? "");
    const own = content?.own.find(({ text }) => text.includes(address.threadId));
    return own?.location ?? { file: fileOf(page), line: 1 };
  };

  const fileOf = ({ contentFile, file }: BuiltPage): string =>
    nameOf(contentFile ?? `${naming.buildDir}${sep}${file}`);

  const shown = built.filter((page) => page.shown.length > 0);
  return {
    pages: shown.map((page) => ({
      page: {
        pageId: page.pageId,
        title: page.title,
        file: fileOf(page),
        threads: page.shown.map(
          (one): Thread => ({ ...one.address, location: locationOf(one, page) }),
        ),
      },
      date: page.date,
      day: page.day,
      translationKey: page.translationKey,
      language: page.language,
    })),
    findings: built.flatMap((page) =>
      page.unreadable.map((reason) => unreadable(page.pageId, fileOf(page), reason)),
    ),
  };
}

function unreadable(pageId: string, file: string, reason: string): Finding {
  const place = { pageId, location: { file, line: 1 } };
  return discoveryMessages.finding("unreadable-section", { page: pageId, reason }, place);
}
