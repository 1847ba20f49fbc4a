import type { Attachment, AttachmentPlace } from "../../../domain/comment.ts";
import type { Media } from "./media.ts";
import { type Message, type MessageContext, readMessage } from "./message.ts";

/**
 * As {@link readMessage}, with the media that the message shows or leads to, and with what makes its
 * texts anew once that is elsewhere. Nothing is searched for in a text, where an address may also be
 * what somebody wrote.
 */
export function readMessageWithMedia(content: unknown, context: MessageContext): Message {
  const { media, attachments } = recording(context);
  const message = readMessage(content, { ...context, media });
  if (message.kind === "other" || attachments.size === 0) return message;
  return {
    ...message,
    shown: {
      attachments: [...attachments.values()],
      inMessage: (elsewhere) => readMessage(content, { ...context, media: elsewhere }),
    },
  };
}

/** Notes what is asked for. Plain text shows no pictures; its `formatted` is only for reports. */
function recording({ media, format }: MessageContext) {
  const attachments = new Map<string, Attachment>();
  const note = (address: string | undefined, kind: Attachment["kind"]) => {
    if (media.download(address) === undefined || address === undefined) return;
    attachments.set(`${kind} ${address}`, { address, kind });
  };
  const noting: Media = {
    download(mxc) {
      note(mxc, "file");
      return media.download(mxc);
    },
    picture(mxc, smaller) {
      if (format !== "text") {
        note(mxc, "file");
        note(mxc, "thumbnail");
      }
      return media.picture(mxc, smaller);
    },
  };
  return { media: noting, attachments };
}

/**
 * The media at its new places, and what has none where it still is. A picture is shown by its thumbnail,
 * else by itself; what is no picture is only led to.
 */
export function mediaAt(
  placeOf: (attachment: Attachment) => AttachmentPlace | undefined,
  atSource: Media,
): Media {
  const find = (address: string | undefined, kind: Attachment["kind"]) =>
    address === undefined ? undefined : placeOf({ address, kind });
  return {
    download: (mxc) => find(mxc, "file")?.address ?? atSource.download(mxc),
    picture(mxc, smaller) {
      const file = find(mxc, "file");
      const thumbnail = find(mxc, "thumbnail");
      if (thumbnail?.isPicture) return thumbnail.address;
      if (file === undefined) return atSource.picture(mxc, smaller);
      return file.isPicture ? file.address : undefined;
    },
  };
}
