import { memberContent } from "./wire-events.ts";

/**
 * The display name in a member event's content, empty for none; undefined where the user isn't
 * in the room: an invitation carries the name that the inviter knew.
 */
export function nameIn(content: unknown): string | undefined {
  const { data } = memberContent.safeParse(content);
  return data?.membership === "join" ? (data.displayname ?? "") : undefined;
}
