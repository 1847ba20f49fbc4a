import { readFile, realpath } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import type { Finding } from "../domain/finding.ts";
import { readReason } from "../files/system-error.ts";
import type { ReplacementTemplate } from "../shortcode/replacement-template.ts";
import { changeFile, type RewrittenFile } from "./changed-file.ts";
import { replaceMessages } from "./messages.ts";
import type { PlannedFile } from "./plan-replacement.ts";
import { findWorkTree, isBelow } from "./repository-root.ts";

/** A file of the site with new shortcodes, not yet written. */
export interface ChangedFile extends RewrittenFile {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** From the root of the repository, with `/`. */
  readonly inRepository: string;
}

/** The planned files as they are read. */
interface ReadFiles {
  /** Those in which something changes, in the order of their names. */
  readonly files: readonly ChangedFile[];
  /** Why others were left as they are. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the planned files and replaces their shortcodes, in memory. Files that changed since the
 * scan, that lie outside the repository, or in another one inside it, are left as they are.
 * @param root absolute path of the repository
 */
export async function readChangedFiles(
  planned: readonly PlannedFile[],
  template: ReplacementTemplate,
  root: string,
): Promise<ReadFiles> {
  const realRoot = await realpath(root);
  const files = new Map<string, ChangedFile>();
  const findings: Finding[] = [];
  for (const one of planned) {
    const read = await readOne(one, template, realRoot);
    if ("severity" in read) findings.push(read);
    else if (!Buffer.from(read.after).equals(read.before)) files.set(read.path, read);
  }
  const inOrder = [...files.values()].sort((a, b) => (a.inRepository < b.inRepository ? -1 : 1));
  return { files: inOrder, findings };
}

async function readOne(
  planned: PlannedFile,
  template: ReplacementTemplate,
  root: string,
): Promise<ChangedFile | Finding> {
  let path: string;
  let bytes: Uint8Array;
  try {
    path = await realpath(planned.path);
    if (!isBelow(root, path)) return notReplaced("file-outside-repository/link", planned);
    const workTree = await findWorkTree(dirname(path));
    if (workTree !== undefined && isBelow(root, workTree))
      return notReplaced("file-outside-repository/submodule", planned);
    bytes = await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const { file } = planned;
    const place = { location: { file, line: 1 } };
    return replaceMessages.finding(
      "file-changed/unreadable",
      { file, error: readReason(error) ?? String(error.code) },
      place,
    );
  }
  const replaced = changeFile(bytes, planned, template);
  if (replaced === undefined) return notReplaced("file-changed/meanwhile", planned);
  return { ...replaced, path, inRepository: relative(root, path).split(sep).join("/") };
}

/** A file whose shortcodes can't be replaced as they were planned. */
export function notReplaced(
  key:
    | "file-changed/meanwhile"
    | "file-outside-repository/link"
    | "file-outside-repository/submodule",
  { file }: Pick<PlannedFile, "file">,
): Finding {
  return replaceMessages.finding(key, { file }, { location: { file, line: 1 } });
}
