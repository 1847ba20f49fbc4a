import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../comment/finding.ts";
import { MigrationError } from "../../comment/migration-error.ts";
import { linksOut } from "../../files/links-out.ts";
import {
  buildWithHugo,
  type HugoBuild,
  type HugoBuildOptions,
} from "../rendered/build-with-hugo.ts";

/** A built site to look at; what was built for it goes when it is disposed of. */
interface OpenBuild extends AsyncDisposable {
  /** Absolute; undefined where no build is at hand. */
  readonly dir: string | undefined;
  /** Hugo built it just now, or it was there and may be older than the content. */
  readonly isFresh: boolean;
  readonly findings: readonly Finding[];
}

/** Where a build may come from. */
export interface BuildSources extends HugoBuildOptions {
  /** Absolute; a built site that the user names. */
  readonly publicDir: string | undefined;
  /** Where the site's configuration puts its own, relative to the site. */
  readonly publishDir: string;
  readonly isHugoInstalled: boolean;
  readonly say: (line: string) => void;
}

/**
 * Finds a build of the site: the one that the user names, else a new one by Hugo, else the one that
 * lies in the site.
 * @throws MigrationError `public-dir-not-found` where the one that the user names is not there, or
 * the signal's reason
 */
export async function openBuild(sources: BuildSources, signal: AbortSignal): Promise<OpenBuild> {
  const { publicDir, publishDir, siteDir } = sources;
  if (publicDir !== undefined) {
    if (await isFolder(publicDir)) return keep(publicDir);
    throw new MigrationError("public-dir-not-found", `There is no built site in ${publicDir}.`, {
      remedy: "Build the site before the migration, or leave public-dir out.",
    });
  }
  const build = sources.isHugoInstalled ? await buildNow(sources, signal) : noHugo;
  if (build.kind === "built") {
    const dispose = () => build[Symbol.asyncDispose]();
    return {
      dir: build.dir,
      isFresh: true,
      findings: [],
      [Symbol.asyncDispose]: async () => dispose(),
    };
  }
  const own = join(siteDir, publishDir);
  const dir = (await isFolder(own)) && !(await linksOut(own, siteDir)) ? own : undefined;
  const failure = build.kind === "failed" ? [buildFailed(build.message, dir)] : [];
  const age = dir === undefined ? [] : [mayBeOld(publishDir)];
  return { ...keep(dir), findings: [...failure, ...age] };
}

const noHugo = { kind: "not-installed" } as const;

async function buildNow(sources: BuildSources, signal: AbortSignal): Promise<HugoBuild> {
  sources.say("Building the site with Hugo, to see which pages show comments …");
  return buildWithHugo(sources, signal);
}

function keep(dir: string | undefined): OpenBuild {
  return { dir, isFresh: false, findings: [], [Symbol.asyncDispose]: async () => {} };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

function buildFailed(message: string, instead: string | undefined): Finding {
  const consequence =
    instead === undefined
      ? "comment sections were looked for in content and templates alone"
      : "the built site that lies in the repository was looked at instead";
  return {
    severity: "warning",
    code: "build-failed",
    message: `Hugo could not build the site, so ${consequence}. Reason: ${message}`,
    remedy: "Make hugo work in the site's folder, or build the site before and set public-dir.",
  };
}

function mayBeOld(publishDir: string): Finding {
  return {
    severity: "notice",
    code: "build-may-be-old",
    message: `The built site was taken from ${publishDir}, which may be older than the content.`,
    remedy: "Build the site before the migration, or let Hugo be there.",
  };
}
