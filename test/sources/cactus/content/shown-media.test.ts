import fc from "fast-check";
import { Parser } from "htmlparser2";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import type { Attachment, AttachmentPlace } from "../../../../src/domain/comment.ts";
import type { ContentFormat } from "../../../../src/domain/content-format.ts";
import { mediaOf } from "../../../../src/sources/cactus/content/media.ts";
import { readMessage } from "../../../../src/sources/cactus/content/message.ts";
import {
  mediaAt,
  readMessageWithMedia,
} from "../../../../src/sources/cactus/content/shown-media.ts";

const media = mediaOf("https://matrix.example");
const formats = ["text", "html", "markdown"] as const;

type Places = (attachment: Attachment) => AttachmentPlace | undefined;

const context = (format: ContentFormat) => ({ isReply: false, media, format });

function moved(content: unknown, format: ContentFormat, placeOf: Places) {
  const message = readMessageWithMedia(content, context(format));
  if (message.kind === "other") return message;
  return message.shown?.inMessage(mediaAt(placeOf, media)) ?? message;
}

function textOf(content: unknown, format: ContentFormat, placeOf: Places): string {
  const message = moved(content, format, placeOf);
  return message.kind === "other" ? "" : message.text;
}

function addressesIn(html: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (_, { href, src }) =>
      void found.push(...[href, src].filter((one) => one !== undefined)),
  });
  parser.end(html);
  return found;
}

/** What a reader's browser would load or open. */
function addressesOf(text: string, format: ContentFormat): readonly string[] {
  if (format === "text") return [...text.matchAll(/https?:\S+|\/kept\/\S+/g)].map(([one]) => one);
  return addressesIn(format === "html" ? text : marked.parse(text, { async: false }));
}

const mxc = fc
  .tuple(
    fc.constantFrom("a.example", "a.example:8448", "[2001:db8::1]:8448"),
    // One of them begins with another one.
    fc.constantFrom("abc", "abcd", "a_b-C", "abc_d_"),
  )
  .map(([server, id]) => `mxc://${server}/${id}`);
/** What people write may look like an address of media. */
const words = fc.constantFrom(
  "cat.jpg",
  "see https://matrix.example/_matrix/media/v3/download/a.example/abc",
  "mxc://a.example/abc",
  "a_b*c [d](e)",
  "<b>&amp;",
  '"quoted"',
);
const content = fc.oneof(
  fc.record({
    msgtype: fc.constantFrom("m.image", "m.file", "m.video", "m.audio"),
    body: words,
    filename: fc.option(words, { nil: undefined }),
    url: mxc,
  }),
  fc.tuple(words, mxc, mxc, words).map(([before, one, other, alt]) => ({
    msgtype: "m.text",
    format: "org.matrix.custom.html",
    body: before,
    formatted_body: `<p>text</p><img src="${one}" alt="${alt.replace(/[<"&]/g, "")}"><a href="https://x.example/"><img src="${other}"></a><table><tr><td><img src="${one}"></td></tr></table>`,
  })),
);

const nameOf = ({ address, kind }: Attachment) =>
  `/kept/${Buffer.from(`${kind}${address}`).toString("hex")}.png`;

describe("a message whose media is kept elsewhere", () => {
  it("is, with its media where it was, byte for byte what it is with links", () => {
    fc.assert(
      fc.property(content, fc.constantFrom(...formats), (message, format) => {
        expect(moved(message, format, () => undefined)).toEqual(
          readMessage(message, context(format)),
        );
      }),
    );
  });

  it("names exactly the new addresses in each format, and leaves alone what was written", () => {
    fc.assert(
      fc.property(content, fc.constantFrom(...formats), (message, format) => {
        const read = readMessageWithMedia(message, context(format));
        const shown = read.kind === "other" ? [] : (read.shown?.attachments ?? []);
        const kept = new Set(shown.map(nameOf));
        const before = addressesOf(
          textOf(message, format, () => undefined),
          format,
        );
        const after = addressesOf(
          textOf(message, format, (one) => ({ address: nameOf(one), isPicture: true })),
          format,
        );
        expect(after).toHaveLength(before.length);
        for (const [index, address] of after.entries()) {
          if (!address.startsWith("/kept/")) expect(address).toBe(before[index]);
          else expect(kept).toContain(address);
        }
        // A file that is shown is also led to, but for a picture within a text.
        const isNamed = (one: Attachment) => after.includes(nameOf(one));
        expect(shown.filter((one) => !isNamed(one)).every(({ kind }) => kind === "file")).toBe(
          true,
        );
      }),
    );
  });

  it.each(["html", "markdown"] as const)(
    "never shows as a picture in %s what may run",
    (format) => {
      fc.assert(
        fc.property(content, (message) => {
          const text = textOf(message, format, (one) => ({
            address: nameOf(one),
            isPicture: false,
          }));
          const html = format === "html" ? text : marked.parse(text, { async: false });
          expect(html).not.toMatch(/<img/);
        }),
      );
    },
  );

  it("shows a picture that has no thumbnail by itself", () => {
    const picture = { msgtype: "m.image", body: "cat.jpg", url: "mxc://a.example/abc" };
    const text = textOf(picture, "html", (one) =>
      one.kind === "file" ? { address: "/kept/cat.jpg", isPicture: true } : undefined,
    );
    expect(text).toBe('<a href="/kept/cat.jpg"><img src="/kept/cat.jpg" alt="cat.jpg" /></a>');
  });

  it("asks for no thumbnail in plain text, which shows none", () => {
    const picture = { msgtype: "m.image", body: "cat.jpg", url: "mxc://a.example/abc" };
    expect(readMessageWithMedia(picture, context("text"))).toMatchObject({
      shown: { attachments: [{ address: "mxc://a.example/abc", kind: "file" }] },
    });
  });
});
