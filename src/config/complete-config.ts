import type { AddressOrigin } from "../domain/address-origin.ts";
import type { Finding } from "../domain/finding.ts";
import type { SiteScan, Thread } from "../domain/page.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import { type Config, type LoadedConfig, publicHomeserver } from "./config.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { missingWidgetSettings, type WidgetSetting } from "./missing-settings.ts";
import { settingsSchema } from "./settings.ts";
import { siteName } from "./value-types.ts";

/** A value and the places where the site says it. */
interface SaidOnPages {
  readonly value: string;
  readonly places: readonly SourceLocation[];
}

/**
 * Completes the configuration with what the site's pages tell the Cactus client, where the user
 * didn't say it. Of the homeserver the user knows best, and a page that says otherwise is a finding;
 * which pages have a site name of those that are moved is for the caller to see.
 * Site names may be missing where there is no page to be read.
 * @throws {ConfigError} where neither says it, or the pages contradict each other
 */
export function completeConfig(
  loaded: LoadedConfig,
  { threads, pages }: Pick<SiteScan, "threads" | "pages">,
): Config {
  const { siteNames, serverName, homeserverUrl, homeserverUrlWhere, ...account } = loaded.matrix;
  const findings: Finding[] = [];
  const problems: ConfigProblem[] = [];
  const complete = (
    name: Exclude<WidgetSetting, "site-name">,
    given: string | undefined,
    of: (thread: Thread) => string | undefined,
  ): string | undefined => {
    const said = saidOnPages(threads, of);
    if (given !== undefined) {
      findings.push(
        ...said.filter(({ value }) => value !== given).map((one) => otherwise(name, given, one)),
      );
      return given;
    }
    const [first, second] = said;
    if (first === undefined) return undefined;
    if (second !== undefined) {
      problems.push(contradiction(loaded, name, said, "Say which one is meant."));
    }
    const parsed = settingsSchema.shape[name].safeParse(first.value);
    if (parsed.success) return parsed.data;
    problems.push(wrongOnPages(loaded, name, first, parsed.error.issues[0]?.message));
    return first.value;
  };

  const known = {
    "site-name": siteNames ?? siteNamesOf(threads, loaded, problems),
    "server-name": complete("server-name", serverName, (thread) => thread.serverName),
    "homeserver-url": complete("homeserver-url", homeserverUrl, (thread) => thread.serverUrl),
  };
  const needed = pages.length === 0 ? { ...known, "site-name": known["site-name"] ?? [] } : known;
  problems.push(...missingWidgetSettings(needed, loaded.inputsAre));
  problems.push(...unnamedServer(loaded, known["homeserver-url"]));
  if (problems.length > 0) throw new ConfigError(problems);
  const { inputsAre: _, ...rest } = loaded;
  return {
    ...rest,
    matrix: {
      siteNames: known["site-name"] ?? [],
      serverName: known["server-name"] ?? publicHomeserver.serverName,
      homeserverUrl: known["homeserver-url"] ?? publicHomeserver.url,
      homeserverUrlFrom: originOf(homeserverUrlWhere, threads),
      ...account,
    },
    findings: [
      ...loaded.findings,
      ...findings,
      ...openSecrets(loaded, known["homeserver-url"] ?? publicHomeserver.url),
    ],
  };
}

/** The site name that the pages say, as they say it; undefined where they say none. */
function siteNamesOf(
  threads: readonly Thread[],
  loaded: LoadedConfig,
  problems: ConfigProblem[],
): readonly string[] | undefined {
  const said = saidOnPages(threads, (thread) => thread.siteName);
  const [first, second] = said;
  if (first === undefined) return undefined;
  if (second !== undefined) {
    const names = said.map(({ value }) => value);
    const all = `${howToGive(names, loaded.inputsAre)} moves the comments of them all; a run with one of them moves those of its pages only.`;
    problems.push(contradiction(loaded, "site-name", said, all));
  }
  for (const one of said) {
    const wrong = siteName().safeParse(one.value).error?.issues[0];
    if (wrong !== undefined) problems.push(wrongOnPages(loaded, "site-name", one, wrong.message));
  }
  return [first.value];
}

