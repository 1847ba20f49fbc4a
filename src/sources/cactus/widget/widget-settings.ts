import type { StaticValue } from "../../script/known-value.ts";
import { sourceOf } from "../../script/page-scripts.ts";
import type { FoundWidget, PartialAddress } from "./found-widget.ts";

/** What a page passes to the client, before anyone asked whether it is enough. */
interface GivenAddress {
  readonly threadId: StaticValue;
  readonly siteName: StaticValue;
  readonly serverName: StaticValue;
  readonly serverUrl: StaticValue;
}

/** An address of which nothing is known. */
export const nothingGiven: PartialAddress = {
  threadId: undefined,
  siteName: undefined,
  serverName: undefined,
  serverUrl: undefined,
};

const nothing: StaticValue = { kind: "primitive", value: undefined };

/** The client's settings by their names in calls; attributes have the same names in kebab-case. */
const settings = {
  threadId: "commentSectionId",
  siteName: "siteName",
  serverName: "serverName",
  serverUrl: "defaultHomeserverUrl",
} as const;

/** What the client is given, by the names of its settings. */
export function givenBy(setting: (name: string) => StaticValue | undefined): GivenAddress {
  const value = (name: string) => setting(name) ?? nothing;
  return {
    threadId: value(settings.threadId),
    siteName: value(settings.siteName),
    serverName: value(settings.serverName),
    serverUrl: value(settings.serverUrl),
  };
}

/** The settings in a call of the client; undefined where its argument is not a configuration. */
export function givenByCall(config: StaticValue): GivenAddress | undefined {
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
): GivenAddress | undefined {
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

/** Tells a widget that says which thread it shows from one that doesn't. */
export function judge(given: GivenAddress, offset: number): FoundWidget {
  const { threadId } = given;
  const rest = {
    siteName: textOf(given.siteName),
    serverName: textOf(given.serverName),
    serverUrl: textOf(given.serverUrl)?.replace(/(?<!\/)\/+$/, ""),
  };
  const known = textOf(threadId);
  if (known !== undefined && known.trim() !== "") {
    return { kind: "complete", offset, address: { threadId: known, ...rest } };
  }
  const reason =
    threadId.kind === "unknown"
      ? `its section id is worked out in the browser (${oneLine(threadId.source)})`
      : "it has no section id";
  return { kind: "unreadable", offset, reason, address: { threadId: undefined, ...rest } };
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
