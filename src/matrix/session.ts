import { z } from "zod";
import { MigrationError } from "../comment/migration-error.ts";
import type { HomeserverClient, HomeserverRequest } from "./homeserver-client.ts";
import { HomeserverFailure } from "./homeserver-failure.ts";

const guest = z.object({ access_token: z.string() });

/** Requests as one account. */
export interface Session {
  /** Whether a visitor without an account of its own reads. */
  readonly isGuest: boolean;
  /** Sends a request with the account's token, see {@link HomeserverClient.request}. */
  request<T>(request: Omit<HomeserverRequest<T>, "accessToken">, signal: AbortSignal): Promise<T>;
}

/**
 * Reads with the given access token, or without one as a guest, who is registered with the first
 * request and once only; a registration that failed is tried again by the next request.
 * Source: Matrix 1.11 client-server API, "Guest access".
 */
export function createSession(client: HomeserverClient, accessToken: string | undefined): Session {
  let guestToken: Promise<string> | undefined;

  function tokenOf(signal: AbortSignal): Promise<string> {
    if (accessToken !== undefined) return Promise.resolve(accessToken);
    guestToken ??= registerGuest(client, signal).catch((error: unknown) => {
      guestToken = undefined;
      throw error;
    });
    return guestToken;
  }

  return {
    isGuest: accessToken === undefined,
    async request(request, signal) {
      const token = await tokenOf(signal);
      try {
        return await client.request({ ...request, accessToken: token }, signal);
      } catch (error) {
        if (!isTokenRefused(error)) throw error;
        if (accessToken !== undefined) throw tokenRejected(error);
        guestToken = undefined;
        throw guestLost(error);
      }
    },
  };
}

async function registerGuest(client: HomeserverClient, signal: AbortSignal): Promise<string> {
  try {
    const registered = await client.request(
      { send: (matrix) => matrix.registerGuest(), answer: guest },
      signal,
    );
    return registered.access_token;
  } catch (error) {
    // Synapse says M_UNKNOWN where guests are off, others M_GUEST_ACCESS_FORBIDDEN or 401.
    if (!(error instanceof HomeserverFailure) || error.code !== "homeserver-refused") throw error;
    throw new MigrationError(
      "guest-access-refused",
      `${error.message} It does not let guests in, so the comments can't be read without an account.`,
      {
        remedy:
          "Set the input access-token to the token of an account on this homeserver (as a secret).",
        cause: error,
      },
    );
  }
}

function isTokenRefused(error: unknown): error is HomeserverFailure {
  return (
    error instanceof HomeserverFailure &&
    (error.errcode === "M_UNKNOWN_TOKEN" || error.errcode === "M_MISSING_TOKEN")
  );
}

function tokenRejected(cause: HomeserverFailure): MigrationError {
  return new MigrationError(
    "access-token-rejected",
    "The homeserver doesn't accept the access token: it is wrong, has expired, or its session was logged out.",
    {
      remedy:
        "Log in again, and put the new token into the input access-token (as a secret); without the input, comments are read as a guest.",
      cause,
    },
  );
}

function guestLost(cause: HomeserverFailure): MigrationError {
  return new MigrationError(
    "guest-session-lost",
    "The homeserver no longer knows the guest that it let in for this run.",
    {
      remedy:
        "Run again; if it stays, set the input access-token to the token of an account on this homeserver.",
      cause,
    },
  );
}
