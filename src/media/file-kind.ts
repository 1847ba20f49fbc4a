/** What the bytes of a file are. */
interface FileKind {
  /** Without a dot. */
  readonly extension: string;
  readonly contentType: string;
  /** Whether browsers must not show it: it could run there. */
  readonly isDownload: boolean;
}

/** Bytes of a file's beginning that {@link fileKind} needs. */
export const beginningBytes = 512;

interface Signature {
  readonly extension: string;
  readonly contentType: string;
  fits(head: Buffer): boolean;
}

const starts = (text: string) => (head: Buffer) =>
  head.subarray(0, text.length).equals(bytes(text));
const riff = (form: string) => (head: Buffer) =>
  starts("RIFF")(head) && head.subarray(8, 12).equals(bytes(form));
/** The brand that an ISO media file is made by. */
const brand = (of: RegExp) => (head: Buffer) =>
  head.subarray(4, 8).equals(bytes("ftyp")) && of.test(head.toString("latin1", 8, 12));

/**
 * Files that browsers show without running anything of theirs, by their first bytes. SVG, HTML and XML
 * are none.
 * Sources: MIME Sniffing Standard, 6 "Matching a MIME type pattern"; https://mp4ra.org/registered-types/brands;
 * RFC 9559 (Matroska), 11 "Matroska Element Ordering"; RFC 3533 (Ogg); RFC 9639 (FLAC);
 * https://id3.org/id3v2.3.0; ISO/IEC 11172-3, 2.4.1.3 (the header of MPEG audio).
 */
const signatures: readonly Signature[] = [
  { extension: "png", contentType: "image/png", fits: starts("\x89PNG\r\n\x1a\n") },
  { extension: "jpg", contentType: "image/jpeg", fits: starts("\xff\xd8\xff") },
  {
    extension: "gif",
    contentType: "image/gif",
    fits: (head) => starts("GIF87a")(head) || starts("GIF89a")(head),
  },
  { extension: "webp", contentType: "image/webp", fits: riff("WEBP") },
  { extension: "avif", contentType: "image/avif", fits: brand(/^avi[fs]$/) },
  { extension: "wav", contentType: "audio/wav", fits: riff("WAVE") },
  { extension: "ogg", contentType: "audio/ogg", fits: starts("OggS\0") },
  { extension: "flac", contentType: "audio/flac", fits: starts("fLaC") },
  { extension: "m4a", contentType: "audio/mp4", fits: brand(/^M4[AB] $/) },
  {
    extension: "mp3",
    contentType: "audio/mpeg",
    fits: (head) => starts("ID3")(head) || isMpegLayer3(head),
  },
  {
    extension: "mp4",
    contentType: "video/mp4",
    fits: brand(/^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |dash)$/),
  },
  {
    extension: "webm",
    contentType: "video/webm",
    fits: (head) =>
      starts("\x1a\x45\xdf\xa3")(head) && head.indexOf("\x42\x82\x84webm", 0, "latin1") > 0,
  },
  { extension: "pdf", contentType: "application/pdf", fits: starts("%PDF-") },
  {
    extension: "zip",
    contentType: "application/zip",
    fits: (head) => starts("PK\x03\x04")(head) || starts("PK\x05\x06")(head),
  },
];

const text: FileKind = { extension: "txt", contentType: "text/plain", isDownload: false };
const unknown: FileKind = {
  extension: "bin",
  contentType: "application/octet-stream",
  isDownload: true,
};

/**
 * What a file is, by its first {@link beginningBytes} bytes, whatever its sender called it.
 * @param isText whether the whole file is text, as {@link createTextCheck} finds out
 */
export function fileKind(head: Buffer, isText: boolean): FileKind {
  const found = signatures.find(({ fits }) => fits(head));
  if (found !== undefined) {
    const { extension, contentType } = found;
    return { extension, contentType, isDownload: false };
  }
  return isText ? text : unknown;
}

/**
 * Watches whether bytes are UTF-8 that nobody can take for more than text: without control characters,
 * and without a sign that begins a tag or a script's block, wherever it is.
 */
export function createTextCheck(): { take(chunk: Uint8Array): void; isText(): boolean } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isText = true;
  let hasBytes = false;
  const look = (decode: () => string) => {
    if (!isText) return;
    try {
      isText = !/[<{\x00-\x08\x0e-\x1f\x7f]/.test(decode());
    } catch {
      isText = false;
    }
  };
  return {
    take(chunk) {
      hasBytes ||= chunk.byteLength > 0;
      look(() => decoder.decode(chunk, { stream: true }));
    },
    isText() {
      look(() => decoder.decode());
      return isText && hasBytes;
    },
  };
}

/** Source: the sync word, version 1 or 2, layer III, and a bit rate and a sampling rate that exist. */
function isMpegLayer3(head: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const hasVersion = (second & 0x18) !== 0x08;
  const isLayer3 = (second & 0x06) === 0x02;
  const bitRate = third >> 4;
  return isSync && hasVersion && isLayer3 && bitRate > 0 && bitRate < 15 && (third & 0x0c) !== 0x0c;
}

function bytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
