import { randomBytes } from "node:crypto";
import type { UserHandle } from "../homeserver.ts";
import { MatrixError } from "./matrix-error.ts";

/** An account of the embedded homeserver. */
export interface Account extends UserHandle {
  readonly displayName: string;
}

/**
 * The accounts of one homeserver, with their access tokens. Who has chosen no display name goes by
 * the local part of the user id, as in Synapse.
 */
export class Accounts {
  readonly #serverName: string;
  readonly #byUserId = new Map<string, Account>();
  readonly #byToken = new Map<string, Account>();
  #guests = 0;

  constructor(serverName: string) {
    this.#serverName = serverName;
  }

  /** Throws M_USER_IN_USE when the name is taken. */
  register(name: string, password: string, displayName = name): Account {
    const userId = `@${name}:${this.#serverName}`;
    if (this.#byUserId.has(userId)) {
      throw new MatrixError(400, "M_USER_IN_USE", "User ID already taken.");
    }
    return this.#add({ userId, accessToken: newToken(), isGuest: false, password, displayName });
  }

  /** Guests have numbers for names, as in Synapse. */
  registerGuest(displayName?: string): Account {
    this.#guests += 1;
    const name = String(this.#guests);
    const userId = `@${name}:${this.#serverName}`;
    return this.#add({
      userId,
      accessToken: newToken(),
      isGuest: true,
      displayName: displayName ?? name,
    });
  }

  /** A further access token for an account. Throws M_FORBIDDEN when the password is wrong. */
  logIn(
    nameOrUserId: string,
    password: string,
  ): { readonly account: Account; readonly token: string } {
    const userId = nameOrUserId.startsWith("@")
      ? nameOrUserId
      : `@${nameOrUserId}:${this.#serverName}`;
    const account = this.#byUserId.get(userId);
    if (account?.password !== password) {
      throw new MatrixError(403, "M_FORBIDDEN", "Invalid username or password");
    }
    const token = newToken();
    this.#byToken.set(token, account);
    return { account, token };
  }

  byUserId(userId: string): Account | undefined {
    return this.#byUserId.get(userId);
  }

  /** The account that the token stands for. Throws M_MISSING_TOKEN and M_UNKNOWN_TOKEN. */
  authenticate(token: string | undefined): Account {
    if (token === undefined) throw new MatrixError(401, "M_MISSING_TOKEN", "Missing access token");
    const account = this.#byToken.get(token);
    if (account !== undefined) return account;
    throw new MatrixError(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.", {
      soft_logout: false,
    });
  }

  #add(account: Account): Account {
    this.#byUserId.set(account.userId, account);
    this.#byToken.set(account.accessToken, account);
    return account;
  }
}

function newToken(): string {
  return `syt_${randomBytes(18).toString("base64url")}`;
}
