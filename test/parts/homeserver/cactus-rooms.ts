import type { UserHandle } from "./homeserver.ts";

// Rooms as Cactus Comments makes them.
// Source: cactus-appservice, `query_room_alias` and `new_transaction` in app.py.

/** Local part of the bot that owns all rooms. */
export const botName = "cactusbot";

/** Body of a request to create a room, without parts that Cactus doesn't use. */
export interface CreateRoomRequest extends Record<string, unknown> {
  readonly visibility: "private";
  /** Local part of the room's alias. */
  readonly room_alias_name: string;
  readonly name: string;
  readonly creation_content: { readonly "m.federate": true };
  readonly initial_state: readonly {
    readonly type: string;
    readonly content: Record<string, unknown>;
  }[];
  readonly power_level_content_override: { readonly users: Readonly<Record<string, number>> };
}

/** The local part of the alias of a comment section's room. */
export function sectionAlias(siteName: string, threadId: string): string {
  return `comments_${siteName}_${threadId}`;
}

/** The local part of the alias of a site's moderation room. */
function moderationAlias(siteName: string): string {
  return `comments_${siteName}`;
}

/** Site name and section id that the local part of an alias stands for; undefined for other rooms. */
export function parseSectionAlias(
  localPart: string,
): { readonly siteName: string; readonly threadId: string } | undefined {
  const [prefix, siteName, threadId, ...rest] = localPart.split("_");
  if (prefix !== "comments" || siteName === undefined || threadId === undefined) return undefined;
  return rest.length === 0 ? { siteName, threadId } : undefined;
}

/** The room of a comment section: readable by everybody, guests may join. */
export function sectionRoom(
  siteName: string,
  threadId: string,
  botId: string,
  moderators: readonly UserHandle[] = [],
): CreateRoomRequest {
  return {
    visibility: "private",
    room_alias_name: sectionAlias(siteName, threadId),
    name: `${siteName} comment section (${threadId})`,
    creation_content: { "m.federate": true },
    initial_state: [
      { type: "m.room.join_rules", content: { join_rule: "public" } },
      { type: "m.room.guest_access", content: { guest_access: "can_join" } },
      { type: "m.room.history_visibility", content: { history_visibility: "world_readable" } },
    ],
    power_level_content_override: { users: powerLevels(botId, moderators) },
  };
}

/** The room in which a site's moderators are managed: by invitation only. */
export function moderationRoom(siteName: string, botId: string): CreateRoomRequest {
  return {
    visibility: "private",
    room_alias_name: moderationAlias(siteName),
    name: `${siteName} moderation room`,
    creation_content: { "m.federate": true },
    initial_state: [
      { type: "m.room.join_rules", content: { join_rule: "invite" } },
      { type: "m.room.history_visibility", content: { history_visibility: "invited" } },
    ],
    power_level_content_override: { users: powerLevels(botId, []) },
  };
}

function powerLevels(
  botId: string,
  moderators: readonly UserHandle[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [botId, ...moderators.map(({ userId }) => userId)].map((id) => [id, 100]),
  );
}
