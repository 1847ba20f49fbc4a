import type { LoadedConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { createD1Target } from "../d1/comment-target.ts";
import { maskOf } from "../domain/secret-mask.ts";
import { type Check, checkWithoutSecrets } from "./check.ts";
import { checks } from "./check-texts.ts";
import { jobChecks } from "./examine.ts";
import { findPages } from "./find-pages.ts";
import type { Host } from "./host.ts";
import { nodeCheck } from "./node-check.ts";
import { requireWritablePlaces } from "./places-to-write.ts";
import { requireReadableSite } from "./readable-site.ts";
import { targetOptionsOf } from "./target-options.ts";
import { submoduleChecks, themeChecks } from "./theme-checks.ts";
import { beginTimeBudget } from "./time-budget.ts";
import { errorWithoutSecrets } from "./without-secrets.ts";

/** Where the checks are made. */
type Place = Pick<Host, "repositoryDir" | "env" | "hugoReleases" | "runId" | "startedAt"> & {
  /** `24.1.0` */
  readonly nodeVersion: string;
};

/**
 * Checks what a run will need, one thing after the other, and writes nothing. What depends on something
 * missing is `unknown`, or not reported.
 * @param load reads the configuration; its ConfigError is a check of its own
 */
export async function* doctor(
  load: () => Promise<LoadedConfig>,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<Check, void> {
  yield nodeCheck(place.nodeVersion);
  yield* await submoduleChecks(place.repositoryDir);
  let loaded: LoadedConfig;
  try {
    loaded = await load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield* settingChecks(error);
    return;
  }
  yield checks.check("settings-ok", {});
  const mask = maskOf(loaded.secrets);
  try {
    for await (const check of examine(loaded, place, signal))
      yield checkWithoutSecrets(check, mask);
  } catch (error) {
    signal.throwIfAborted();
    // What neither the settings nor the pages say.
    if (error instanceof ConfigError) yield* settingChecks(error);
    else yield checks.failed("site-not-read", errorWithoutSecrets(error, mask));
  }
  const isInWorkflow = place.env["GITHUB_ACTIONS"] === "true";
  yield checks.check(isInWorkflow ? "actions-of-the-action" : "actions-elsewhere", {});
}

function settingChecks({ problems, unsaid }: ConfigError): readonly Check[] {
  return problems.map(({ where, message }) =>
    unsaid.some((one) => one.where === where)
      ? checks.check("setting-of-pages", { where })
      : checks.check("setting-wrong", { where, problem: message }),
  );
}

async function* examine(
  loaded: LoadedConfig,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<Check, void> {
  const quiet = { say() {}, onRetry() {} };
  yield placesCheck(loaded);
  requireReadableSite(loaded);
  yield* await themeChecks(loaded, place);
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
  try {
    requireWritablePlaces(loaded);
    return checks.check("folders-ok", {});
  } catch (error) {
    return checks.failed("folder-not-writable", error);
  }
}
