import { createHash } from "node:crypto";
import type { UserHandle } from "../homeserver.ts";
import { MatrixError } from "./matrix-error.ts";

/** An account with its name of the moment. */
export interface Account extends UserHandle {
  readonly displayName: string | undefined;
}

/** The accounts of a homeserver, found by access token. */
export class Accounts {
  readonly #serverName: string;
  readonly #byToken = new Map<string, Account>();
  #guests = 0;

  constructor(serverName: string) {
    this.#serverName = serverName;
  }

  registerUser(name: string, displayName?: string): Account {
    return this.#add({
      localPart: name,
      displayName,
      isGuest: false,
      password: `${name}'s password`,
    });
  }

  registerGuest(displayName?: string): Account {
    this.#guests += 1;
    return this.#add({ localPart: String(this.#guests), displayName, isGuest: true });
  }

  /** The account of a request. Source: Matrix 1.11, "Using access tokens". */
  authenticate(authorization: string | undefined): Account {
    const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
    if (token === undefined) throw new MatrixError(401, "M_MISSING_TOKEN", "Missing access token");
    const account = this.#byToken.get(token);
    if (account === undefined) {
      throw new MatrixError(401, "M_UNKNOWN_TOKEN", "Invalid access token", { soft_logout: false });
    }
    return account;
  }

  #add(options: {
    readonly localPart: string;
    readonly displayName: string | undefined;
    readonly isGuest: boolean;
    readonly password?: string;
  }): Account {
    const { localPart, displayName, isGuest, password } = options;
    const userId = `@${localPart}:${this.#serverName}`;
    const accessToken = `syt_${createHash("sha256").update(userId).digest("hex").slice(0, 32)}`;
    const account = {
      userId,
      accessToken,
      isGuest,
      displayName,
      ...(password === undefined ? {} : { password }),
    };
    this.#byToken.set(accessToken, account);
    return account;
  }
}
