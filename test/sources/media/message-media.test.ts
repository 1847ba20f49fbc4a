import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttachmentPlace } from "../../../src/domain/comment.ts";
import type { ContentFormat } from "../../../src/domain/content-format.ts";
import { readMessage } from "../../../src/sources/disqus/message.ts";
import { readCommentHtml } from "../../../src/sources/github/comment-html.ts";
import { isOwnFile } from "../../../src/sources/github/own-files.ts";
import type { ShownFiles } from "../../../src/sources/html/safe-html.ts";
import { messageTexts, type OwnFiles } from "../../../src/sources/media/message-media.ts";
import { readContent } from "../../../src/sources/wordpress/content.ts";
import { wordpressFormat } from "../../../src/sources/wordpress/wordpress-format.ts";

const formats: readonly ContentFormat[] = ["text", "html", "markdown"];
const cake = "https://uploads.disquscdn.com/images/cake.jpg?w=800&h=600";
const written = cake.replace("&", "&amp;");
const ofDisqus: OwnFiles = ({ hostname }) => hostname.endsWith(".disquscdn.com");
const picture: AttachmentPlace = { address: "/comment-media/0a1b.jpg", isPicture: true };
const download: AttachmentPlace = { address: "/comment-media/0a1b.bin", isPicture: false };
const rel = 'rel="nofollow noopener ugc"';

type Read = (
  message: string,
  format: ContentFormat,
  files?: ShownFiles,
) => ReturnType<typeof readMessage>;

/** The text of a message whose files are all at a place. */
function moved(
  message: string,
  format: ContentFormat,
  place: AttachmentPlace | undefined = picture,
  { read = readMessage, ownFiles = ofDisqus }: { read?: Read; ownFiles?: OwnFiles } = {},
) {
  const texts = messageTexts("1", (files) => read(message, format, files), ownFiles);
  const [media] = texts?.media ?? [];
  return {
    body: media?.textsWith(() => place).body,
    fetched: media?.attachments.map(({ address }) => address),
  };
}

describe("a picture that is kept", () => {
  const html = `<p>Look: <img src="${written}" alt="a cake"></p>`;

  it("is shown where the target shows HTML or Markdown, and named in text", () => {
    expect(moved(html, "html")).toEqual({
      body: '<p>Look: <img src="/comment-media/0a1b.jpg" alt="a cake" /></p>',
      fetched: [cake],
    });
    expect(moved(html, "markdown").body).toBe("Look: ![a cake](/comment-media/0a1b.jpg)");
    expect(moved(html, "text").body).toBe("Look: a cake (/comment-media/0a1b.jpg)");
  });

  it("is led to where its bytes are no picture that a page may show", () => {
    expect(moved(html, "html", download).body).toBe(
      `<p>Look: <a href="/comment-media/0a1b.bin" ${rel}>a cake</a></p>`,
    );
  });

  it("is shown within the link that leads to it", () => {
    const linked = `<a href="${written}"><img src="${written}" alt="a cake"></a>`;
    expect(moved(linked, "html")).toEqual({
      body: `<a href="/comment-media/0a1b.jpg" ${rel}><img src="/comment-media/0a1b.jpg" alt="a cake" /></a>`,
      fetched: [cake],
    });
    expect(moved(linked, "text").body).toBe("a cake (/comment-media/0a1b.jpg)");
  });
});

