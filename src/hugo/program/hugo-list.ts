import { resolve } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";
import { type HugoOptions, makeScratchFolder, runHugo } from "./run-hugo.ts";

/** A content file as Hugo lists it, drafts and future pages included. */
export interface ListedPage {
  /** Absolute path of the content file. */
  readonly file: string;
  readonly permalink: string;
  readonly title: string;
  readonly date: Date | undefined;
  /** The day of its date in the page's own time zone, `2020-05-31`. */
  readonly day: string | undefined;
  readonly isDraft: boolean;
  readonly publishDate: Date | undefined;
  readonly expiryDate: Date | undefined;
}

/** What Hugo listed, or why it listed nothing. */
type HugoList =
  | { readonly kind: "listed"; readonly pages: readonly ListedPage[] }
  | { readonly kind: "failed"; readonly message: string };

const row = z.object({
  path: z.string(),
  permalink: z.string(),
  title: z.string().default(""),
  date: z.string().default(""),
  draft: z.string().default(""),
  publishDate: z.string().default(""),
  expiryDate: z.string().default(""),
});

/**
 * Asks Hugo for the addresses of all pages, which it knows without running their templates. It leaves
 * nothing in the site's folder.
 * @throws the signal's reason
 * Source: https://gohugo.io/commands/hugo_list_all/
 */
export async function listWithHugo(
  hugoPath: string,
  options: HugoOptions,
  signal: AbortSignal,
): Promise<HugoList> {
  await using scratch = await makeScratchFolder();
  const answer = await runHugo(hugoPath, ["list", "all"], options, scratch.path, signal);
  if (answer.kind !== "ended") return answer;
  try {
    return readList(answer.stdout, options.siteDir);
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

/** The columns differ between versions of Hugo, and wrappers of it print lines of their own first. */
function readList(stdout: string, siteDir: string): HugoList {
  const start = stdout.search(/^path,/m);
  if (start < 0) return { kind: "failed", message: "it gave no list of pages" };
  const rows = z.array(row).parse(parseCsv(stdout.slice(start), { columns: true, bom: true }));
  return {
    kind: "listed",
    pages: rows.map(({ path, permalink, title, ...rest }) => ({
      file: resolve(siteDir, path),
      permalink,
      title,
      date: dateIn(rest.date),
      day: dayIn(rest.date),
      isDraft: rest.draft === "true",
      publishDate: dateIn(rest.publishDate),
      expiryDate: dateIn(rest.expiryDate),
    })),
  };
}

/** The day that a time says in its own time zone, `2020-05-31`; undefined where {@link dateIn} is. */
export function dayIn(text: string): string | undefined {
  const date = dateIn(text);
  if (date === undefined) return undefined;
  return (
    /^\s*(\d{4}-\d{2}-\d{2})(?!\d)/.exec(text)?.[1] ??
    date.toISOString().slice(0, "2020-05-31".length)
  );
}

/** Undefined for Hugo's zero time, which stands for none. */
export function dateIn(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() <= 1 ? undefined : date;
}
