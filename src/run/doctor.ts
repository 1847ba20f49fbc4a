import type { LoadedConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { createD1Target } from "../d1/comment-target.ts";
import { maskOf } from "../domain/secret-mask.ts";
import { nodeTooOld } from "../process/node-version.ts";
import { type Check, checkWithoutSecrets } from "./check.ts";
import { jobChecks, problemOf, submoduleChecks } from "./examine.ts";
import { findPages } from "./find-pages.ts";
import type { Host } from "./host.ts";
import { requireWritablePlaces } from "./places-to-write.ts";
import { requireReadableSite } from "./readable-site.ts";
import { targetOptionsOf } from "./target-options.ts";
import { beginTimeBudget } from "./time-budget.ts";
import { errorWithoutSecrets } from "./without-secrets.ts";

/** Where the checks are made. */
type Place = Pick<Host, "repositoryDir" | "env" | "hugoReleases" | "runId" | "startedAt"> & {
  /** `24.1.0` */
  readonly nodeVersion: string;
};

/**
 * Checks what a run will need, one thing after the other, and writes nothing. What depends on something
 * missing is `unknown`.
 * @param load reads the configuration; its ConfigError is a check of its own
 */
export async function* doctor(
  load: () => Promise<LoadedConfig>,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<Check, void> {
  const tooOld = nodeTooOld(place.nodeVersion);
  yield tooOld === undefined
    ? { name: "Node.js", state: "ok", found: `version ${place.nodeVersion}` }
    : problemOf("Node.js", tooOld);
  yield* await submoduleChecks(place.repositoryDir);
  let loaded: LoadedConfig;
  try {
    loaded = await load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { where, message } of error.problems) {
      yield { name: "Settings", state: "problem", found: `${where}: ${message}` };
    }
    return;
  }
  yield { name: "Settings", state: "ok", found: "complete, as far as the site does not say more" };
  const mask = maskOf(loaded.secrets);
  try {
    for await (const check of examine(loaded, place, signal))
      yield checkWithoutSecrets(check, mask);
  } catch (error) {
    signal.throwIfAborted();
    yield problemOf("Site", errorWithoutSecrets(error, mask));
  }
}

async function* examine(
  loaded: LoadedConfig,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<Check, void> {
  const quiet = { say() {}, onRetry() {} };
  yield placesCheck(loaded);
  requireReadableSite(loaded);
  const budget = beginTimeBudget(loaded.migration.timeBudget, place.startedAt);
  // A site without comment sections is reported with its pages, as by a dry run.
  await using job = await findPages(
    { ...loaded, migration: { ...loaded.migration, mode: "migrate", dryRun: true } },
    { ...place, ...quiet, budget, now: () => new Date() },
    signal,
  );
  const options = targetOptionsOf(job, { ...place, ...quiet });
  await using target = createD1Target({ ...options, readOnly: true });
  yield* jobChecks(job, target, signal);
}

function placesCheck(loaded: LoadedConfig): Check {
  const name = "Folders";
  try {
    requireWritablePlaces(loaded);
    return { name, state: "ok", found: "checkpoint and report can be written" };
  } catch (error) {
    return problemOf(name, error);
  }
}
