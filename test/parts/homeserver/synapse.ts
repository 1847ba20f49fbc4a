import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../machine/loopback.ts";
import { startCactusAppService } from "./cactus-app-service.ts";
import { botName, sectionAlias } from "./cactus-rooms.ts";
import type { Homeserver } from "./homeserver.ts";
import { registerGuest, registerUser } from "./synapse-accounts.ts";
import { randomSecret, type SynapseSettings, synapseFiles } from "./synapse-config.ts";
import { startSynapseProcess } from "./synapse-process.ts";
import { synapseRoom } from "./synapse-room.ts";

/** What a test can ask for: Synapse's settings, and how Cactus's application service behaves. */
export interface SynapseOptions extends Partial<SynapseSettings> {
  /**
   * Whether a look-up of a section without a room creates the room, as the real application
   * service does; otherwise (the default) the look-up finds nothing.
   */
  readonly createsRoomsOnDemand?: boolean;
}

/** A Synapse that can be stopped for a while. */
export interface Synapse extends Homeserver {
  /** Authenticates the application service that owns the rooms. */
  readonly appServiceToken: string;
  /** Stops, and answers again at the same address; without a database file all is forgotten. */
  restart(whileStopped: () => Promise<void>): Promise<void>;
}

/** Starts a Synapse of its own for the caller, in a temporary folder that goes with it. */
export async function startSynapse(options: SynapseOptions = {}): Promise<Synapse> {
  const { createsRoomsOnDemand = false, ...changed } = options;
  const settings: SynapseSettings = {
    serverName: "comments.example",
    roomVersion: "10",
    guestAccess: true,
    authenticatedMedia: false,
    rateLimits: {},
    database: ":memory:",
    ...changed,
  };
  const { serverName } = settings;
  const appServiceToken = randomSecret();
  const homeserverToken = randomSecret();
  await using parts = new AsyncDisposableStack();

  const folder = await mkdtemp(join(tmpdir(), "synapse-"));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const appService = parts.use(
    await startCactusAppService({
      homeserverUrl: baseUrl,
      botId: `@${botName}:${serverName}`,
      appServiceToken,
      homeserverToken,
      createsRoomsOnDemand,
    }),
  );
  const places = { folder, port, appServiceUrl: appService.url, appServiceToken, homeserverToken };
  for (const [name, content] of Object.entries(synapseFiles(settings, places))) {
    await writeFile(join(folder, name), content);
  }
  let synapse = await startSynapseProcess(folder, baseUrl);
  parts.defer(() => synapse[Symbol.asyncDispose]());
  const running = parts.move();

  return {
    kind: "synapse",
    baseUrl,
    serverName,
    appServiceToken,
    createUser: (name, displayName) => registerUser(baseUrl, name, displayName),
    createGuest: (displayName) => registerGuest(baseUrl, displayName),
    async createRoom(siteName, threadId, { moderators } = {}) {
      const roomId = await appService.createSectionRoom(siteName, threadId, moderators);
      const alias = `#${sectionAlias(siteName, threadId)}:${serverName}`;
      return synapseRoom({ baseUrl, appServiceToken, roomId, alias });
    },
    async restart(whileStopped) {
      await synapse[Symbol.asyncDispose]();
      await whileStopped();
      synapse = await startSynapseProcess(folder, baseUrl);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
