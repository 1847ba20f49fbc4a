import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";

/** How Hugo is asked. */
export interface HugoListOptions {
  readonly hugoPath: string;
  readonly siteDir: string;
  /** Replaces the content folder of the site's configuration. */
  readonly contentDir: string | undefined;
  /** Replaces the site's own address. */
  readonly baseUrl: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What Hugo said, or why it said nothing. */
export type HugoList =
  | {
      readonly kind: "listed";
      /** Addresses by path of the content file, relative to the site's folder, with `/`. */
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
export async function listWithHugo(
  options: HugoListOptions,
  signal: AbortSignal,
): Promise<HugoList> {
  signal.throwIfAborted();
  const scratch = await mkdtemp(join(tmpdir(), "comment-migration-hugo-"));
  try {
    const { exitCode, stdout, stderr } = await runHugo(options, scratch, signal);
    if (exitCode !== 0) return { kind: "failed", message: firstError(`${stderr}\n${stdout}`) };
    return readList(stdout);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { kind: "not-installed" };
    }
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runHugo(options: HugoListOptions, scratch: string, signal: AbortSignal) {
  const { hugoPath, siteDir, contentDir, baseUrl } = options;
  // `hugo list` takes no flag for any of these, but every version takes them from the environment.
  const env = {
    ...options.env,
    HUGO_NOBUILDLOCK: "true",
    HUGO_RESOURCEDIR: join(scratch, "resources"),
    HUGO_PUBLISHDIR: join(scratch, "public"),
    ...(contentDir === undefined ? {} : { HUGO_CONTENTDIR: contentDir }),
    ...(baseUrl === undefined ? {} : { HUGO_BASEURL: baseUrl }),
  };
  const child = spawn(hugoPath, ["list", "all"], {
    cwd: siteDir,
    env,
    signal,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [exitCode, stdout, stderr] = await Promise.all([
    new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    }),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}

/** The columns differ between versions of Hugo, and wrappers of it print lines of their own first. */
function readList(stdout: string): HugoList {
  const start = stdout.search(/^path,/m);
  if (start < 0) return { kind: "failed", message: "it gave no list of pages" };
  const rows = z.array(row).parse(parseCsv(stdout.slice(start), { columns: true, bom: true }));
  return {
    kind: "listed",
    permalinks: new Map(rows.map(({ path, permalink }) => [path.replaceAll("\\", "/"), permalink])),
    hasSections: (stdout.slice(start).split("\n", 1)[0] ?? "").includes(",kind"),
  };
}

function firstError(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "no message").trim();
}
