import type { Finding } from "../comment/finding.ts";
import type { Section } from "../comment/page.ts";
import type { SourceLocation } from "../comment/source-location.ts";
import { type Config, type LoadedConfig, publicHomeserver } from "./config.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { missingWidgetSettings, type WidgetSetting } from "./missing-settings.ts";
import { settingsSchema } from "./settings.ts";

/** A value and the places where the site says it. */
interface SaidOnPages {
  readonly value: string;
  readonly places: readonly SourceLocation[];
}

/**
 * Completes the configuration with what the site's pages tell the Cactus client, where the user
 * didn't say it. What the user says wins, and a page that says otherwise is a finding.
 * @throws {ConfigError} where neither says it, or the pages contradict each other
 */
export function completeConfig(loaded: LoadedConfig, sections: readonly Section[]): Config {
  const { siteName, serverName, homeserverUrl, ...account } = loaded.matrix;
  const findings: Finding[] = [];
  const problems: ConfigProblem[] = [];
  const complete = (
    name: WidgetSetting,
    given: string | undefined,
    of: (section: Section) => string | undefined,
  ): string | undefined => {
    const said = saidOnPages(sections, of);
    if (given !== undefined) {
      findings.push(
        ...said.filter(({ value }) => value !== given).map((one) => otherwise(name, given, one)),
      );
      return given;
    }
    const [first, second] = said;
    if (first === undefined) return undefined;
    if (second !== undefined) problems.push(contradiction(loaded, name, said));
    const parsed = settingsSchema.shape[name].safeParse(first.value);
    if (parsed.success) return parsed.data;
    const message = `${parsed.error.issues[0]?.message}, but the pages say ${JSON.stringify(first.value)} (${placesInWords(first)}). Give the right one by the ${loaded.inputsAre}.`;
    problems.push({ where: `${loaded.inputsAre} ${name}`, message });
    return first.value;
  };

  const known = {
    "site-name": complete("site-name", siteName, (section) => section.siteName),
    "server-name": complete("server-name", serverName, (section) => section.serverName),
    "homeserver-url": complete("homeserver-url", homeserverUrl, (section) => section.homeserverUrl),
  };
  problems.push(...missingWidgetSettings(known, loaded.inputsAre));
  problems.push(...unnamedServer(loaded, known["homeserver-url"]));
  if (problems.length > 0 || known["site-name"] === undefined) throw new ConfigError(problems);
  const { inputsAre: _, ...rest } = loaded;
  return {
    ...rest,
    matrix: {
      siteName: known["site-name"],
      serverName: known["server-name"] ?? publicHomeserver.serverName,
      homeserverUrl: known["homeserver-url"] ?? publicHomeserver.url,
      ...account,
    },
    findings: [
      ...loaded.findings,
      ...findings,
      ...openSecrets(loaded, known["homeserver-url"] ?? publicHomeserver.url),
    ],
  };
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
  sections: readonly Section[],
  of: (section: Section) => string | undefined,
): readonly SaidOnPages[] {
  const places = Map.groupBy(sections, of);
  return [...places]
    .flatMap(([value, saying]) =>
      value === undefined || value === ""
        ? []
        : [{ value, places: saying.map(({ location }) => location) }],
    )
    .toSorted((a, b) => b.places.length - a.places.length);
}

function otherwise(name: WidgetSetting, given: string, said: SaidOnPages): Finding {
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
): ConfigProblem {
  const list = said.map((one) => `${JSON.stringify(one.value)} (${placesInWords(one)})`).join(", ");
  return {
    where: `${inputsAre} ${name}`,
    message: `is missing, and the site's pages say several: ${list}. Say which one is meant.`,
  };
}

function placesInWords({ places }: SaidOnPages): string {
  const [first] = places;
  const where = first === undefined ? "" : `${first.file}:${first.line}`;
  return places.length <= 1 ? where : `${where} and ${places.length - 1} more`;
}