/** How several site names are given, as one would write it. */
function howToGive(names: readonly string[], inputsAre: LoadedConfig["inputsAre"]): string {
  if (names.some((name) => name.includes(","))) {
    return `matrix.site_name: ${JSON.stringify(names)} in the config file`;
  }
  const list = names.join(", ");
  return inputsAre === "flag" ? `--site-name ${JSON.stringify(list)}` : `site-name: ${list}`;
}

function originOf(where: string | undefined, threads: readonly Thread[]): AddressOrigin {
  if (where !== undefined) return { by: "setting", where };
  const [said] = saidOnPages(threads, (thread) => thread.serverUrl);
  if (said === undefined) return { by: "default" };
  return { by: "pages", where: placesInWords(said), places: said.places.length };
}

/** Between containers of one job that may be meant; anywhere else, everybody on the way reads it. */
function openSecrets({ matrix }: LoadedConfig, homeserverUrl: string): readonly Finding[] {
  const isSecretGiven = matrix.accessToken !== undefined || matrix.password !== undefined;
  const { protocol, hostname } = new URL(homeserverUrl);
  const isThisMachine = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  if (!isSecretGiven || protocol === "https:" || isThisMachine) return [];
  return [
    {
      severity: "warning",
      code: "secret-in-the-open",
      message: `The Matrix token or password goes to ${homeserverUrl} without encryption, and can be read on the way.`,
      remedy: "Give homeserver-url with https, and revoke the token if the way was a public one.",
    },
  ];
}

/** Whoever may write a page must not decide who gets a secret. */
function unnamedServer(
  { matrix, inputsAre }: LoadedConfig,
  homeserverUrl: string | undefined,
): readonly ConfigProblem[] {
  const isSecretGiven = matrix.accessToken !== undefined || matrix.password !== undefined;
  const isOfPages = matrix.homeserverUrl === undefined && homeserverUrl !== undefined;
  if (!isSecretGiven || !isOfPages || homeserverUrl === publicHomeserver.url) return [];
  const message = `is missing: a token or password is sent only to an address that you name, and ${JSON.stringify(homeserverUrl)} was found in the site's pages. Give it here if it is right.`;
  return [{ where: `${inputsAre} homeserver-url`, message }];
}

/** Each value that pages say, the most frequent one first. */
function saidOnPages(
  threads: readonly Thread[],
  of: (thread: Thread) => string | undefined,
): readonly SaidOnPages[] {
  const places = Map.groupBy(threads, of);
  return [...places]
    .flatMap(([value, saying]) =>
      value === undefined || value === ""
        ? []
        : [{ value, places: saying.map(({ location }) => location) }],
    )
    .toSorted((a, b) => b.places.length - a.places.length);
}

function otherwise(
  name: Exclude<WidgetSetting, "site-name">,
  given: string,
  said: SaidOnPages,
): Finding {
  return {
    // One homeserver may have several addresses; a name says which room is meant.
    severity: name === "homeserver-url" ? "notice" : "warning",
    code: "widget-says-otherwise",
    message: `${placesInWords(said)} ${said.places.length > 1 ? "tell" : "tells"} the Cactus widget ${JSON.stringify(said.value)} for ${name}, but ${JSON.stringify(given)} was given, and is used.`,
    remedy: `If the pages are right, leave ${name} out.`,
    ...(said.places[0] === undefined ? {} : { location: said.places[0] }),
  };
}

function contradiction(
  { inputsAre }: LoadedConfig,
  name: WidgetSetting,
  said: readonly SaidOnPages[],
  remedy: string,
): ConfigProblem {
  const list = said.map((one) => `${JSON.stringify(one.value)} (${placesInWords(one)})`).join(", ");
  return {
    where: `${inputsAre} ${name}`,
    message: `is missing, and the site's pages say several: ${list}. ${remedy}`,
  };
}

function wrongOnPages(
  { inputsAre }: LoadedConfig,
  name: WidgetSetting,
  said: SaidOnPages,
  rule: string | undefined,
): ConfigProblem {
  const message = `${rule}, but the pages say ${JSON.stringify(said.value)} (${placesInWords(said)}). Give the right one by the ${inputsAre}.`;
  return { where: `${inputsAre} ${name}`, message };
}

function placesInWords({ places }: SaidOnPages): string {
  const [first] = places;
  const where = first === undefined ? "" : `${first.file}:${first.line}`;
  return places.length <= 1 ? where : `${where} and ${places.length - 1} more`;
}
