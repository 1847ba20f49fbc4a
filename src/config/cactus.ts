import { z } from "zod";
import type { AddressOrigin } from "../domain/address-origin.ts";
import type { Finding } from "../domain/finding.ts";
import type { SiteScan } from "../domain/page.ts";
import { cactusProblems } from "./cactus-problems.ts";
import type { CompletedSource, GivenSettings } from "./completed-source.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { configMessages } from "./messages.ts";
import { completeByPages, placesInWords, type SaidOnPages, saidOnPages } from "./said-on-pages.ts";
import { optional, setting } from "./setting.ts";
import { address, password, text, token, words } from "./value-types.ts";

const section = z.object({
  siteNames: setting("site-name", optional(siteNames()), {
    env: ["CACTUS_SITE_NAME"],
    key: "site_name",
    description:
      "The site's name at Cactus Comments (`siteName` in the widget), or several, separated by commas: comments of all of them are moved; pages with any other name are skipped and reported as errors. Default: the name set in the site's pages; required if they set none, or several.",
  }),
  serverUrl: setting("homeserver-url", optional(address()), {
    env: ["MATRIX_HOMESERVER_URL"],
    key: "homeserver_url",
    description:
      "Base URL of the Matrix homeserver that holds the comments (`defaultHomeserverUrl` in the widget). Default: the address set in the site's pages, else Cactus's public server, `https://matrix.cactus.chat:8448`.",
  }),
  serverName: setting("server-name", optional(serverName()), {
    env: ["MATRIX_SERVER_NAME"],
    description:
      "The homeserver's name in room addresses (`serverName` in the widget). Default: the name set in the site's pages, else `cactus.chat`; required if `homeserver-url` is another server.",
  }),
  accessToken: setting("access-token", optional(token()), {
    env: ["MATRIX_ACCESS_TOKEN"],
    description:
      "A Matrix access token, for homeservers that don't allow guests to read. Default: register as a guest.",
    secret: true,
  }),
  user: setting("matrix-user", optional(text()), {
    env: ["MATRIX_USER"],
    description:
      "A Matrix user (`@name:server` or `name`) to log in as, if there is no `access-token` or it is no longer valid. Required with `matrix-password`.",
  }),
  password: setting("matrix-password", optional(password()), {
    env: ["MATRIX_PASSWORD"],
    description: "The password of `matrix-user`. Required with `matrix-user`.",
    secret: true,
  }),
  ignoredSenders: setting("ignore-senders", optional(userIds()), {
    env: ["MATRIX_IGNORE_SENDERS"],
    key: "ignore_senders",
    description:
      "Matrix users (`@name:server`, separated by commas) whose messages are not comments; those messages are listed in the report. Cactus's bot is always ignored. Default: no other users.",
  }),
});

/** The settings of the section `cactus`, as they were given. */
type CactusSettings = Readonly<z.output<typeof section>>;

type CactusSetting = (typeof section.shape)[keyof CactusSettings]["setting"]["name"];

/** Comments of Cactus Comments, in rooms of a Matrix homeserver. */
export type CactusSource = Pick<
  CactusSettings,
  "accessToken" | "user" | "password" | "ignoredSenders"
> & {
  readonly kind: "cactus";
  readonly serverUrl: string;
  readonly serverUrlFrom: AddressOrigin;
  readonly serverName: string;
  /**
   * Those whose comments are moved; a page that sets none in the widget belongs to the first. None
   * only where no page is to be read.
   */
  readonly siteNames: readonly string[];
};

/** Cactus's public homeserver. Source: https://cactus.chat/docs/getting-started/quick-start/ */
const publicServer = { url: "https://matrix.cactus.chat:8448", name: "cactus.chat" } as const;

/** Cactus Comments as a source: its settings, and what they need besides. */
export const cactus = { section, needed, unsaid, complete } as const;

/** What must be given with what is given. */
function needed(isGiven: (name: CactusSetting) => boolean): readonly [CactusSetting, string][] {
  if (!isGiven("matrix-user") && !isGiven("matrix-password")) return [];
  return [
    ["matrix-user", cactusProblems.userMissing],
    ["matrix-password", cactusProblems.passwordMissing],
  ];
}

/**
 * What must be said by a setting or the site's pages, and is by neither.
 * @param known the value of each setting that is known
 */
function unsaid({
  siteNames,
  serverName,
  serverUrl,
}: Readonly<Partial<Record<keyof CactusSettings, unknown>>>): readonly [CactusSetting, string][] {
  const isOwn = (value: unknown, publicOne: string) => value !== undefined && value !== publicOne;
  const missing: [CactusSetting, string][] = [];
  if (siteNames === undefined) {
    missing.push(["site-name", cactusProblems.siteNameMissing]);
  }
  if (serverName === undefined && isOwn(serverUrl, publicServer.url)) {
    missing.push(["server-name", cactusProblems.serverNameMissing]);
  }
  if (serverUrl === undefined && isOwn(serverName, publicServer.name)) {
    missing.push(["homeserver-url", cactusProblems.urlMissing]);
  }
  return missing;
}

