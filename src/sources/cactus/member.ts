import { memberContent } from "./wire-events.ts";

/** How a user looks in a room. */
export interface Profile {
  /** Empty for none. */
  readonly name: string;
  /** `mxc://` address of the picture. */
  readonly avatar: string | undefined;
}

/**
 * The profile that a member event's content gives; undefined where the user isn't in the room: an
 * invitation carries the profile that the inviter knew.
 */
export function profileIn(content: unknown): Profile | undefined {
  const { data } = memberContent.safeParse(content);
  if (data?.membership !== "join") return undefined;
  const avatar = data.avatar_url?.startsWith("mxc://") ? data.avatar_url : undefined;
  return { name: data.displayname ?? "", avatar };
}
