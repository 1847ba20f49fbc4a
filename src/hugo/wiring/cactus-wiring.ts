/**
 * What a page tells the Cactus client.
 * Source: https://cactus.chat/docs/reference/web-client/
 */
export interface CactusWiring {
  /** `commentSectionId`, as the client gets it. */
  readonly sectionId: string;
  readonly siteName: string | undefined;
  readonly serverName: string | undefined;
  /** `defaultHomeserverUrl`, without a slash at its end. */
  readonly homeserverUrl: string | undefined;
}
