import type { SourceConfig } from "../config/source-kinds.ts";
import type { AddressedSource } from "../domain/addressed-thread.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import type { SitePage, SiteScan } from "../domain/page.ts";
import type { CommentSource } from "../domain/ports.ts";
import type { Widget } from "../domain/widget.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { artransFormat } from "./artrans/artrans-format.ts";
import { artransWidget } from "./artrans/artrans-widget.ts";
import { createCactusSource } from "./cactus/comment-source.ts";
import { cactusWidget } from "./cactus/widget/cactus-widget.ts";
import { commentoFormat } from "./commento/commento-format.ts";
import { commentoWidget } from "./commento/commento-widget.ts";
import { disqusFormat } from "./disqus/disqus-format.ts";
import { disqusWidget } from "./disqus/disqus-widget.ts";
import type { ExportFormat } from "./export/export-format.ts";
import { openExportSource } from "./export/export-source.ts";
import { findExportFiles } from "./export/find-files.ts";
import { openGithub } from "./github/open-github.ts";
import { githubWidget } from "./github/widget/github-widget.ts";
import { termOf } from "./github/widget/term.ts";
import { issoFormat } from "./isso/isso-format.ts";
import { issoWidget } from "./isso/isso-widget.ts";
import { remark42Format } from "./remark42/remark42-format.ts";
import { remark42Widget } from "./remark42/remark42-widget.ts";
import { pageNames } from "./staticman/page-names.ts";
import { staticmanFormat } from "./staticman/staticman-format.ts";
import { staticmanWidget } from "./staticman/staticman-widget.ts";
import { wordpressFormat } from "./wordpress/wordpress-format.ts";

type Kind = SourceConfig["kind"];
type ExportConfig = Extract<SourceConfig, { readonly files: unknown }>;

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
  /** Absolute; files are named relative to it. */
  readonly repositoryDir: string;
  /** Of GitHub's REST API; its own if omitted. */
  readonly githubApi: string | undefined;
}

/** A source whose conversations the site's pages name. */
interface NamedByPages {
  readonly by: "pages";
  /** Names of the sites that are moved; a page that names none belongs to the first. */
  readonly siteNames: readonly string[];
  create(reading: Reading): CommentSource;
}

/** A source whose conversations name their pages. */
interface NamingPages {
  readonly by: "addresses";
  open(reading: Reading, signal: AbortSignal): Promise<AddressedSource>;
}

/** How the comments of a source are had. */
type SourceAccess = NamedByPages | NamingPages;

/** No page of a Hugo site shows these comments any more. */
const noWidget: Widget = {
  name: "WordPress",
  nameOfFiles: /(?!)/,
  markIn: () => undefined,
  placesIn: () => [],
  mayShow: () => false,
  createReader: () => () => [],
  oddThreadId: () => undefined,
};

/** Finds what shows the comments of a kind of source on the pages of a site. */
export const widgets: Readonly<Record<Kind, Widget>> = {
  cactus: cactusWidget,
  disqus: disqusWidget,
  github: githubWidget,
  wordpress: noWidget,
  artrans: artransWidget,
  remark42: remark42Widget,
  isso: issoWidget,
  commento: commentoWidget,
  staticman: staticmanWidget,
};

const formats = {
  artrans: artransFormat,
  commento: commentoFormat,
  disqus: disqusFormat,
  isso: issoFormat,
  remark42: remark42Format,
  staticman: staticmanFormat,
  wordpress: wordpressFormat,
} as const satisfies Readonly<Record<ExportConfig["kind"], ExportFormat>>;

/** Whether the pages of a site name the conversations of a kind of source. */
export function isNamedByPages(kind: Kind): boolean {
  return kind === "cactus";
}

/** How the comments of a source are had: a further kind is a folder here and a line in this file. */
export function sourceAccess(config: SourceConfig): SourceAccess {
  switch (config.kind) {
    case "cactus":
      return {
        by: "pages",
        siteNames: config.siteNames,
        create: (reading) =>
          createCactusSource({
            ...config,
            ...reading,
            homeserverUrl: config.serverUrl,
            homeserverUrlFrom: config.serverUrlFrom,
          }),
      };
    case "github":
      return {
        by: "addresses",
        open: ({ githubApi, ...reading }, signal) =>
          openGithub({ ...config, ...reading, apiUrl: githubApi }, signal),
      };
    default:
      return {
        by: "addresses",
        open: async ({ repositoryDir, contentFormat, keepsMedia, ...requests }) =>
          openExportSource(
            formats[config.kind],
            {
              files: await findExportFiles(config.files, repositoryDir),
              site: config.site,
              contentFormat,
            },
            keepsMedia ? requests : undefined,
          ),
      };
  }
}

/** What people and the checkpoint know of a source. */
interface SourceIdentity {
  /** Tells it from others of its kind, whatever the site; empty where there is one only. */
  readonly server: string;
  /** The site's name there; empty where it has none. */
  readonly site: string;
  /** Where its comments are, for people. */
  readonly place: string;
  /** What page records called it before the ledger named owners; absent where they never did. */
  readonly formerName?: string;
}

/** What a source is called. */
export function identityOf(config: SourceConfig): SourceIdentity {
  switch (config.kind) {
    case "cactus": {
      const { siteNames, serverName, serverUrl } = config;
      const site = siteNames.join(", ");
      return {
        server: serverName,
        site,
        place: serverUrl,
        formerName: `${site} of ${serverName}`,
      };
    }
    case "github": {
      const { repository, threads } = config;
      return { server: "", site: repository, place: `${threads} of ${repository}` };
    }
    default:
      return { server: "", site: config.site ?? "", place: withArticle(formats[config.kind].name) };
  }
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** The configuration with the name that the opened source has for the site. */
export function withSite(config: SourceConfig, site: string): SourceConfig {
  switch (config.kind) {
    case "cactus":
      return config;
    case "github":
      return { ...config, repository: site };
    default:
      return { ...config, site };
  }
}

/** What the widget of a source would call a page that doesn't show it. */
export function termsOf(
  config: SourceConfig,
  { origin }: Pick<SiteScan, "origin">,
): (page: SitePage) => readonly string[] {
  if (config.kind === "staticman") return pageNames;
  if (config.kind !== "github") return () => [];
  const { mapping, threads } = config;
  if (mapping === undefined) return () => [];
  const widget = threads === "discussions" ? "giscus" : "utterances";
  return ({ pageId }) => {
    const address = `${origin ?? ""}${pageId}`;
    const terms = [
      termOf(mapping, { widget, address }),
      ...(threads === "discussions"
        ? [termOf(mapping, { widget, address, strict: true })]
        : [termOf(undefined, { widget: "gitalk", address })]),
    ];
    return terms.filter((term) => term !== undefined);
  };
}
