import type { SourceConfig } from "../config/source-kinds.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import type { CommentSource } from "../domain/ports.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { createCactusSource } from "./cactus/comment-source.ts";
import { cactusWidget } from "./cactus/widget/cactus-widget.ts";

/** How comments are read, whatever their source. */
interface Reading {
  readonly fetch: typeof globalThis.fetch;
  readonly maxRetries: number;
  /** Told of each repetition of a request. */
  readonly onRetry: OnRetry;
  /** Requests at once. */
  readonly concurrency: number;
  readonly contentFormat: ContentFormat;
  /** Whether the media of comments is to be kept elsewhere. */
  readonly keepsMedia: boolean;
}

/** What a kind of source brings. */
interface SourceKind<Config> {
  /** Finds the threads on the pages of a site. */
  readonly widget: object;
  create(config: Config, reading: Reading): CommentSource;
  /** What page records called the source before the ledger named owners. */
  formerName(config: Config): string;
}

type SourceKinds = {
  readonly [Kind in SourceConfig["kind"]]: SourceKind<Extract<SourceConfig, { kind: Kind }>>;
};

/** The kinds of sources: a further one is a folder here and a line in this table. */
export const sourceKinds = {
  cactus: {
    widget: cactusWidget,
    create: (config, reading) =>
      createCactusSource({
        ...config,
        ...reading,
        homeserverUrl: config.serverUrl,
        homeserverUrlFrom: config.serverUrlFrom,
      }),
    formerName: ({ siteNames, serverName }) => `${siteNames.join(", ")} of ${serverName}`,
  },
} as const satisfies SourceKinds;
