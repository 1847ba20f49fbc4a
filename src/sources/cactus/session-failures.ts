import { MigrationError } from "../../domain/migration-error.ts";
import type { HomeserverFailure } from "./homeserver-failure.ts";

const giveAccount =
  "Set the input access-token to the token of an account on this homeserver, or matrix-user and matrix-password to its name and password (as secrets).";

/** The homeserver has no guests. */
export function guestAccessRefused(cause: HomeserverFailure): MigrationError {
  return new MigrationError(
    "guest-access-refused",
    `${cause.message} It does not let guests in, so the comments can't be read without an account.`,
    { remedy: giveAccount, cause },
  );
}

/** The homeserver does not let the user in. */
export function logInRefused(cause: HomeserverFailure): MigrationError {
  return new MigrationError("log-in-refused", `${cause.message} So the user could not log in.`, {
    remedy:
      "Check the inputs matrix-user and matrix-password; where the homeserver has no passwords, set access-token instead.",
    cause,
  });
}

/** The access token that was given isn't good, and there is no other way in. */
export function tokenRejected(cause: HomeserverFailure): MigrationError {
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

/** The homeserver forgot a token that it had only just given. */
export function sessionLost(isGuest: boolean, cause: HomeserverFailure): MigrationError {
  const whom = isGuest ? "the guest that it let in" : "the user who logged in";
  return new MigrationError(
    isGuest ? "guest-session-lost" : "session-lost",
    `The homeserver no longer knows ${whom} for this run, and forgot the next session at once, too.`,
    { remedy: `Run again; if it stays: ${giveAccount}`, cause },
  );
}
