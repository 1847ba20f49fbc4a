import type { MatrixClient } from "matrix-js-sdk";
import { z } from "zod";
import type { MigrationError } from "../../domain/migration-error.ts";
import type { HomeserverClient, HomeserverRequest } from "./homeserver-client.ts";
import { HomeserverFailure } from "./homeserver-failure.ts";
import {
  guestAccessRefused,
  logInRefused,
  sessionLost,
  tokenRejected,
} from "./session-failures.ts";

/** Who reads: the token's account, else the user's, else a guest. */
export interface Account {
  readonly accessToken?: string | undefined;
  /** User id or its local part; needs the password. Logs in when there is no token, or when it ends. */
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** Requests as one account. */
export interface Session {
  /** Whether a visitor without an account of its own reads. */
  readonly isGuest: boolean;
  /**
   * Sends a request with the account's token, see {@link HomeserverClient.request}. A token that the
   * homeserver doesn't know any more is replaced once, and the request repeated.
   */
  request<T>(request: Omit<HomeserverRequest<T>, "accessToken">, signal: AbortSignal): Promise<T>;
  /** The same for a request of another kind, which throws a HomeserverFailure where it is refused. */
  withToken<T>(send: (accessToken: string) => Promise<T>, signal: AbortSignal): Promise<T>;
}

const signedIn = z.object({ access_token: z.string() });

/** A way to get an access token. */
interface SignIn {
  readonly send: (client: MatrixClient) => Promise<unknown>;
  readonly refused: (cause: HomeserverFailure) => MigrationError;
}

/**
 * Reads as the account. Who has no token gets one with the first request and once only; when that
 * failed, the next request tries again.
 * Source: Matrix 1.11 client-server API, "Guest access", "Login", "Soft logout".
 */
export function createSession(client: HomeserverClient, account: Account): Session {
  const { accessToken, user } = account;
  const isGuest = accessToken === undefined && user === undefined;
  const signIn = isGuest ? asGuest : withPassword(account);
  let current = accessToken === undefined ? undefined : Promise.resolve(accessToken);

  function tokenOf(signal: AbortSignal): Promise<string> {
    if (current !== undefined) return current;
    const started = getToken(client, signIn, signal).catch((error: unknown) => {
      if (current === started) current = undefined;
      throw error;
    });
    current = started;
    return started;
  }

  /** Only the first of several requests that hear of the end of a token replaces it. */
  async function renew(dead: string): Promise<void> {
    const held = current;
    if ((await held?.catch(() => undefined)) === dead && current === held) current = undefined;
  }

  async function withToken<T>(
    send: (accessToken: string) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const token = await tokenOf(signal);
    try {
      return await send(token);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      if (signIn === undefined) throw tokenRejected(error);
      await renew(token);
    }
    try {
      return await send(await tokenOf(signal));
    } catch (error) {
      throw isTokenRefused(error) ? sessionLost(isGuest, error) : error;
    }
  }

  return {
    isGuest,
    withToken,
    request: (request, signal) =>
      withToken((accessToken) => client.request({ ...request, accessToken }, signal), signal),
  };
}

const asGuest: SignIn = {
  send: (client) => client.registerGuest(),
  // Synapse says M_UNKNOWN where guests are off, others M_GUEST_ACCESS_FORBIDDEN or 401.
  refused: guestAccessRefused,
};

function withPassword({ user, password }: Account): SignIn | undefined {
  if (user === undefined || password === undefined) return undefined;
  return {
    send: (client) =>
      client.loginRequest({
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password,
        initial_device_display_name: "hugo-comment-migration",
      }),
    refused: logInRefused,
  };
}

async function getToken(
  client: HomeserverClient,
  signIn: SignIn | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (signIn === undefined) throw new Error("a user without a password can't log in");
  try {
    const { access_token } = await client.request({ send: signIn.send, answer: signedIn }, signal);
    return access_token;
  } catch (error) {
    const isRefusal = error instanceof HomeserverFailure && error.code === "homeserver-refused";
    throw isRefusal ? signIn.refused(error) : error;
  }
}

function isTokenRefused(error: unknown): error is HomeserverFailure {
  return (
    error instanceof HomeserverFailure &&
    (error.errcode === "M_UNKNOWN_TOKEN" || error.errcode === "M_MISSING_TOKEN")
  );
}
