import type { SaxesTagNS } from "saxes";
import { ExportFault } from "../export/export-fault.ts";
import { textsOf } from "../export/export-file.ts";
import {
  type ExportedPost,
  type ExportedThread,
  type ExportFormat,
  type ExportReceiver,
  longestText,
} from "../export/export-format.ts";
import { oddCharacters } from "../export/odd-characters.ts";
import { writtenTime } from "../export/written-time.ts";
import { readXml, type XmlFormat } from "../export/xml.ts";
import { readMessage } from "./message.ts";

/**
 * The XML that Disqus exports. Sources: the page "Comments export" of Disqus's documentation
 * (docs.disqus.com/developers/export) and its schema (disqus.com/api/schemas/1.0/disqus.xsd); what real
 * exports have beside these is known from the importers of remark42 (`backend/app/migrator/disqus.go`)
 * and Isso (`isso/migrate.py`).
 */
export const disqusFormat: ExportFormat = {
  kind: "disqus",
  name: "Disqus export",
  exportAgain:
    "Export the comments again (Disqus: Admin, Community, Export) and use the file as it was sent.",
  async read(file, receiver) {
    return oddCharacters(file, await readXml(textsOf(file), disqusXml(receiver)));
  },
  textsOf: readMessage,
  ownFiles: () => isOwnFile,
};

/** Pictures that readers uploaded are at `uploads.disquscdn.com`; other files are at hosts beside it. */
function isOwnFile({ origin }: URL): boolean {
  return /^https:\/\/(?:[a-z\d-]+\.)+disquscdn\.com$/.test(origin);
}

const disqusNamespace = "http://disqus.com";

/** The namespace of `dsq:id`, Disqus's own ids. */
const internalsNamespace = "http://disqus.com/disqus-internals";

const fields = new Set([
  ..."id forum link title createdAt isClosed isDeleted isSpam message".split(" "),
  "author/name",
  "author/username",
]);

function disqusXml(receiver: ExportReceiver): XmlFormat {
  /** The dsq:id of the open thread or post. */
  let id = "";
  let values = new Map<string, string>();

  return {
    beginning: /<\?xml\s|<disqus[\s>]/,
    isRoot: ({ local, uri }) => local === "disqus" && uri === disqusNamespace,
    nameOf: ({ local, uri }) => (uri === disqusNamespace ? local : ""),
    open(path, tag) {
      if (path.length > 3 && path[2] === "message") {
        const reason = `<message> holds <${tag.local.slice(0, 40)}>`;
        throw new ExportFault({ is: "malformed", reason });
      }
      if (path.length !== 2 && path.length !== 3) return;
      const own = internalId(tag);
      if (path.length === 2) {
        id = own?.trim() ?? "";
        values = new Map();
      } else if (own !== undefined) {
        values.set(`${tag.local}@id`, own.trim());
      }
    },
    close(path, text) {
      if (path.length > 2) {
        const field = fieldAt(path);
        if (fields.has(field)) values.set(field, text);
        return;
      }
      const [, kind] = path;
      if (path.length !== 2) return;
      if (kind === "thread") receiver.thread(threadOf(id, values));
      if (kind === "post") receiver.post(postOf(id, values));
    },
  };
}

/** What an element is called within its thread or post, such as `author/name`. */
function fieldAt(path: readonly string[]): string {
  const [, , name = "", ...within] = path;
  return within.length === 0 ? name : `${name}/${within.join("/")}`;
}

function internalId({ attributes }: SaxesTagNS): string | undefined {
  // Nearly all elements have none: a list of them, made a million times, takes time.
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute?.local === "id" && attribute.uri === internalsNamespace) return attribute.value;
  }
  return undefined;
}

type Values = ReadonlyMap<string, string>;

/**
 * `<thread>`: a page's conversation, as the widget saw the page first. `<id>` is the widget's
 * `disqus_identifier`, often empty, which Disqus documents nowhere; `<link>` is empty in threads nobody
 * wrote in.
 */
function threadOf(id: string, values: Values): ExportedThread {
  return {
    id,
    site: short(values, "forum"),
    addresses: [short(values, "link")].filter((link) => link !== ""),
    identifiers: [short(values, "id")].filter((identifier) => identifier !== ""),
    title: short(values, "title"),
    isClosed: isTrue(values, "isClosed"),
    isDeleted: isTrue(values, "isDeleted"),
  };
}

/**
 * `<post>`: a comment. Its `<ipAddress>`, and the `<email>` of older exports, are not read. Its text is
 * HTML, mostly in CDATA; `<username>` is empty for those who wrote without an account.
 */
function postOf(id: string, values: Values): ExportedPost {
  const message = values.get("message") ?? "";
  const hidden = isTrue(values, "isSpam") ? "spam" : "deleted";
  const isDeleted = isTrue(values, "isDeleted");
  return {
    id,
    thread: values.get("thread@id") ?? "",
    parent: values.get("parent@id") || null,
    message: message.length > longestText ? undefined : message,
    createdAt: writtenTime(short(values, "createdAt")).time,
    ...(isDeleted || hidden === "spam" ? { hidden } : {}),
    authorId: short(values, "author/username"),
    authorName: short(values, "author/name"),
  };
}

/** A text of one line, of which nobody needs more than this. */
function short(values: Values, field: string): string {
  return (values.get(field) ?? "").trim().slice(0, 4096);
}

function isTrue(values: Values, field: string): boolean {
  return values.get(field)?.trim() === "true";
}
