import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../process/run-process.ts";

/** How Hugo is run on a site. */
export interface HugoOptions {
  readonly siteDir: string;
  /** Replaces the site's own address. */
  readonly baseUrl: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Time for all that is done with the site, in ms. A run of Hugo gets a quarter of it, and five
   * minutes at most.
   */
  readonly timeBudgetMs?: number | undefined;
}

// Hugo 0.160 and 0.168 wait for ever now and then, when the build of a theme fails.
const mostMs = 5 * 60_000;

/** How a run of Hugo ended. */
type HugoRun =
  | { readonly kind: "ended"; readonly stdout: string }
  | { readonly kind: "failed"; readonly message: string; readonly timedOut: boolean };

/** A temporary folder that goes when it is disposed of. */
interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
}

export async function makeScratchFolder(): Promise<ScratchFolder> {
  const path = await mkdtemp(join(tmpdir(), "comment-migration-hugo-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Runs Hugo on a site. All that it writes goes to `public` and `resources` in the scratch folder;
 * the site's own folder stays as it is.
 * @param publishDir whether another one than in its configuration is set
 * @throws the signal's reason
 */
export async function runHugo(
  hugoPath: string,
  args: readonly string[],
  options: HugoOptions,
  scratchDir: string,
  signal: AbortSignal,
  publishDir: "in-scratch" | "in-site" = "in-scratch",
): Promise<HugoRun> {
  const { siteDir, baseUrl, timeBudgetMs = 4 * mostMs } = options;
  const timeoutMs = Math.min(mostMs, timeBudgetMs / 4);
  // Not every command takes flags for these, but every version takes them from the environment.
  const env = {
    ...options.env,
    HUGO_NOBUILDLOCK: "true",
    HUGO_RESOURCEDIR: join(scratchDir, "resources"),
    ...(publishDir === "in-site" ? {} : { HUGO_PUBLISHDIR: join(scratchDir, "public") }),
    HUGO_BUILD_NOJSCONFIGINASSETS: "true",
    HUGO_BUILD_WRITESTATS: "false",
    HUGO_BUILD_BUILDSTATS_ENABLE: "false",
    ...(baseUrl === undefined ? {} : { HUGO_BASEURL: baseUrl }),
  };
  try {
    const { exitCode, stdout, stderr, timedOut } = await runProcess(
      hugoPath,
      [...args, "--environment", environmentOf(options.env)],
      { cwd: siteDir, env, timeoutMs },
      signal,
    );
    if (timedOut) {
      const seconds = Math.round(timeoutMs / 1000);
      const message = `it was ended because it took more than ${seconds} s`;
      return { kind: "failed", message, timedOut };
    }
    if (exitCode === 0) return { kind: "ended", stdout };
    return { kind: "failed", message: firstError(`${stderr}\n${stdout}`), timedOut };
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "failed", message, timedOut: false };
  }
}

/**
 * The environment that a site is built for. It is named to each command: some of them would take
 * another, or all of them together.
 * Source: https://gohugo.io/configuration/introduction/#configuration-directory
 */
export function environmentOf(env: HugoOptions["env"]): string {
  return env["HUGO_ENVIRONMENT"] || env["HUGO_ENV"] || "production";
}

function firstError(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "no message").trim();
}
