import { resolve } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";
import { type HugoOptions, makeScratchFolder, runHugo } from "./run-hugo.ts";

/** What Hugo said, or why it said nothing. */
export type HugoList =
  | {
      readonly kind: "listed";
      /** Addresses by absolute path of the content file. */
      readonly permalinks: ReadonlyMap<string, string>;
      /** Hugo before 0.123 lists regular pages only, no home and section pages. */
      readonly hasSections: boolean;
    }
  | { readonly kind: "not-installed" }
  | { readonly kind: "failed"; readonly message: string };

const row = z.object({ path: z.string(), permalink: z.string() });

/**
 * Asks Hugo for the addresses of all pages, drafts and future pages included. It leaves nothing in
 * the site's folder.
 * @throws the signal's reason
 * Source: https://gohugo.io/commands/hugo_list_all/
 */
export async function listWithHugo(options: HugoOptions, signal: AbortSignal): Promise<HugoList> {
  await using scratch = await makeScratchFolder();
  const answer = await runHugo(["list", "all"], options, scratch.path, signal);
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
    permalinks: new Map(rows.map(({ path, permalink }) => [resolve(siteDir, path), permalink])),
    hasSections: (stdout.slice(start).split("\n", 1)[0] ?? "").includes(",kind"),
  };
}
