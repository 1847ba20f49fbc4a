/** A Matrix homeserver on this machine that serves Cactus comment sections, for the time of a test. */
export interface Homeserver extends AsyncDisposable {
  readonly kind: "embedded" | "synapse";
  /** Address without a trailing slash, `http://127.0.0.1:8008`. */
  readonly baseUrl: string;
  /** The part of ids and aliases after the colon, such as `comments.example`. */
  readonly serverName: string;
  /**
   * Creates the room of a comment section the way Cactus does (readable by everybody, guests may
   * join, alias `#comments_<site>_<section>:<server>`), and the site's moderation room before its
   * first section.
   */
  createRoom(siteName: string, threadId: string, options?: RoomOptions): Promise<RoomHandle>;
  /** A registered account with an access token. */
  createUser(name: string, displayName?: string): Promise<UserHandle>;
  /** A guest account, as the comment form makes one for a visitor who doesn't log in. */
  createGuest(displayName?: string): Promise<UserHandle>;
}

/** An account that can take part in a conversation. */
export interface UserHandle {
  /** `@name:server`. */
  readonly userId: string;
  readonly accessToken: string;
  readonly isGuest: boolean;
  /** For `m.login.password`; guests have none. */
  readonly password?: string;
}

/** What a comment section's room takes over from its site. */
interface RoomOptions {
  /** Users who may remove the comments of others. */
  readonly moderators?: readonly UserHandle[];
}

/** A comment section's room, to play a conversation into. */
export interface RoomHandle {
  readonly roomId: string;
  readonly alias: string;
  join(user: UserHandle): Promise<void>;
  /** Sends an event as it is and gives its event id. The sender must have joined. */
  send(user: UserHandle, content: Record<string, unknown>, options?: SendOptions): Promise<string>;
  /** Removes the content of an event, and gives the event id of the redaction. */
  redact(user: UserHandle, eventId: string, reason?: string): Promise<string>;
  /** Changes what the user is called in this room from now on; earlier comments keep the earlier name. */
  setDisplayName(user: UserHandle, displayName: string): Promise<void>;
  /** Replaces the room by a new one, as its owner does; the alias moves. Nobody has joined it yet. */
  upgrade(): Promise<RoomHandle>;
  /** Sets a state event as the room's owner, the Cactus bot, and gives its event id. */
  sendState(type: string, content: Record<string, unknown>, stateKey?: string): Promise<string>;
}

/** What is unusual about an event. */
export interface SendOptions {
  /** Event type, `m.room.message` when left out. */
  readonly type?: string;
  /** `origin_server_ts` in ms since the Unix epoch, the present when left out. */
  readonly ts?: number;
}
