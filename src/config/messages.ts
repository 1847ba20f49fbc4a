import { defineMessages } from "../domain/message-catalogue.ts";

type Contradiction = Record<"name" | "given" | "found" | "places", string>;

const saysOtherwise = ({ name, given, found, places }: Contradiction) =>
  `The comment widget is configured with ${found} for ${name} (${places}), but ${given} was given, and is used.`;
const omitSetting = ({ name }: Record<"name", string>) =>
  `If the pages are right, don't set ${name}.`;

/** What is said of settings. */
export const configMessages = defineMessages({
  "invalid-config": {
    severity: "error",
    message: ({ problems }: Record<"problems", string>) =>
      `The configuration can't be used:\n${problems}`,
    remedy: "Correct these settings and start again; nothing was read or written.",
  },
  "secret-in-config-file/input": {
    severity: "warning",
    message: ({ place }: Record<"place", string>) =>
      `${place} is a secret, and everyone who can read the file can read it.`,
    remedy: ({ name }: Record<"name", string>) =>
      `Remove it from the file, revoke it if it was ever pushed, and pass a new one to the input ${name} from a repository secret.`,
  },
  "secret-in-config-file/variable": {
    severity: "warning",
    message: ({ place }: Record<"place", string>) =>
      `${place} is a secret, and everyone who can read the file can read it.`,
    remedy: ({ variable }: Record<"variable", string>) =>
      `Remove it from the file, revoke it if it was ever pushed, and pass a new one in the environment variable ${variable}.`,
  },
  "widget-says-otherwise/expected": {
    severity: "notice",
    message: saysOtherwise,
    remedy: omitSetting,
  },
  "widget-says-otherwise/unexpected": {
    severity: "warning",
    message: saysOtherwise,
    remedy: omitSetting,
  },
  "secret-in-the-open": {
    severity: "warning",
    message: ({ server }: Record<"server", string>) =>
      `The token or password is sent to ${server} without encryption, where others can read it.`,
    remedy: ({ name }: Record<"name", string>) =>
      `Set ${name} to an https address, and revoke the token if the network was public.`,
  },
});
