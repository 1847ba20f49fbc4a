import { inject } from "vitest";
import { z } from "zod";
import { type D1Backend, workerdBackend } from "../d1/d1-backend.ts";
import type { WranglerDev } from "../d1/wrangler-dev.ts";
import type { Homeserver } from "../homeserver/homeserver.ts";
import type { SeenConversations } from "../homeserver/seed.ts";
import { registerGuest, registerUser } from "../homeserver/synapse-accounts.ts";
import { synapseRoom } from "../homeserver/synapse-room.ts";

// Parts that all suites of a run share. Each suite keeps to names of its own: sites, users, databases.

const synapse = z.object({
  baseUrl: z.string(),
  serverName: z.string(),
  appServiceToken: z.string(),
});
const room = z.object({ roomId: z.string(), alias: z.string() });
const seenComment = z.object({
  eventId: z.string(),
  authorName: z.string(),
  text: z.string(),
  sentAt: z.number(),
  replyTo: z.string().nullable(),
});
const conversations = z.array(z.tuple([z.string(), z.array(seenComment)]));

/** A Synapse, on which each suite registers users of its own: their names get the suite's behind them. */
export async function sharedSynapse(suite: string): Promise<Homeserver> {
  const { baseUrl, serverName, appServiceToken } = await ask("/synapse", synapse);
  return {
    kind: "synapse",
    baseUrl,
    serverName,
    createUser: (name, displayName) => registerUser(baseUrl, `${name}-${suite}`, displayName),
    createGuest: (displayName) => registerGuest(baseUrl, displayName),
    async createRoom(siteName, threadId, { moderators = [] } = {}) {
      const created = await ask("/room", room, { siteName, threadId, moderators });
      return synapseRoom({ baseUrl, appServiceToken, ...created });
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** A Synapse with the conversations of the example site, for suites that only read them. */
export async function sharedExampleSite(): Promise<{
  readonly homeserver: Pick<Homeserver, "baseUrl" | "serverName">;
  readonly seen: SeenConversations;
}> {
  const seen = new Map(await ask("/example-site", conversations));
  return { homeserver: await ask("/synapse", synapse), seen };
}

/** `wrangler dev` with a Worker that does nothing. */
function sharedWorkerd(): Promise<Pick<WranglerDev, "databasesUrl" | "origin">> {
  return ask("/wrangler-dev", z.object({ databasesUrl: z.string(), origin: z.string() }));
}

/** Real D1 on workerd, whose databases are made when their id is first used. */
export async function sharedD1(): Promise<D1Backend> {
  return workerdBackend((await sharedWorkerd()).databasesUrl);
}

/** The folder of the bundles, as src makes them. */
export function sharedBundles(): Promise<string> {
  return ask("/bundles", z.string());
}

/** The bundles, and the D1 of a Worker that does nothing. */
export async function sharedMigrationParts() {
  return { bundles: await sharedBundles(), workerd: await sharedWorkerd() };
}

async function ask<T>(path: string, answer: z.ZodType<T>, asked: object = {}): Promise<T> {
  const response = await fetch(new URL(path, inject("sharedParts")), {
    method: "POST",
    body: JSON.stringify(asked),
  });
  if (!response.ok) throw new Error(await response.text());
  return answer.parse(await response.json());
}
