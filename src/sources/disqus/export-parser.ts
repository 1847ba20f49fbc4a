import { SaxesParser, type SaxesTagNS } from "saxes";
import {
  disqusNamespace,
  type ExportedPost,
  type ExportedThread,
  exportedTime,
  internalsNamespace,
  longestText,
} from "./export-format.ts";
import { kindOfRoot } from "./kind-of-file.ts";
import { disqusMessages } from "./messages.ts";

/** Who receives what an export holds, in its order. */
export interface ExportReceiver {
  thread(thread: ExportedThread): void;
  post(post: ExportedPost): void;
}

/** Elements within each other: an export has four, and room for what Disqus may add. */
const deepest = 16;

/** Characters of a tag or a section of text, which the parser holds until its end. */
const longestPart = 16 * longestText;

const fields = new Set([
  ..."id forum link title createdAt isClosed isDeleted isSpam message".split(" "),
  "author/name",
  "author/username",
]);

/**
 * Reads the XML of one export. Entities are XML's own five and numeric ones: nothing else is declared,
 * because a document type is refused.
 */
export class ExportParser {
  readonly #file: string;
  readonly #receiver: ExportReceiver;
  readonly #xml = new SaxesParser({ xmlns: true });
  readonly #path: string[] = [];
  #posts = 0;
  #isEnded = false;
  /** The dsq:id of the open thread or post. */
  #id = "";
  #values = new Map<string, string>();
  #text = "";
  #charactersSinceEvent = 0;

  constructor(file: string, receiver: ExportReceiver) {
    this.#file = file;
    this.#receiver = receiver;
    this.#xml.on("doctype", (type) => {
      const name = /[\w:.-]+/.exec(type)?.[0] ?? "";
      throw this.#ofAnotherKind(kindOfRoot(name, false));
    });
    this.#xml.on("opentag", (tag) => this.#open(tag));
    this.#xml.on("closetag", (tag) => this.#close(tag));
    this.#xml.on("text", (text) => this.#add(text));
    this.#xml.on("cdata", (text) => this.#add(text));
    this.#xml.on("error", (error) => {
      // Junk may follow, such as a second back quote; another export may not, and opens an element.
      if (!this.#isEnded) throw this.#malformed(error.message, error);
    });
  }

  /** Posts that were received. */
  get posts(): number {
    return this.#posts;
  }

  /** @throws MigrationError for what is no export or a damaged one */
  write(text: string): void {
    this.#charactersSinceEvent += text.length;
    this.#xml.write(text);
    if (this.#charactersSinceEvent > longestPart) {
      throw disqusMessages.error("export-over-limits", {
        file: this.#file,
        excess: `one of its parts is longer than ${longestPart} characters`,
      });
    }
  }

  /** @throws MigrationError where the export has no end */
  end(): void {
    if (!this.#isEnded) {
      throw disqusMessages.error("export-cut", { file: this.#file, posts: this.#posts });
    }
  }

  #open({ local, uri, attributes, ns }: SaxesTagNS): void {
    this.#charactersSinceEvent = 0;
    if (this.#isEnded) {
      throw disqusMessages.error("export-followed-by-more", {
        file: this.#file,
        posts: this.#posts,
      });
    }
    const path = this.#path;
    if (path.length === 0 && (local !== "disqus" || uri !== disqusNamespace)) {
      const isOfWordPress = Object.values(ns).some((name) => name.includes("wordpress.org/export"));
      throw this.#ofAnotherKind(kindOfRoot(local, isOfWordPress));
    }
    if (path[2] === "message") throw this.#malformed(`<message> holds <${local.slice(0, 40)}>`);
    // What is of another namespace is an element that nobody looks for.
    path.push(uri === disqusNamespace ? local : "");
    this.#text = "";
    if (path.length > deepest) {
      throw disqusMessages.error("export-over-limits", {
        file: this.#file,
        excess: `more than ${deepest} of its elements are within each other`,
      });
    }
    if (path.length !== 2 && path.length !== 3) return;
    const id = Object.values(attributes).find(
      (attribute) => attribute.local === "id" && attribute.uri === internalsNamespace,
    )?.value;
    if (path.length === 2) {
      this.#id = id?.trim() ?? "";
      this.#values = new Map();
    } else if (id !== undefined) {
      this.#values.set(`${local}@id`, id.trim());
    }
  }

  #close({ local }: SaxesTagNS): void {
    this.#charactersSinceEvent = 0;
    const path = this.#path;
    const [, kind, ...within] = path;
    const field = within.join("/");
    if (fields.has(field)) this.#values.set(field, this.#text);
    this.#text = "";
    path.pop();
    if (path.length === 0) this.#isEnded = true;
    if (path.length !== 1 || kind !== local) return;
    if (kind === "thread") this.#receiver.thread(this.#thread());
    if (kind === "post") {
      this.#receiver.post(this.#post());
      this.#posts += 1;
    }
  }

  #add(text: string): void {
    this.#charactersSinceEvent = 0;
    // One character more tells that there were more.
    if (this.#text.length <= longestText) this.#text += text.slice(0, longestText + 1);
  }

  #thread(): ExportedThread {
    return {
      id: this.#id,
      identifier: this.#short("id"),
      forum: this.#short("forum"),
      link: this.#short("link"),
      title: this.#short("title"),
      createdAt: exportedTime(this.#short("createdAt")),
      isClosed: this.#isTrue("isClosed"),
      isDeleted: this.#isTrue("isDeleted"),
    };
  }

  #post(): ExportedPost {
    const message = this.#values.get("message") ?? "";
    return {
      id: this.#id,
      thread: this.#values.get("thread@id") ?? "",
      parent: this.#values.get("parent@id") || null,
      message: message.length > longestText ? undefined : message,
      createdAt: exportedTime(this.#short("createdAt")),
      isDeleted: this.#isTrue("isDeleted"),
      isSpam: this.#isTrue("isSpam"),
      authorName: this.#short("author/name"),
      username: this.#short("author/username"),
    };
  }

  /** A text of one line, of which nobody needs more than this. */
  #short(field: string): string {
    return (this.#values.get(field) ?? "").trim().slice(0, 4096);
  }

  #isTrue(field: string): boolean {
    return this.#values.get(field)?.trim() === "true";
  }

  #malformed(reason: string, cause?: Error) {
    return disqusMessages.error(
      "export-malformed",
      { file: this.#file, posts: this.#posts, reason },
      { cause },
    );
  }

  #ofAnotherKind(kind: string) {
    return disqusMessages.error("export-of-another-kind", { file: this.#file, kind });
  }
}
