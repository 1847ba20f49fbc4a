import { describe, expect, it } from "vitest";
import { createTextCheck, fileKind } from "../../src/media/file-kind.ts";

function kindOf(...chunks: readonly (string | Uint8Array)[]) {
  const bytes = chunks.map((chunk) => Buffer.from(chunk));
  const check = createTextCheck();
  for (const chunk of bytes) check.take(chunk);
  return fileKind(Buffer.concat(bytes).subarray(0, 512), check.isText());
}

const latin1 = (text: string) => Buffer.from(text, "latin1");

const shown = [
  ["png", "image/png", latin1("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
  ["jpg", "image/jpeg", latin1("\xff\xd8\xff\xe0\0\x10JFIF")],
  ["gif", "image/gif", latin1("GIF89a\x01\0")],
  ["webp", "image/webp", latin1("RIFF\x24\0\0\0WEBPVP8 ")],
  ["avif", "image/avif", latin1("\0\0\0\x20ftypavif\0\0\0\0")],
  ["mp3", "audio/mpeg", latin1("ID3\x04\0\0")],
  ["mp3", "audio/mpeg", latin1("\xff\xfb\x90\x64\0\0")],
  ["ogg", "audio/ogg", latin1("OggS\0\x02")],
  ["wav", "audio/wav", latin1("RIFF\x24\0\0\0WAVEfmt ")],
  ["flac", "audio/flac", latin1("fLaC\0\0\0\x22")],
  ["m4a", "audio/mp4", latin1("\0\0\0\x20ftypM4A \0\0\0\0")],
  ["mp4", "video/mp4", latin1("\0\0\0\x20ftypisom\0\0\x02\0")],
  ["webm", "video/webm", latin1("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm")],
  ["pdf", "application/pdf", latin1("%PDF-1.7\n")],
  ["zip", "application/zip", latin1("PK\x03\x04\x14\0")],
  ["txt", "text/plain", Buffer.from("Ein Brot, 800 g. Größe: groß\r\n\tund rund\n")],
] as const;

const download = [
  ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ["an SVG after a comment", "  \n<!-- a --><svg></svg>"],
  ["HTML", "<!DOCTYPE html><script>alert(1)</script>"],
  ["HTML after much text", `${"word ".repeat(5_000)}<script>alert(1)</script>`],
  ["XML with a byte order mark", "\uFEFF<?xml version='1.0'?>"],
  ["a script", "function run() { alert(1) }"],
  ["a style sheet", "body { background: url(x) }"],
  ["text that is not UTF-8", latin1("Gr\xf6\xdfe")],
  ["text that ends within a character", Buffer.from("ö").subarray(0, 1)],
  ["text with a control character", "a\0b"],
  ["UTF-16", Buffer.from("<svg>", "utf16le")],
  ["a Matroska that is no WebM", latin1("\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska")],
  ["a HEIC", latin1("\0\0\0\x20ftypheic\0\0\0\0")],
  ["a program", latin1("\x7fELF\x02\x01\x01")],
  ["a picture behind something else", latin1("x\x89PNG\r\n\x1a\n")],
  ["a gzip, as of an SVGZ", latin1("\x1f\x8b\x08\0")],
  ["an empty file", ""],
] as const;

describe("what a file is", () => {
  it.each(shown)("shows %s (%s) by its first bytes", (extension, contentType, bytes) => {
    expect(kindOf(bytes)).toEqual({ extension, contentType, isDownload: false });
  });

  it.each(download)("lets %s only be downloaded", (_, bytes) => {
    expect(kindOf(bytes)).toEqual({
      extension: "bin",
      contentType: "application/octet-stream",
      isDownload: true,
    });
  });

  it("is the same in whatever pieces it comes", () => {
    const text = Buffer.from("Größe und ein Schluß — « ok »");
    const pieces = [...text].map((byte) => Uint8Array.of(byte));
    expect(kindOf(...pieces)).toEqual(kindOf(text));
    expect(kindOf(...pieces)).toMatchObject({ extension: "txt" });
  });
});
