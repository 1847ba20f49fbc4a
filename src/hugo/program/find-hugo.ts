import type { MigrationError } from "../../domain/migration-error.ts";
import { fetchHugo, type KeptReleases } from "./fetch-hugo.ts";
import { tryHugo } from "./hugo-program.ts";
import { compareVersions } from "./hugo-version.ts";
import { findLowestVersion } from "./lowest-version.ts";
import { programMessages } from "./messages.ts";
import { HugoNotFetchedError } from "./not-fetched.ts";
import { testedVersions } from "./tested-versions.ts";
import { findNamedVersions, type NamedVersion } from "./wanted-version.ts";

export type { KeptReleases } from "./fetch-hugo.ts";

/** A Hugo that can be run. */
export interface FoundHugo {
  /** As a program is started: a path, or `hugo` for the one on the PATH. */
  readonly path: string;
  /** `0.168.0` */
  readonly version: string;
  /** `path`: the user's own, `fetched`: a release. */
  readonly from: "path" | "fetched";
}

/** Where Hugo is looked for. */
export interface HugoSearch {
  /** As given by hugo-path; `hugo` is looked up on the PATH of `env`. */
  readonly hugoPath: string;
  /** `auto`, `none` or a version such as 0.152.2 */
  readonly hugoVersion: string;
  /** Absolute. */
  readonly siteDir: string;
  /** Absolute. */
  readonly repositoryDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `hugoReleases`, or a mirror of it. */
  readonly releasesUrl: string;
  /** Undefined: nothing is fetched. */
  readonly kept: KeptReleases | undefined;
  readonly say: (line: string) => void;
  /** Told of each release that could not be had, where that does not end the search. */
  readonly onFailure?: (error: MigrationError) => void;
  /** Time for a download, in ms; five minutes when left out. */
  readonly timeoutMs?: number;
}

/**
 * Hugos for a site, the most fitting first: the user's own, else releases. The next one is fetched
 * only when it is asked for. Nothing where there is none.
 * @throws MigrationError `hugo-path-not-found` where a given path leads to no Hugo that runs,
 * `hugo-not-fetched` where an explicit version can't be had; the signal's reason
 */
export async function* findHugos(
  search: HugoSearch,
  signal: AbortSignal,
): AsyncGenerator<FoundHugo, void> {
  const { hugoVersion } = search;
  const own = await ownHugo(search, signal);
  const isFixed = hugoVersion !== "auto" && hugoVersion !== "none";
  if (own !== undefined && (!isFixed || own.version === hugoVersion)) {
    yield own;
    return;
  }
  if (hugoVersion === "none") return;
  if (isFixed) {
    yield await fetchOne(hugoVersion, search, signal);
    return;
  }
  if (search.kept !== undefined) yield* fetchFitting(search, signal);
}

async function ownHugo(search: HugoSearch, signal: AbortSignal): Promise<FoundHugo | undefined> {
  const { hugoPath, siteDir, env, say } = search;
  const tried = await tryHugo(hugoPath, { cwd: siteDir, env }, signal);
  if (tried.kind === "runs") return { path: hugoPath, version: tried.version, from: "path" };
  if (hugoPath !== "hugo") {
    const path = hugoPath;
    throw tried.kind === "fails"
      ? programMessages.error("hugo-path-not-found/fails", { path, fault: tried.reason })
      : programMessages.error("hugo-path-not-found/missing", { path });
  }
  if (tried.kind === "fails") say(`The hugo on the PATH is not used: it ${tried.reason}`);
  return undefined;
}

async function fetchOne(
  version: string,
  search: HugoSearch,
  signal: AbortSignal,
): Promise<FoundHugo> {
  const { kept } = search;
  if (kept === undefined) {
    throw new HugoNotFetchedError(programMessages.words("hugo-not-fetched/not-here", { version }));
  }
  const path = await fetchHugo(version, { ...search, kept }, signal);
  return { path, version, from: "fetched" };
}

async function* fetchFitting(
  search: HugoSearch,
  signal: AbortSignal,
): AsyncGenerator<FoundHugo, void> {
  let before: string | undefined;
  for (const version of await fittingVersions(search)) {
    if (before !== undefined) {
      search.say(`The site does not build with Hugo ${before}: trying ${version}`);
    }
    try {
      const found = await fetchOne(version, search, signal);
      before = version;
      yield found;
    } catch (error) {
      if (!(error instanceof HugoNotFetchedError)) throw error;
      search.onFailure?.(error);
      if (error.holdsForAll) return;
    }
  }
}

/** How many versions a site is tried with that names none. */
const mostTried = 3;

async function fittingVersions(search: HugoSearch): Promise<readonly string[]> {
  const named = await findNamedVersions(search);
  if (named !== undefined) {
    tellNamed(named, search.say);
    return [named[0].version];
  }
  const lowest = await findLowestVersion(search);
  const fitting = testedVersions.filter(
    (version) => lowest === undefined || compareVersions(version, lowest.version) >= 0,
  );
  const versions = fitting.length === 0 && lowest !== undefined ? [lowest.version] : fitting;
  const limit = lowest === undefined ? "" : ` (${lowest.file} needs ${lowest.version} or newer)`;
  search.say(`The site names no version of Hugo${limit}: trying ${versions[0]}`);
  return versions.slice(0, mostTried);
}

function tellNamed(
  [first, ...others]: readonly [NamedVersion, ...NamedVersion[]],
  say: HugoSearch["say"],
): void {
  say(`The site names Hugo ${first.version} in ${first.file}`);
  for (const { version, file } of others) {
    say(`${file} names Hugo ${version}, which is not used: ${first.file} comes first`);
  }
}
