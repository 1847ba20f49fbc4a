import { z } from "zod";
import type { StateEvent } from "./wire-events.ts";

/** Who may redact the events of others in a room. */
export interface Powers {
  mayRedact(userId: string): boolean;
  /** The user ids among those with a power of their own who may. */
  readonly moderators: readonly string[];
}

// Rooms before version 10 may have them as texts.
const level = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const levelOr = (otherwise: number) => level.nullish().transform((value) => value ?? otherwise);

const powerLevels = z.object({
  users: z
    .record(z.string(), level.catch(0))
    .nullish()
    .transform((users) => users ?? {}),
  users_default: levelOr(0).catch(0),
  redact: levelOr(50).catch(50),
});

/** The powers that the content of `m.room.power_levels` sets; undefined for what is none. */
export function powersIn(content: unknown): Powers | undefined {
  const { data } = powerLevels.safeParse(content);
  if (data === undefined) return undefined;
  const { users, users_default, redact } = data;
  const mayRedact = (userId: string) => (users[userId] ?? users_default) >= redact;
  return { mayRedact, moderators: Object.keys(users).filter(mayRedact) };
}

/** The powers in a room of this state. Source: Matrix 1.11, `m.room.power_levels`. */
export function powersOf(events: readonly StateEvent[]): Powers | undefined {
  return powersIn(events.find(({ type }) => type === "m.room.power_levels")?.content);
}
