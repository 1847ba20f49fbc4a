import { SaxesParser, type SaxesTagNS } from "saxes";
import { ExportFault } from "./export-fault.ts";
import { longestText } from "./export-format.ts";
import { kindOfRoot, kindOfText } from "./seeming-kind.ts";

/** What a reader of XML needs to know of a format. */
export interface XmlFormat {
  /** The beginning of its XML: a declaration, or its root element. */
  readonly beginning: RegExp;
  isRoot(tag: SaxesTagNS): boolean;
  /** The name of an element in paths; empty for what is of no interest. */
  nameOf(tag: SaxesTagNS): string;
  /** An element has begun; the path has its own name as the last. */
  open(path: readonly string[], tag: SaxesTagNS): void;
  /** An element has ended. The text is its own, of at most one character more than `longestText`. */
  close(path: readonly string[], text: string): void;
}

/** What was odd about the characters of a file. */
interface OddCharacters {
  /** Before the beginning of the XML. */
  readonly junk: number;
  /** That XML or the encoding does not allow; each became U+FFFD. */
  readonly unreadable: number;
}

/** Characters that XML allows nowhere. Source: XML 1.0 (fifth edition), 2.2 "Characters" */
const disallowed = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ufffd]/g;

/** Characters within which XML has to begin: junk before it is a sign or some lines. */
const longestJunk = 4096;

/**
 * Reads the XML of one export, in one pass. Entities are XML's own five and numeric ones: nothing else is
 * declared, because a document type is refused.
 * @throws ExportFault
 */
export async function readXml(
  texts: AsyncIterable<string>,
  format: XmlFormat,
): Promise<OddCharacters> {
  const parser = new XmlParser(format);
  let head: string | undefined = "";
  let junk = 0;
  let unreadable = 0;
  const write = (text: string) => {
    parser.write(
      text.replace(disallowed, () => {
        unreadable += 1;
        return "\uFFFD";
      }),
    );
  };
  const begin = (text: string, isWhole: boolean) => {
    const at = beginningOf(text, isWhole, format.beginning);
    if (at === undefined) return;
    head = undefined;
    junk = text.slice(0, at).trim().length;
    write(text.slice(at));
  };
  for await (const text of texts) {
    if (head === undefined) write(text);
    else {
      head += text;
      begin(head, false);
    }
  }
  if (head !== undefined) begin(head, true);
  parser.end();
  return { junk, unreadable };
}

/**
 * Where XML begins behind junk, such as a back quote or empty lines; undefined where that can't be said
 * yet. What has markup of its own is no junk.
 */
function beginningOf(head: string, isWhole: boolean, beginning: RegExp): number | undefined {
  const at = head.search(beginning);
  const before = (at === -1 ? head : head.slice(0, at)).replace(/<!--.*?-->/gs, "");
  if (at !== -1 && !before.includes("<") && at <= longestJunk) return at;
  if (!isWhole && at === -1 && head.length < longestJunk) return undefined;
  throw new ExportFault({ is: "of-another-kind", seems: kindOfText(head) });
}

/** Elements within each other: exports have five at most, and room for what may be added. */
const deepest = 16;

/** Characters of a tag or a section of text, which the parser holds until its end. */
const longestPart = 16 * longestText;

class XmlParser {
  readonly #format: XmlFormat;
  readonly #xml = new SaxesParser({ xmlns: true });
  readonly #path: string[] = [];
  #isEnded = false;
  #text = "";
  #charactersSinceEvent = 0;

  constructor(format: XmlFormat) {
    this.#format = format;
    this.#xml.on("doctype", (type) => {
      const name = /[\w:.-]+/.exec(type)?.[0] ?? "";
      throw ofAnotherKind(name, []);
    });
    this.#xml.on("opentag", (tag) => this.#open(tag));
    this.#xml.on("closetag", () => this.#close());
    this.#xml.on("text", (text) => this.#add(text));
    this.#xml.on("cdata", (text) => this.#add(text));
    this.#xml.on("error", (error) => {
      // Junk may follow, such as a second back quote; another export may not, and opens an element.
      if (this.#isEnded) return;
      throw new ExportFault({ is: "malformed", reason: error.message }, { cause: error });
    });
  }

  write(text: string): void {
    this.#charactersSinceEvent += text.length;
    this.#xml.write(text);
    if (this.#charactersSinceEvent > longestPart) {
      throw overLimits(`one of its parts is longer than ${longestPart} characters`);
    }
  }

  end(): void {
    if (!this.#isEnded) throw new ExportFault({ is: "cut" });
  }

  #open(tag: SaxesTagNS): void {
    this.#charactersSinceEvent = 0;
    if (this.#isEnded) throw new ExportFault({ is: "followed-by-more" });
    if (this.#path.length === 0 && !this.#format.isRoot(tag)) {
      throw ofAnotherKind(tag.local, Object.values(tag.ns));
    }
    this.#path.push(this.#format.nameOf(tag));
    this.#text = "";
    if (this.#path.length > deepest) {
      throw overLimits(`more than ${deepest} of its elements are within each other`);
    }
    this.#format.open(this.#path, tag);
  }

  #close(): void {
    this.#charactersSinceEvent = 0;
    this.#format.close(this.#path, this.#text);
    this.#text = "";
    this.#path.pop();
    this.#isEnded = this.#path.length === 0;
  }

  #add(text: string): void {
    this.#charactersSinceEvent = 0;
    // One character more tells that there were more.
    if (this.#text.length <= longestText) this.#text += text.slice(0, longestText + 1);
  }
}

function overLimits(excess: string): ExportFault {
  return new ExportFault({ is: "over-limits", excess });
}

function ofAnotherKind(root: string, namespaces: readonly string[]): ExportFault {
  const seems = kindOfRoot(root, {
    isOfWordPress: namespaces.some((name) => name.includes("wordpress.org/export")),
    isOfDisqus: namespaces.includes("http://disqus.com"),
  });
  return new ExportFault({ is: "of-another-kind", seems });
}
