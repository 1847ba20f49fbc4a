import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pMap from "p-map";
import PQueue from "p-queue";
import type { Attachment, AttachmentPlace, CommentMedia, Conversation } from "../domain/comment.ts";
import type { Finding } from "../domain/finding.ts";
import type { KeptFile, MediaStore } from "../domain/media.ts";
import type { MediaRecord, MediaRecords } from "../domain/media-records.ts";
import type { CommentSource, MediaAnswer } from "../domain/ports.ts";
import { mediaMessages } from "./messages.ts";
import { FileTooLarge, type ReceivedFile, receiveFile } from "./receive-file.ts";

/** How media is kept. */
interface KeepingOptions {
  readonly store: MediaStore;
  readonly records: MediaRecords;
  /** Files at once, over all pages. */
  readonly concurrency: number;
  /** Largest file, in bytes. */
  readonly mostBytes: number;
  /** Nothing is fetched and nothing written: only what is recorded counts as kept. */
  readonly readOnly: boolean;
}

/** A source whose comments name their media where it is kept. */
export interface MediaKeepingSource extends CommentSource, AsyncDisposable {
  /** Files of the comments read so far that are recorded nowhere; more than none only with `readOnly`. */
  unfetched(): number;
  /** The files that were put into the store so far, and their bytes together. */
  stored(): { readonly files: number; readonly bytes: number };
  /**
   * Puts files into the store again that are recorded and not there, though no page that was read
   * shows them: pages that an earlier run completed are not read again.
   */
  completeStore(signal: AbortSignal): Promise<void>;
  /**
   * Forgets the files that comments showed which are gone or edited since; to be called where all pages
   * have been read. Returns the store's names of them: they are still there.
   */
  forgetUnshown(signal: AbortSignal): Promise<readonly string[]>;
}

/** What became of an attachment. */
type Outcome =
  /** `lost`: its copy is not in the store any more, and can't be had again. */
  | { readonly is: "kept"; readonly record: MediaRecord; readonly lost?: Missing }
  | { readonly is: "not-fetched" }
  | Missing;

type Missing = Exclude<MediaAnswer<never>, { readonly is: "read" }> | { readonly is: "too-large" };

/**
 * The source, with the media of its comments fetched, put into the store once and recorded before any
 * comment names it there. What is recorded and in the store is not asked for again. What can't be had
 * is a finding, and the text keeps its link.
 */
export function keepingMedia(source: CommentSource, options: KeepingOptions): MediaKeepingSource {
  const keeper = new MediaKeeper(source, options);
  return {
    names: source.names,
    findConversations: (page, signal) => source.findConversations(page, signal),
    expectedComments: (page, signal) => source.expectedComments(page, signal),
    async readPage(page, signal) {
      const conversation = await source.readPage(page, signal);
      return keeper.withMediaKept(conversation, page.pageId, signal);
    },
    unfetched: () => keeper.unfetched(),
    stored: () => keeper.stored(),
    completeStore: (signal) => keeper.completeStore(signal),
    forgetUnshown: (signal) => keeper.forgetUnshown(signal),
    [Symbol.asyncDispose]: () => keeper[Symbol.asyncDispose](),
  };
}

/** Half of the threads that Node.js has for files: those that wait for the disk hold up downloads. */
const storedAtOnce = 2;

class MediaKeeper implements AsyncDisposable {
  readonly #source: CommentSource;
  readonly #options: KeepingOptions;
  readonly #queue: PQueue;
  readonly #storing = new PQueue({ concurrency: storedAtOnce });
  readonly #outcomes = new Map<string, Promise<Outcome>>();
  readonly #stored = new Map<string, Promise<boolean>>();
  /** What the comments show that were read. */
  readonly #shown = new Set<string>();
  #records: Promise<ReadonlyMap<string, MediaRecord>> | undefined;
  #folder: Promise<string> | undefined;
  #unfetched = 0;
  #storedFiles = 0;
  #storedBytes = 0;
  #files = 0;

