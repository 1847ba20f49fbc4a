import type { MigrationError } from "../../domain/migration-error.ts";
import type { HomeserverFailure } from "./homeserver-failure.ts";
import { cactusMessages } from "./messages.ts";

/** The homeserver has no guests. */
export function guestAccessRefused(cause: HomeserverFailure): MigrationError {
  return cactusMessages.error("guest-access-refused", { failure: cause.message }, { cause });
}

/** The homeserver does not let the user in. */
export function logInRefused(cause: HomeserverFailure): MigrationError {
  return cactusMessages.error("log-in-refused", { failure: cause.message }, { cause });
}

/** The access token that was configured isn't good, and there is no other way in. */
export function tokenRejected(cause: HomeserverFailure): MigrationError {
  return cactusMessages.error("access-token-rejected", {}, { cause });
}

/** The homeserver forgot a token that it had only just issued. */
export function sessionLost(isGuest: boolean, cause: HomeserverFailure): MigrationError {
  return cactusMessages.error(isGuest ? "guest-session-lost" : "session-lost", {}, { cause });
}
