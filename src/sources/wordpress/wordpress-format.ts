import type { SaxesTagNS } from "saxes";
import { ExportFault } from "../export/export-fault.ts";
import { textsOf } from "../export/export-file.ts";
import type { ExportFormat, ExportReceiver } from "../export/export-format.ts";
import { oddCharacters } from "../export/odd-characters.ts";
import { assumedTimes } from "../export/written-time.ts";
import { readXml, type XmlFormat } from "../export/xml.ts";
import type { OwnFiles } from "../media/message-media.ts";
import { readContent } from "./content.ts";
import { commentFields, postOf, timeOf } from "./exported-comment.ts";
import { itemFields, itemId, threadOf } from "./exported-item.ts";
import { wordpressMessages } from "./messages.ts";
import { short } from "./values.ts";

/**
 * WordPress eXtended RSS, versions 1.0 to 1.2. Sources: WordPress, `wp-admin/includes/export.php` (what
 * exports it) and the plugin wordpress-importer, `src/parsers/` (what it takes).
 */
export const wordpressFormat: ExportFormat = {
  kind: "wordpress",
  name: "WordPress export",
  exportAgain:
    "Export the site again (WordPress: Tools, Export, All content) and use the file as it was downloaded.",
  async read(file, receiver) {
    const counts = { items: 0, comments: 0, withoutZone: 0 };
    const counting: ExportReceiver = {
      thread: (thread) => {
        counts.items += 1;
        receiver.thread(thread);
      },
      post: (post) => {
        counts.comments += 1;
        receiver.post(post);
      },
    };
    const noteTime = ({ isAssumed }: ReturnType<typeof timeOf>) => {
      if (isAssumed) counts.withoutZone += 1;
    };
    const xml = wordpressXml(counting, noteTime);
    const characters = await readXml(textsOf(file), xml).catch(rethrowAsDamage);
    const odd = [...oddCharacters(file, characters), ...assumedTimes(file, counts.withoutZone)];
    if (counts.comments > 0) return odd;
    const { items } = counts;
    const named = { file: file.name, items };
    return [...odd, wordpressMessages.finding("wordpress-export-without-comments", named)];
  },
  textsOf: readContent,
  ownFiles: uploadsOf,
};

/**
 * The site's uploads, whatever the blog among several of one host.
 * Source: WordPress, `wp-includes/functions.php` (`wp_upload_dir`).
 */
function uploadsOf(site: string): OwnFiles {
  const siteHost = withoutWww(site.split("/")[0] ?? "");
  return ({ protocol, host, pathname }) =>
    /^https?:$/.test(protocol) &&
    withoutWww(host) === siteHost &&
    pathname.includes("/wp-content/uploads/");
}

function withoutWww(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}

/** PHP may have written warnings before an export: it is none then, but of no other kind either. */
function rethrowAsDamage(error: unknown): never {
  const isOwnKind =
    error instanceof ExportFault &&
    error.fault.is === "of-another-kind" &&
    error.fault.seems.source === "wordpress";
  if (!isOwnKind) throw error;
  const reason = "markup comes before its XML declaration, such as a warning of PHP";
  throw new ExportFault({ is: "malformed", reason }, { cause: error });
}

/** Each version has its own namespace: `http://wordpress.org/export/1.2/`. */
const namespace = /^https?:\/\/wordpress\.org\/export\/[\d.]+\/$/;

const item = "rss/channel/item";

/** Elements whose text is read, by their paths. */
const fields = new Set([
  "rss/channel/link",
  "rss/channel/wp:base_blog_url",
  ...itemFields.map((field) => `${item}/${field}`),
  `${item}/wp:postmeta/wp:meta_key`,
  `${item}/wp:postmeta/wp:meta_value`,
  ...commentFields.map((field) => `${item}/wp:comment/${field}`),
]);

function wordpressXml(
  receiver: ExportReceiver,
  noteTime: (time: ReturnType<typeof timeOf>) => void,
): XmlFormat {
  const ofChannel = new Map<string, string>();
  let ofItem = new Map<string, string>();
  /** Of the open comment or note of an item. */
  let ofPart = new Map<string, string>();
  let formerSlugs: string[] = [];
  /** Comments that came before the id of their item. */
  let held: Map<string, string>[] = [];

  const give = (comment: ReadonlyMap<string, string>) => {
    const time = timeOf(comment);
    noteTime(time);
    receiver.post(postOf(comment, { thread: itemId(ofItem), createdAt: time.time }));
  };
  const ended: Readonly<Record<string, () => void>> = {
    [`${item}/wp:comment`]: () => {
      if (short(ofItem, "wp:post_id") === "") held.push(ofPart);
      else give(ofPart);
    },
    [`${item}/wp:postmeta`]: () => {
      if (short(ofPart, "wp:meta_key") === "_wp_old_slug") {
        formerSlugs.push(short(ofPart, "wp:meta_value"));
      }
    },
    [item]: () => {
      for (const comment of held) give(comment);
      const address = short(ofChannel, "wp:base_blog_url") || short(ofChannel, "link");
      receiver.thread(threadOf(ofItem, formerSlugs, address.replace(/\/$/, "")));
    },
  };

  return {
    beginning: /<\?xml\s|<rss[\s>]/,
    isRoot: ({ local, ns }) =>
      local === "rss" && Object.values(ns).some((uri) => namespace.test(uri)),
    nameOf,
    open(path, tag) {
      if (fields.has(path.slice(0, -1).join("/"))) {
        const reason = `<${path.at(-2)}> holds <${tag.local.slice(0, 40)}>`;
        throw new ExportFault({ is: "malformed", reason });
      }
      if (path.length === 4) ofPart = new Map();
      if (path.length === 3) {
        ofItem = new Map();
        formerSlugs = [];
        held = [];
      }
    },
    close(path, text) {
      const at = path.join("/");
      ended[at]?.();
      if (!fields.has(at)) return;
      const values = [ofChannel, ofItem, ofPart][path.length - 3];
      values?.set(path.at(-1) ?? "", text);
    },
  };
}

/** RSS has no namespace. */
function nameOf({ local, uri }: SaxesTagNS): string {
  if (uri === "") return local;
  return namespace.test(uri) ? `wp:${local}` : "";
}
