import type { Attachment, AttachmentPlace, Comment, CommentMedia } from "../../domain/comment.ts";
import { nothingKept } from "../html/comment-texts.ts";
import type { ShownFiles } from "../html/safe-html.ts";

/**
 * Whether a comment system itself keeps what is at an address. Only that is fetched: the rest stays
 * where it is when the system is left, and an address that a stranger wrote may lead anywhere.
 */
export type OwnFiles = (address: URL) => boolean;

type Texts = Pick<Comment, "body" | "formatted">;

/** What a message says. */
interface MessageTexts {
  readonly shown: Texts;
  /** One, or none for a message without files that are to be kept. */
  readonly media: readonly CommentMedia[];
}

/**
 * What a message says where its files still are, and what makes its texts anew once they are elsewhere;
 * undefined where it shows nothing.
 * @param comment its source id
 * @param read the texts with those files kept that it is given addresses of
 * @param ownFiles undefined where all stay where they are
 */
export function messageTexts(
  comment: string,
  read: (files: ShownFiles) => Texts | undefined,
  ownFiles: OwnFiles | undefined,
): MessageTexts | undefined {
  if (ownFiles === undefined) return withoutMedia(read(nothingKept));
  const attachments = new Map<string, Attachment>();
  const shown = read(noting(ownFiles, attachments));
  if (shown === undefined || attachments.size === 0) return withoutMedia(shown);
  const textsWith: CommentMedia["textsWith"] = (placeOf) =>
    read(filesAt(placeOf, ownFiles)) ?? shown;
  return { shown, media: [{ comment, attachments: [...attachments.values()], textsWith }] };
}

function withoutMedia(shown: Texts | undefined): MessageTexts | undefined {
  return shown === undefined ? undefined : { shown, media: [] };
}

/** Notes what is asked for, and has nothing. */
function noting(ownFiles: OwnFiles, attachments: Map<string, Attachment>): ShownFiles {
  const note = (address: string | undefined) => {
    const found = attachmentAt(address, ownFiles);
    if (found !== undefined) attachments.set(found.address, found);
    return undefined;
  };
  return { download: note, picture: note };
}

/** What is no picture is only led to. */
function filesAt(
  placeOf: (attachment: Attachment) => AttachmentPlace | undefined,
  ownFiles: OwnFiles,
): ShownFiles {
  const placeAt = (address: string | undefined) => {
    const attachment = attachmentAt(address, ownFiles);
    return attachment === undefined ? undefined : placeOf(attachment);
  };
  return {
    download: (address) => placeAt(address)?.address,
    picture: (address) => {
      const place = placeAt(address);
      return place?.isPicture ? place.address : undefined;
    },
  };
}

/** By its encoded address, because one file may be written in several ways. */
function attachmentAt(address: string | undefined, ownFiles: OwnFiles): Attachment | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "" || !ownFiles(url)) return undefined;
  url.hash = "";
  return { address: url.href, kind: "file" };
}
