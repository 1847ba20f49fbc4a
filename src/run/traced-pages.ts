import type { ArchivedPage } from "../archive/archived-page.ts";
import type { TargetSchema } from "../d1/schema/target-schema.ts";
import { pageIdsOf } from "../d1/shown/page-ids.ts";
import type { ShownComments } from "../d1/shown/shown-comments.ts";
import type { Finding } from "../domain/finding.ts";
import type { ArchivedForm } from "./archived-form.ts";
import { runMessages } from "./messages.ts";
import { shownPage } from "./shown-page.ts";

const mostNames = 20;

/** The pages of a comment system's table, as far as their names can be traced. */
export class TracedPages {
  readonly #shown: ShownComments;
  readonly #schema: TargetSchema;
  readonly #archived: readonly string[];
  readonly #form: ArchivedForm;
  /** Comments by names that are those of no page. */
  readonly #untraced = new Map<string, number>();

  /** @param archived ids of the pages that the archive has */
  constructor(
    shown: ShownComments,
    schema: TargetSchema,
    archived: readonly string[],
    form: ArchivedForm,
  ) {
    this.#shown = shown;
    this.#schema = schema;
    this.#archived = archived;
    this.#form = form;
  }

  /** @param emptied thrown where there is none; undefined where that may be so */
  async *pages(emptied: Error | undefined, signal: AbortSignal): AsyncGenerator<ArchivedPage> {
    const known = [...(await this.#shown.pageIds(signal)), ...this.#archived];
    const pageIdOf = pageIdsOf(this.#schema, known);
    let isAny = false;
    for await (const comments of this.#shown.pages(signal)) {
      for (const [pageId, ofPage] of Map.groupBy(comments, ({ page }) => pageIdOf(page))) {
        if (pageId === undefined) this.#leaveOut(ofPage);
        else {
          isAny = true;
          yield shownPage(pageId, ofPage, this.#form);
        }
      }
    }
    if (!isAny && emptied !== undefined) throw emptied;
  }

  #leaveOut(comments: readonly { readonly page: string }[]): void {
    for (const { page } of comments) this.#untraced.set(page, (this.#untraced.get(page) ?? 0) + 1);
  }

  /** What is said of the names that nobody can trace, once all pages were read. */
  findings(): readonly Finding[] {
    const names = [...this.#untraced.keys()];
    if (names.length === 0) return [];
    const comments = [...this.#untraced.values()].reduce((sum, one) => sum + one, 0);
    const more = names.length - mostNames;
    const first = names.slice(0, mostNames).map((name) => JSON.stringify(name.slice(0, 200)));
    const named = [...first, ...(more > 0 ? [`… and ${more} more`] : [])].join(", ");
    return [runMessages.finding("archive-page-unknown", { comments, names: names.length, named })];
  }
}
