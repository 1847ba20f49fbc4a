import { parseDocument } from "yaml";
import type { z } from "zod";
import { ExportFault } from "../export/export-fault.ts";
import type { ExportFile } from "../export/export-file.ts";
import { parseJson } from "../export/json.ts";
import { kindOfText } from "../export/seeming-kind.ts";
import { commentFields, type Fields } from "./fields.ts";

/** What a data file holds. */
interface CommentFile {
  readonly comments: readonly Fields[];
  /** Whether it is made for several comments. */
  readonly isList: boolean;
}

type Read = z.infer<typeof commentFields>;

/**
 * Reads a data file: YAML, JSON, or front matter in YAML with the message below it.
 * @throws ExportFault of-another-kind, cut, malformed
 */
export function readCommentFile(text: string, { name }: Pick<ExportFile, "name">): CommentFile {
  const read = commentsIn(text, { isYaml: /\.ya?ml(?:\.gz)?$/i.test(name) });
  return Array.isArray(read)
    ? { comments: read, isList: true }
    : { comments: [read], isList: false };
}

function commentsIn(text: string, { isYaml }: { readonly isYaml: boolean }): Read {
  const seems = kindOfText(text);
  if (/^\s*(?:$|<|SQLite format|PK\u0003|\u001f)/.test(text)) {
    throw new ExportFault({ is: "of-another-kind", seems });
  }
  if (/^\s*[[{]/.test(text)) {
    // Those of Artalk have fields of the same names.
    if ((seems.source ?? "staticman") !== "staticman") {
      throw new ExportFault({ is: "of-another-kind", seems });
    }
    return parseJson(text, commentFields, { kind: "staticman" });
  }
  const [, head, content = ""] = (!isYaml && frontMatter.exec(text)) || [];
  const values = parseYaml(head ?? text);
  const checked = commentFields.safeParse(
    head === undefined ? values : withContent(values, content),
  );
  if (checked.success) return checked.data;
  const isTable = typeof values === "object" && values !== null;
  throw new ExportFault({
    is: "of-another-kind",
    seems: isTable ? { name: "YAML without comments" } : seems,
  });
}

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?\r?\n)---[ \t]*(?:\r?\n([\s\S]*))?$/;

/** A page of the site is front matter as well, but only Staticman's has such an id. */
function withContent(values: unknown, content: string): unknown {
  return typeof values === "object" && values !== null && "_id" in values
    ? { message: content, ...values }
    : undefined;
}

/** All values are texts, as they are written: `0012` may be somebody's name, and ids have many digits. */
function parseYaml(text: string): unknown {
  try {
    const document = parseDocument(text, {
      schema: "failsafe",
      customTags: ["null"],
      prettyErrors: false,
      logLevel: "silent",
    });
    const [fault] = document.errors;
    if (fault !== undefined) throw malformed(fault);
    const values: unknown = document.toJS({ maxAliasCount: 100 });
    return values;
  } catch (error) {
    // Too many aliases, or too deep.
    if (error instanceof ReferenceError || error instanceof RangeError) throw malformed(error);
    throw error;
  }
}

function malformed(error: Error): ExportFault {
  return new ExportFault({ is: "malformed", reason: error.message }, { cause: error });
}
