import { markdownRenderer } from "./rendered-markdown.ts";
import { type ShownFiles, safeHtml } from "./safe-html.ts";

/** How a comment is in the target, and who wrote it there. */
interface WrittenComment {
  readonly contentFormat: "html" | "markdown";
  readonly writer: "migration" | "reader";
}

/**
 * A comment of a target as HTML that runs nothing, and loads nothing by itself but the pictures of moved
 * comments, which were judged when they were moved; readers' are links. Of what readers write as Markdown,
 * HTML is text; moved comments have it where Markdown has no sign.
 */
export function archivedHtml(content: string, { contentFormat, writer }: WrittenComment): string {
  const html = contentFormat === "html" ? content : renderers[writer](content);
  return safeHtml(html, { media: picturesOf[writer] });
}

const renderers = {
  migration: markdownRenderer({ html: true, breaks: true }),
  reader: markdownRenderer({ html: false, breaks: true }),
} as const;

const picturesOf: Readonly<Record<WrittenComment["writer"], ShownFiles>> = {
  migration: {
    download: () => undefined,
    picture: (address) => ownPicture(address) ?? webPicture(address),
  },
  reader: { download: () => undefined, picture: () => undefined },
};

/** A picture of the site itself: its path, which names no other host. */
function ownPicture(address: string | undefined): string | undefined {
  if (address === undefined || !/^\/(?![/\\])/.test(address)) return undefined;
  const nowhere = "https://site.invalid";
  const url = URL.parse(address, nowhere);
  return url?.origin === nowhere ? `${url.pathname}${url.search}` : undefined;
}

function webPicture(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
}
