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
  /** Replaces the site's own address. */
  readonly baseUrl: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What Hugo said, or why it said nothing. */
export type HugoList =
  /** Addresses by path of the content file, relative to the site's folder, with `/`. */
  | { readonly kind: "listed"; readonly permalinks: ReadonlyMap<string, string> }
  | { readonly kind: "not-installed" }
  | { readonly kind: "failed"; readonly message: string };

const row = z.object({ path: z.string(), permalink: z.string() });

/**
 * Asks Hugo for the addresses of all pages, drafts and future pages included. It leaves nothing in
 * the site's folder.
 * Source: https://gohugo.io/commands/hugo_list_all/
 */
export async function listWithHugo(
  options: HugoListOptions,
  signal: AbortSignal,
): Promise<HugoList> {
  const scratch = await mkdtemp(join(tmpdir(), "comment-migration-hugo-"));
  try {
    const { exitCode, stdout, stderr } = await runHugo(options, scratch, signal);
    if (exitCode !== 0) return { kind: "failed", message: firstError(`${stderr}\n${stdout}`) };
    return { kind: "listed", permalinks: readList(stdout) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { kind: "not-installed" };
    }
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Variables rather than flags, because not every version has the flags for this command. */
async function runHugo(
  { hugoPath, siteDir, baseUrl, env }: HugoListOptions,
  scratch: string,
  signal: AbortSignal,
) {
  const child = spawn(hugoPath, ["list", "all"], {
    cwd: siteDir,
    env: {
      ...env,
      HUGO_CACHEDIR: join(scratch, "cache"),
      HUGO_PUBLISHDIR: join(scratch, "public"),
      HUGO_RESOURCEDIR: join(scratch, "resources"),
      HUGO_NOBUILDLOCK: "true",
      ...(baseUrl === undefined ? {} : { HUGO_BASEURL: `${baseUrl}/` }),
    },
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
function readList(stdout: string): ReadonlyMap<string, string> {
  const start = stdout.search(/^path,/m);
  const rows = start < 0 ? [] : parseCsv(stdout.slice(start), { columns: true, bom: true });
  return new Map(
    z
      .array(row)
      .parse(rows)
      .map(({ path, permalink }) => [path.replaceAll("\\", "/"), permalink]),
  );
}

function firstError(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "no message").trim();
}