describe("a link to a file that is kept", () => {
  it("stays a link with its text", () => {
    const html = `<p><a href="${written}">my cake</a></p>`;
    expect(moved(html, "html").body).toBe(
      `<p><a href="/comment-media/0a1b.jpg" ${rel}>my cake</a></p>`,
    );
    expect(moved(html, "markdown").body).toBe("[my cake](/comment-media/0a1b.jpg)");
    expect(moved(html, "text").body).toBe("my cake (/comment-media/0a1b.jpg)");
  });

  it.each([written, written.replace("https://", ""), "https://uploads.disquscdn.c..."])(
    "shows its new address where it showed its own: %s",
    (shown) => {
      const html = `<a href="${written}">${shown}</a>`;
      expect(moved(html, "html").body).toBe(
        `<a href="/comment-media/0a1b.jpg" ${rel}>/comment-media/0a1b.jpg</a>`,
      );
      expect(moved(html, "text").body).toBe("/comment-media/0a1b.jpg");
    },
  );

  it("is found where no link was made of its address, except in code", () => {
    const html = `<p>"${written}" <code>${written}</code></p>`;
    expect(moved(html, "html").body).toBe(
      `<p>&quot;<a href="/comment-media/0a1b.jpg">/comment-media/0a1b.jpg</a>&quot; <code>${written}</code></p>`,
    );
    expect(moved(html, "text").body).toBe(`"/comment-media/0a1b.jpg" ${cake}`);
  });

  it("is found behind Disqus's counter", () => {
    const counter = `https://disq.us/url?url=${encodeURIComponent(cake)}%3AxY_9-z&amp;cuid=7`;
    expect(moved(`<a href="${counter}">my cake</a>`, "text")).toEqual({
      body: "my cake (/comment-media/0a1b.jpg)",
      fetched: [cake],
    });
  });

  it("is found in the bare addresses of which WordPress makes links", () => {
    const address = "https://crumbs.example/wp-content/uploads/cake.jpg";
    const ownFiles = wordpressFormat.ownFiles?.("crumbs.example");
    const of = ownFiles === undefined ? {} : { ownFiles };
    expect(moved(`See ${address}`, "html", picture, { read: readContent, ...of })).toEqual({
      body: `<p>See <a href="/comment-media/0a1b.jpg" ${rel}>/comment-media/0a1b.jpg</a></p>`,
      fetched: [address],
    });
  });

  it("is found where GitHub shows it with a key of the moment", () => {
    const uuid = "50282090-adfd-4ddb-9e27-c30753c6b161";
    const src = `https://private-user-images.githubusercontent.com/6/3-${uuid}.png?jwt=a`;
    const html = `<p><a href="${src}"><img src="${src}" alt="image"></a></p>`;
    const github = { read: readCommentHtml, ownFiles: isOwnFile };
    expect(moved(html, "markdown", picture, github)).toEqual({
      body: "[![image](/comment-media/0a1b.jpg)](/comment-media/0a1b.jpg)",
      fetched: [`https://github.com/user-attachments/assets/${uuid}`],
    });
  });

  it("is one file, whatever part of it is meant", () => {
    const html = `<a href="${written}#top">one</a> <a href="${written}">two</a>`;
    expect(moved(html, "html").fetched).toEqual([cake]);
  });
});

describe("an address of a place", () => {
  it("is escaped where it stands in HTML", () => {
    const place = { address: 'https://media.example/a?b=1&c="2"', isPicture: true };
    const { body } = moved(`<a href="${written}">x</a>`, "html", place);
    expect(body).toBe(`<a href="https://media.example/a?b=1&amp;c=&quot;2&quot;" ${rel}>x</a>`);
  });
});

describe("a message", () => {
  const hosts = ["https://uploads.disquscdn.com", "https://evil.example", "https://crumbs.example"];
  const address = fc
    .tuple(fc.constantFrom(...hosts), fc.webPath(), fc.webQueryParameters())
    .map(([host, path, query]) => `${host}${path}?${query}`.replaceAll("&", "&amp;"));
  const piece = fc.oneof(
    fc.string().map((text) => text.replaceAll("<", "&lt;")),
    address.map((src) => `<img src="${src}" alt="a picture">`),
    fc
      .tuple(address, fc.constantFrom("here", "<b>bold</b>", ""))
      .map(([href, shown]) => `<a href="${href}">${shown}</a>`),
    address.map((href) => `<a href="${href}">${href}</a>`),
    address,
    fc.constantFrom("<p>", "</p>", "<a>", "</a>", "<blockquote>", "<br>", "\n\n"),
  );
  const html = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const reads = fc.constantFrom<Read>(readMessage, readContent, readCommentHtml);

  it("has the texts that it has without media, as long as its files are nowhere else", () => {
    fc.assert(
      fc.property(html, fc.constantFrom(...formats), reads, (message, format, read) => {
        const expected = read(message, format);
        const texts = messageTexts("1", (files) => read(message, format, files), ofDisqus);
        expect(texts?.shown).toEqual(expected);
        for (const one of texts?.media ?? []) {
          expect(one.textsWith(() => undefined)).toEqual(expected);
        }
      }),
    );
  });

  it("has the same texts with media where it has no file of the system itself", () => {
    fc.assert(
      fc.property(html, fc.constantFrom(...formats), reads, (message, format, read) => {
        const foreign = message.replaceAll("uploads.disquscdn.com", "evil-disquscdn.com");
        const texts = messageTexts("1", (files) => read(foreign, format, files), ofDisqus);
        expect(texts?.media ?? []).toEqual([]);
        expect(texts?.shown).toEqual(read(foreign, format));
      }),
    );
  });

  it("leads to none of its files any more where all are kept, and says the same each time", () => {
    fc.assert(
      fc.property(html, fc.constantFrom("html", "markdown"), (message, format) => {
        const linked =
          /(?:href|src)="https:\/\/uploads\.disquscdn|\]\(https:\/\/uploads\.disquscdn/;
        const { body = "" } = moved(message, format);
        expect(body).not.toMatch(linked);
        expect(moved(message, format).body ?? "").toBe(body);
      }),
    );
  });
});