/**
 * Completes the settings with what the site's pages set in the widget. Of the homeserver the user knows
 * best, and a page that says otherwise is a finding; which pages have a site name of those that are
 * moved is for the caller to see.
 */
function complete(
  { cactus: given, inputsAre, places }: GivenSettings & { readonly cactus: CactusSettings },
  { threads, pages }: Pick<SiteScan, "threads" | "pages">,
): CompletedSource<CactusSource, CactusSetting> {
  const { siteNames: names, serverName: server, serverUrl: url, ...account } = given;
  const sites = names === undefined ? saidOnPages(threads, (thread) => thread.siteName) : [];
  const urls = saidOnPages(threads, (thread) => thread.serverUrl);
  const all = `${howToGive(sites, inputsAre)} moves the comments of them all; a run with one of them moves those of its pages only.`;
  const ofSite = completeByPages("site-name", siteName(), sites, { inputsAre, choose: all });
  const ofServer = completeByPages(
    "server-name",
    serverName(),
    saidOnPages(threads, (thread) => thread.serverName),
    { inputsAre, given: server },
  );
  const ofUrl = completeByPages("homeserver-url", address(), urls, {
    inputsAre,
    given: url,
    // One homeserver may have several addresses; a name says which room is meant.
    mayDiffer: true,
  });
  const siteNames = names ?? (ofSite.value === undefined ? undefined : [ofSite.value]);
  const where = places.get("homeserver-url");
  const source: CactusSource = {
    kind: "cactus",
    siteNames: siteNames ?? [],
    serverName: ofServer.value ?? publicServer.name,
    serverUrl: ofUrl.value ?? publicServer.url,
    serverUrlFrom: where === undefined ? originOf(urls) : { by: "setting", where },
    ...account,
  };
  return {
    source,
    unsaid: unsaid({
      siteNames: pages.length === 0 ? source.siteNames : siteNames,
      serverName: ofServer.value,
      serverUrl: ofUrl.value,
    }),
    problems: [
      ...ofSite.problems,
      ...ofServer.problems,
      ...ofUrl.problems,
      ...unnamedServer(source, inputsAre),
    ],
    findings: [...ofServer.findings, ...ofUrl.findings, ...openSecrets(source)],
  };
}

/** How several site names are given, as one would write it. */
function howToGive(said: readonly SaidOnPages[], inputsAre: ConfigSources["inputsAre"]): string {
  const names = said.map(({ value }) => value);
  if (names.some((name) => name.includes(","))) {
    return `cactus.site_name: ${JSON.stringify(names)} in the config file`;
  }
  const list = names.join(", ");
  return inputsAre === "flag" ? `--site-name ${JSON.stringify(list)}` : `site-name: ${list}`;
}

function originOf([said]: readonly SaidOnPages[]): AddressOrigin {
  if (said === undefined) return { by: "default" };
  return { by: "pages", where: placesInWords(said) };
}

/** Whoever may write a page must not decide who gets a secret. */
function unnamedServer(
  { accessToken, password, serverUrl, serverUrlFrom }: CactusSource,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const isSecretGiven = accessToken !== undefined || password !== undefined;
  if (!isSecretGiven || serverUrlFrom.by !== "pages" || serverUrl === publicServer.url) return [];
  const message = cactusProblems.urlOfPages({ url: JSON.stringify(serverUrl) });
  return [{ where: `${inputsAre} homeserver-url`, message }];
}

/** Between containers of one job that may be meant; anywhere else, everybody on the way reads it. */
function openSecrets({ accessToken, password, serverUrl }: CactusSource): readonly Finding[] {
  const url = URL.parse(serverUrl);
  if ((accessToken ?? password) === undefined || url?.protocol !== "http:") return [];
  if (/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)) return [];
  return [
    configMessages.finding("secret-in-the-open", { server: serverUrl, name: "homeserver-url" }),
  ];
}

/**
 * A homeserver's name. A wrong one would find no room, and every page would seem without comments.
 * Source: Matrix specification, Appendices, "Server Name".
 */
function serverName() {
  const grammar = /^(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z.-]{1,255})(?::\d{1,5})?$/i;
  return text().regex(grammar, cactusProblems.serverName);
}

/**
 * A site's name at Cactus: a part of room addresses, in which a colon begins the server's name.
 * Source: Matrix specification, Appendices, "Room Aliases".
 */
function siteName() {
  return z.string().regex(/^[^:#]+$/, cactusProblems.siteName);
}

/** Site names at Cactus, as a list or separated by commas; each is given once. */
function siteNames() {
  return words(cactusProblems.siteNames)
    .pipe(z.array(siteName()))
    .transform((names): readonly string[] => [...new Set(names)]);
}

/** Matrix user ids, as a list or separated by commas. Source: Matrix specification, Appendices. */
function userIds() {
  return words().refine(
    (ids) => ids.every((id) => /^@[^:\s]*:\S+$/.test(id)),
    cactusProblems.userIds,
  );
}
