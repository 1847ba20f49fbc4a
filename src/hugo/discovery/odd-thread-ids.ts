import type { Finding } from "../../domain/finding.ts";
import type { Page } from "../../domain/page.ts";
import type { Widget } from "../../domain/widget.ts";

/** What the widget says of the ids of these pages' threads, each with its place. */
export function oddThreadIds(pages: readonly Page[], widget: Widget): readonly Finding[] {
  return pages.flatMap(({ pageId, threads }) =>
    threads.flatMap(({ threadId, location }): readonly Finding[] => {
      const odd = widget.oddThreadId(threadId);
      return odd === undefined ? [] : [{ ...odd, pageId, location }];
    }),
  );
}
