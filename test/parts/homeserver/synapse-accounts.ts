import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import type { UserHandle } from "./homeserver.ts";
import { matrixResult, path } from "./matrix-request.ts";

const registered = z.object({ user_id: z.string(), access_token: z.string() });
const anything = z.looseObject({});

/** Registers an account the way a person does, with a password. */
export async function registerUser(
  baseUrl: string,
  name: string,
  displayName?: string,
): Promise<UserHandle> {
  const password = `password of ${name}`;
  const { user_id, access_token } = await matrixResult(
    baseUrl,
    {
      method: "POST",
      path: "/_matrix/client/v3/register",
      body: { username: name, password, auth: { type: "m.login.dummy" } },
    },
    registered,
  );
  const user = { userId: user_id, accessToken: access_token, isGuest: false, password };
  await setProfileName(baseUrl, user, displayName);
  return user;
}

/**
 * Registers an administrator, and gives the access token.
 * Source: Synapse's admin API, "Shared-Secret Registration".
 */
export async function registerAdmin(baseUrl: string, sharedSecret: string): Promise<string> {
  const place = "/_synapse/admin/v1/register";
  const { nonce } = await matrixResult(baseUrl, { path: place }, z.object({ nonce: z.string() }));
  const [username, password] = ["admin", randomBytes(12).toString("hex")];
  const mac = createHmac("sha1", sharedSecret)
    .update([nonce, username, password, "admin"].join("\0"))
    .digest("hex");
  const body = { nonce, username, password, admin: true, mac };
  const { access_token } = await matrixResult(
    baseUrl,
    { method: "POST", path: place, body },
    registered,
  );
  return access_token;
}

/** Registers a guest the way the Cactus web client does. */
export async function registerGuest(baseUrl: string, displayName?: string): Promise<UserHandle> {
  const { user_id, access_token } = await matrixResult(
    baseUrl,
    {
      method: "POST",
      path: "/_matrix/client/v3/register",
      query: { kind: "guest" },
      body: {},
    },
    registered,
  );
  const guest = { userId: user_id, accessToken: access_token, isGuest: true };
  await setProfileName(baseUrl, guest, displayName);
  return guest;
}

async function setProfileName(
  baseUrl: string,
  user: UserHandle,
  displayName: string | undefined,
): Promise<void> {
  if (displayName === undefined) return;
  await matrixResult(
    baseUrl,
    {
      method: "PUT",
      path: path`/_matrix/client/v3/profile/${user.userId}/displayname`,
      token: user.accessToken,
      body: { displayname: displayName },
    },
    anything,
  );
}
