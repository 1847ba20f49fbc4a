import { readFile, realpath } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import type { Finding } from "../domain/finding.ts";
import type { ReplacementTemplate } from "../shortcode/replacement-template.ts";
import { changeFile, type RewrittenFile } from "./changed-file.ts";
import type { PlannedFile } from "./plan-replacement.ts";
import { findWorkTree, isBelow } from "./repository-root.ts";

/** A file of the site with new shortcodes, not yet written. */
export interface ChangedFile extends RewrittenFile {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** From the root of the repository, with `/`. */
  readonly inRepository: string;
}

/** What reading the planned files gave. */
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
    if (!isBelow(root, path)) return outside(planned);
    const workTree = await findWorkTree(dirname(path));
    if (workTree !== undefined && isBelow(root, workTree)) return ofAnother(planned);
    bytes = await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return left(planned, "unreadable-file", `it can't be read (${error.code})`, again);
  }
  const replaced = changeFile(bytes, planned, template);
  if (replaced === undefined) return changedSince(planned);
  return { ...replaced, path, inRepository: relative(root, path).split(sep).join("/") };
}

const again = "Run it again.";

/** The file is not as it was when it was scanned. */
export function changedSince(planned: Pick<PlannedFile, "file">): Finding {
  return left(planned, "file-changed", "it changed while the migration ran", again);
}

/** Nothing that a run could do better: no error of it. */
function outside(planned: PlannedFile): Finding {
  const why = "a symbolic link or a mount leads out of the repository there";
  const remedy = "Replace its shortcodes where the file belongs.";
  return { ...left(planned, "file-outside-repository", why, remedy), severity: "warning" };
}

function ofAnother(planned: PlannedFile): Finding {
  const why = "it belongs to another repository (a submodule)";
  const remedy = "Replace its shortcodes in that repository.";
  return { ...left(planned, "file-outside-repository", why, remedy), severity: "warning" };
}

function left(
  { file }: Pick<PlannedFile, "file">,
  code: string,
  why: string,
  remedy: string,
): Finding {
  return {
    severity: "error",
    code,
    message: `The shortcodes in ${file} were not replaced: ${why}.`,
    remedy,
    location: { file, line: 1 },
  };
}
