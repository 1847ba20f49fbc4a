import type { Finding } from "../domain/finding.ts";
import type { Page } from "../domain/page.ts";
import { migrationMessages } from "./messages.ts";
import { checkPage, type ReadPage, type ReadPageParts } from "./read-page.ts";

/**
 * Gives each conversation to one page, the first that comes: threads with different names can lead
 * to one conversation, whose comments must not be on two pages.
 */
export class SharedConversations {
  readonly #parts: ReadPageParts;
  readonly #ownerOf = new Map<string, string>();

  constructor(parts: ReadPageParts) {
    this.#parts = parts;
  }

  /** The page without conversations that another page has, and the page's own from now on. */
  async withoutOthers(read: ReadPage, signal: AbortSignal): Promise<ReadPage> {
    const { pageId } = read.page;
    const shared = read.threads.filter(({ id }) => {
      const owner = id === null ? undefined : this.#ownerOf.get(id);
      return owner !== undefined && owner !== pageId;
    });
    for (const { id } of read.threads) {
      if (id !== null && !this.#ownerOf.has(id)) this.#ownerOf.set(id, pageId);
    }
    if (shared.length === 0) return read;
    const findings = shared.map(({ thread, id }) =>
      sharedConversation(read.page, thread, this.#ownerOf.get(id ?? "") ?? ""),
    );
    const left = read.threads.filter((one) => !shared.includes(one)).map(({ thread }) => thread);
    const rest = await this.#readThreads({ ...read.page, threads: left }, signal);
    return { ...rest, page: read.page, findings: [...rest.findings, ...findings] };
  }

  /**
   * The page without conversations that an earlier page still shows: undefined where that one shows
   * none of the page's, so that its comments have moved with their thread.
   */
  async withoutThoseOf(
    earlier: Page,
    read: ReadPage,
    signal: AbortSignal,
  ): Promise<ReadPage | undefined> {
    const shown = await this.#parts.source.findConversations(earlier, signal);
    const ids = new Set(shown.flatMap(({ id }) => id ?? []));
    const isShared = read.threads.some(({ id }) => id !== null && ids.has(id));
    if (!isShared) return undefined;
    for (const id of ids) this.#ownerOf.set(id, earlier.pageId);
    return this.withoutOthers(read, signal);
  }

  async #readThreads(page: Page, signal: AbortSignal): Promise<ReadPage> {
    const nothing = { threads: [], comments: [], skipped: [] };
    const conversation =
      page.threads.length === 0 ? nothing : await this.#parts.source.readPage(page, signal);
    return checkPage(page, conversation, this.#parts);
  }
}

function sharedConversation(
  { pageId }: Page,
  { threadId, location }: Page["threads"][number],
  owner: string,
): Finding {
  return migrationMessages.finding(
    "shared-conversation",
    { section: threadId, page: pageId, owner },
    { pageId, location },
  );
}
