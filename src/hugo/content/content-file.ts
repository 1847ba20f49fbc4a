import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../comment/finding.ts";
import type { Section } from "../../comment/page.ts";
import { findSections } from "./content-sections.ts";
import { splitContent } from "./content-split.ts";
import {
  asFrontMatterError,
  type FrontMatter,
  FrontMatterError,
  parseFrontMatter,
} from "./front-matter.ts";

/** A content file that shows comments. */
export interface ContentFile {
  /** Path below the content folder. */
  readonly path: string;
  /** Path from the repository's root. */
  readonly file: string;
  readonly frontMatter: FrontMatter;
  readonly sections: readonly Section[];
}

/** What reading a content file gave; no content where it shows no comments or can't be used. */
export interface ReadContent {
  readonly content: ContentFile | undefined;
  readonly findings: readonly Finding[];
}

/** Where a content file lies. */
export interface ContentFilePlace {
  /** Absolute. */
  readonly contentDir: string;
  readonly path: string;
  readonly file: string;
}

/** Reads one content file and finds its comment sections. It never throws for what the file holds. */
export async function readContent(
  { contentDir, path, file }: ContentFilePlace,
  shortcodes: readonly string[],
): Promise<ReadContent> {
  let source: string;
  try {
    source = await readFile(join(contentDir, path), "utf8");
  } catch (error) {
    return { content: undefined, findings: [unreadable(file, error)] };
  }
  try {
    const split = splitContent(source);
    const place = { file, line: split.bodyLine };
    const { sections, findings } = findSections(split.body, shortcodes, place);
    if (sections.length === 0) return { content: undefined, findings };
    const frontMatter = parseFrontMatter(split.frontMatter);
    return { content: { path, file, frontMatter, sections }, findings };
  } catch (thrown) {
    const error = asFrontMatterError(thrown);
    if (!(error instanceof FrontMatterError)) throw error;
    return { content: undefined, findings: malformed(file, source, shortcodes, error) };
  }
}

/** Malformed front matter is an error only where it keeps comments from being moved. */
function malformed(
  file: string,
  source: string,
  shortcodes: readonly string[],
  error: FrontMatterError,
): readonly Finding[] {
  const { sections } = findSections(source, shortcodes, { file, line: 1 });
  const lost = sections.map(({ sectionId }) => sectionId).join(", ");
  const consequence = lost === "" ? "" : ` The comments of ${lost} were not moved.`;
  return [
    {
      severity: lost === "" ? "warning" : "error",
      code: error.code,
      message: `The front matter of ${file} can't be read: ${error.message}.${consequence}`,
      remedy: "Correct it and run again.",
      location: { file, line: error.line },
    },
  ];
}

function unreadable(file: string, error: unknown): Finding {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return {
    severity: "error",
    code: "unreadable-file",
    message: `${file} can't be read (${reason}); if it shows comments, they were not moved.`,
    remedy: "Make the file readable and run again.",
    location: { file, line: 1 },
  };
}