  constructor(source: CommentSource, options: KeepingOptions) {
    this.#source = source;
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  unfetched(): number {
    return this.#unfetched;
  }

  stored() {
    return { files: this.#storedFiles, bytes: this.#storedBytes };
  }

  async withMediaKept(
    { media = [], ...conversation }: Conversation,
    pageId: string,
    signal: AbortSignal,
  ): Promise<Conversation> {
    if (media.length === 0) return conversation;
    const mediaOf = new Map(media.map((one) => [one.comment, one]));
    const kept = await pMap(conversation.comments, async (comment) => {
      const shown = mediaOf.get(comment.sourceId);
      if (shown === undefined) return { comment, findings: [] };
      const { texts, missing } = await this.#textsOf(shown, comment.source, signal);
      const { body: _, media: __, formatted: ___, ...rest } = comment;
      const findings = missing.map(({ address, outcome }) =>
        this.#finding(shown, pageId, address, outcome),
      );
      return { comment: { ...rest, ...texts }, findings };
    });
    return {
      ...conversation,
      comments: kept.map(({ comment }) => comment),
      findings: [...(conversation.findings ?? []), ...kept.flatMap(({ findings }) => findings)],
    };
  }

  async forgetUnshown(signal: AbortSignal): Promise<readonly string[]> {
    const { records } = this.#options;
    const recorded = await records.read(signal);
    const unshown = recorded.filter((one) => !this.#shown.has(keyWith(one.source, one)));
    return unshown.length === 0 ? [] : records.forgetUnnamed(unshown, signal);
  }

  async completeStore(signal: AbortSignal): Promise<void> {
    const records = await this.#options.records.read(signal);
    await pMap(records, ({ source, address, kind }) =>
      this.#keep({ address, kind }, source, signal),
    );
  }

  async #textsOf({ attachments, textsWith }: CommentMedia, source: string, signal: AbortSignal) {
    const places = new Map<string, AttachmentPlace>();
    const wanted = new Set(attachments.map(keyOf));
    for (const attachment of attachments) this.#shown.add(keyWith(source, attachment));
    const files = attachments.filter(({ kind }) => kind === "file");
    const missing = await pMap(files, async (attachment) => {
      const { address } = attachment;
      const file = await this.#keep(attachment, source, signal);
      if (file.is === "not-fetched") return [];
      if (file.is !== "kept") return [{ address, outcome: file }];
      places.set(keyOf(attachment), this.#placeOf(file.record));
      const lost = file.lost === undefined ? [] : [{ address, outcome: file }];
      const small = keyOf({ address, kind: "thumbnail" });
      if (!wanted.has(small) || !isPicture(file.record)) return lost;
      const thumbnail = await this.#keepThumbnail(file.record, signal);
      if (thumbnail !== undefined) places.set(small, this.#placeOf(thumbnail));
      return lost;
    });
    const texts = textsWith((attachment) => places.get(keyOf(attachment)));
    return { texts, missing: missing.flat() };
  }

  #placeOf(record: MediaRecord): AttachmentPlace {
    return { address: this.#options.store.addressOf(record.name), isPicture: isPicture(record) };
  }

  /**
   * Homeservers make no thumbnails of some pictures. Those are their own, and stay so: a text that
   * changed from run to run would be a change to follow.
   */
  async #keepThumbnail(file: MediaRecord, signal: AbortSignal): Promise<MediaRecord | undefined> {
    const { address, source } = file;
    const found = await this.#keep({ address, kind: "thumbnail" }, source, signal);
    if (found.is === "kept") return found.record;
    if (found.is === "not-fetched") return undefined;
    const record: MediaRecord = { ...file, kind: "thumbnail" };
    await this.#options.records.note(record, signal);
    return record;
  }

  #keep(attachment: Attachment, source: string, signal: AbortSignal): Promise<Outcome> {
    const key = keyWith(source, attachment);
    const known = this.#outcomes.get(key);
    if (known !== undefined) return known;
    const started = this.#keepOnce(key, attachment, source, signal).catch((error: unknown) => {
      // Another page may have more luck.
      if (this.#outcomes.get(key) === started) this.#outcomes.delete(key);
      throw error;
    });
    this.#outcomes.set(key, started);
    return started;
  }

  async #keepOnce(
    key: string,
    attachment: Attachment,
    source: string,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { readOnly } = this.#options;
    const record = (await this.#recorded(signal)).get(key);
    if (record !== undefined && (readOnly || (await this.#isStored(record, signal)))) {
      return { is: "kept", record };
    }
    if (readOnly) {
      this.#unfetched += 1;
      return { is: "not-fetched" };
    }
    const fetched = await this.#fetch(attachment, source, signal);
    // The address of a copy stays: the source's, which has nothing, would look like an edit to follow.
    const isLost = record !== undefined && fetched.is !== "kept" && fetched.is !== "not-fetched";
    return isLost ? { is: "kept", record, lost: fetched } : fetched;
  }

  async #fetch(attachment: Attachment, source: string, signal: AbortSignal): Promise<Outcome> {
    this.#files += 1;
    const fileName = String(this.#files);
    const path = join(await this.#temporaryFolder(), fileName);
    try {
      const answer = await this.#queue.add(() => this.#receive(attachment, path, signal), {
        signal,
      });
      if (answer.is !== "read") return answer;
      // Outside of the queue: the next file comes while this one is stored.
      const { file, finish } = answer.result;
      await this.#storing.add(
        async () => {
          await finish();
          await this.#store(file, signal);
        },
        { signal },
      );
      const { name, bytes, contentType } = file;
      const record: MediaRecord = { source, ...attachment, name, bytes, contentType };
      await this.#options.records.note(record, signal);
      return { is: "kept", record };
    } finally {
      await rm(path, { force: true });
    }
  }

  async #receive(
    attachment: Attachment,
    path: string,
    signal: AbortSignal,
  ): Promise<MediaAnswer<ReceivedFile> | { readonly is: "too-large" }> {
    if (this.#source.readMedia === undefined) throw new Error("the source has no media to read");
    try {
      return await this.#source.readMedia(
        attachment,
        (bytes) => receiveFile(bytes, path, this.#options.mostBytes),
        signal,
      );
    } catch (error) {
      if (error instanceof FileTooLarge) return { is: "too-large" };
      throw error;
    }
  }

  #store(file: KeptFile, signal: AbortSignal): Promise<boolean> {
    const { store } = this.#options;
    return this.#once(file.name, async () => {
      if (await store.has(file.name, file.bytes, signal)) return true;
      await store.put(file, signal);
      this.#storedFiles += 1;
      this.#storedBytes += file.bytes;
      return true;
    });
  }

  #isStored({ name, bytes }: MediaRecord, signal: AbortSignal): Promise<boolean> {
    return this.#once(name, () => this.#options.store.has(name, bytes, signal));
  }

  /** Two messages may show one file, at the same time; a file that was missing may have come since. */
  async #once(name: string, work: () => Promise<boolean>): Promise<boolean> {
    const before = this.#stored.get(name);
    const now = (async () => (await before?.catch(() => false)) === true || work())();
    this.#stored.set(name, now);
    return now;
  }

  #recorded(signal: AbortSignal): Promise<ReadonlyMap<string, MediaRecord>> {
    this.#records ??= this.#options.records
      .read(signal)
      .then((records) => new Map(records.map((one) => [keyWith(one.source, one), one])))
      .catch((error: unknown) => {
        this.#records = undefined;
        throw error;
      });
    return this.#records;
  }

  #temporaryFolder(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), "comment-migration-media-"));
    return this.#folder;
  }

  #finding(
    { comment }: CommentMedia,
    pageId: string,
    address: string,
    outcome: Exclude<Outcome, { readonly is: "not-fetched" }>,
  ): Finding {
    const given = { comment, page: pageId, address };
    const place = { pageId, sourceIds: [comment] };
    if (outcome.is === "kept") {
      const { name } = outcome.record;
      return mediaMessages.finding("media-copy-lost", { ...given, name }, place);
    }
    if (outcome.is === "refused") {
      const { status } = outcome;
      return mediaMessages.finding("media-not-kept/refused", { ...given, status }, place);
    }
    if (outcome.is === "replaced") {
      return mediaMessages.finding("media-not-kept/replaced", given, place);
    }
    if (outcome.is === "broken-off") {
      return mediaMessages.finding("media-not-kept/broken-off", given, place);
    }
    const megabytes = this.#options.mostBytes / 1024 / 1024;
    return mediaMessages.finding("media-not-kept/too-large", { ...given, megabytes }, place);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder !== undefined) await rm(await this.#folder, { recursive: true, force: true });
  }
}

function keyOf({ address, kind }: Attachment): string {
  return `${kind} ${address}`;
}

/** Of two sources. */
function keyWith(source: string, attachment: Attachment): string {
  return JSON.stringify([source, keyOf(attachment)]);
}

function isPicture({ contentType }: MediaRecord): boolean {
  return contentType.startsWith("image/");
}
