import type { FoundWiring, PartialWiring } from "./found-wiring.ts";
import type { StaticValue } from "./known-value.ts";
import { sourceOf } from "./page-scripts.ts";

/** What a page gives the client, before anyone asked whether it is enough. */
interface GivenWiring {
  readonly threadId: StaticValue;
  readonly siteName: StaticValue;
  readonly serverName: StaticValue;
  readonly homeserverUrl: StaticValue;
}

/** A wiring of which nothing is known. */
export const nothingGiven: PartialWiring = {
  threadId: undefined,
  siteName: undefined,
  serverName: undefined,
  homeserverUrl: undefined,
};

const nothing: StaticValue = { kind: "primitive", value: undefined };

/** The client's settings by their names in calls; attributes have the same names in kebab-case. */
const settings = {
  threadId: "commentSectionId",
  siteName: "siteName",
  serverName: "serverName",
  homeserverUrl: "defaultHomeserverUrl",
} as const;

/** What the client is given, by the names of its settings. */
export function givenBy(setting: (name: string) => StaticValue | undefined): GivenWiring {
  const value = (name: string) => setting(name) ?? nothing;
  return {
    threadId: value(settings.threadId),
    siteName: value(settings.siteName),
    serverName: value(settings.serverName),
    homeserverUrl: value(settings.homeserverUrl),
  };
}

/** What a call of the client gives; undefined where its argument is not a configuration. */
export function givenByCall(config: StaticValue): GivenWiring | undefined {
  if (config.kind === "primitive") return undefined;
  if (config.kind === "unknown") return givenBy(() => config);
  const { properties, isOpen } = config;
  const isConfig = isOpen || Object.values(settings).some((name) => properties.has(name));
  const unknown: StaticValue = { kind: "unknown", source: "a spread" };
  return isConfig
    ? givenBy((name) => properties.get(name) ?? (isOpen ? unknown : nothing))
    : undefined;
}

/** What the attributes of a script tag give; undefined where it isn't the client's. */
export function givenByAttributes(
  attributes: Readonly<Record<string, string>>,
): GivenWiring | undefined {
  const isClient =
    sourceOf(attributes) !== undefined &&
    (attributes["data-comment-section-id"] !== undefined ||
      attributes["data-default-homeserver-url"] !== undefined);
  if (!isClient) return undefined;
  return givenBy((name) => ({
    kind: "primitive",
    value: attributes[`data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`],
  }));
}

/** Tells a wiring that says which section it shows from one that doesn't. */
export function judge(given: GivenWiring, offset: number): FoundWiring {
  const { threadId } = given;
  const rest = {
    siteName: textOf(given.siteName),
    serverName: textOf(given.serverName),
    homeserverUrl: textOf(given.homeserverUrl)?.replace(/(?<!\/)\/+$/, ""),
  };
  const known = textOf(threadId);
  if (known !== undefined && known.trim() !== "") {
    return { kind: "complete", offset, wiring: { threadId: known, ...rest } };
  }
  const reason =
    threadId.kind === "unknown"
      ? `its section id is worked out in the browser (${oneLine(threadId.source)})`
      : "it has no section id";
  return { kind: "unreadable", offset, reason, wiring: { threadId: undefined, ...rest } };
}

function textOf(value: StaticValue): string | undefined {
  if (value.kind !== "primitive") return undefined;
  return typeof value.value === "string" || typeof value.value === "number"
    ? String(value.value)
    : undefined;
}

function oneLine(source: string): string {
  return source.replace(/\s+/g, " ").trim();
}
