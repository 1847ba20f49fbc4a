import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Attachment, CommentMedia, Conversation } from "../../src/domain/comment.ts";
import type { MediaRecord, MediaRecords } from "../../src/domain/media-records.ts";
import type { Page } from "../../src/domain/page.ts";
import type { CommentSource, MediaAnswer } from "../../src/domain/ports.ts";

/** Records in memory. */
export function recordsInMemory(): MediaRecords & { readonly all: MediaRecord[] } {
  const all: MediaRecord[] = [];
  return {
    async forgetUnnamed(records) {
      const names = new Set(records.map(({ name }) => name));
      all.splice(0, all.length, ...all.filter(({ name }) => !names.has(name)));
      return [...names];
    },
    all,
    read: async () => [...all],
    note: async (record) => void all.push(record),
  };
}

/** A folder for the time of a test. */
export function temporaryFolder(): {
  readonly path: string;
  names(): readonly string[];
} & Disposable {
  const path = mkdtempSync(join(tmpdir(), "media-test-"));
  return {
    path,
    names: () => readdirSync(path).toSorted(),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What a homeserver has of an attachment: bytes, or why not. */
type Held = Uint8Array | Exclude<MediaAnswer<never>, { readonly is: "read" }> | Error;

/** A source with one comment for each address, whose media is what `held` says. */
export function sourceWith(
  shown: Readonly<Record<string, readonly string[]>>,
  held: (attachment: Attachment) => Held,
): CommentSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    names: ["blog of a.example"],
    findConversations: async () => [],
    expectedComments: async () => 0,
    async readPage({ pageId }) {
      const addresses = shown[pageId] ?? [];
      return { threads: [], skipped: [], ...conversationOf(addresses) };
    },
    async readMedia(attachment, receive) {
      asked.push(`${attachment.kind} ${attachment.address}`);
      const what = held(attachment);
      if (what instanceof Error) throw what;
      if (!(what instanceof Uint8Array)) return what;
      const chunks = async function* () {
        for (let at = 0; at < what.length; at += 7) yield what.subarray(at, at + 7);
      };
      return { is: "read", result: await receive(chunks()) };
    },
  };
}

function conversationOf(addresses: readonly string[]): Pick<Conversation, "comments" | "media"> {
  return {
    comments: addresses.map((address, index) => ({
      source: "blog of a.example",
      sourceId: `$${index}`,
      authorId: "@ada:a.example",
      authorName: "Ada",
      body: `link to ${address}`,
      sentAt: index,
      replyTo: null,
    })),
    media: addresses.map((address, index) => mediaOf(`$${index}`, address)),
  };
}

function mediaOf(comment: string, address: string): CommentMedia {
  const attachments: readonly Attachment[] = [
    { address, kind: "file" },
    { address, kind: "thumbnail" },
  ];
  return {
    comment,
    attachments,
    textsWith: (placeOf) => ({
      body: attachments
        .map((one) => {
          const place = placeOf(one);
          if (place === undefined) return `link to ${one.address}`;
          return `${place.isPicture ? "shown" : "named"} ${place.address}`;
        })
        .join(", "),
    }),
  };
}

/** A page of this id. */
export function pageOf(pageId: string): Page {
  return { pageId, title: pageId, file: "content/a.md", threads: [] };
}
