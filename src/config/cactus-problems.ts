import type { MessageText } from "../domain/message-catalogue.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

/** What can be wrong with the settings of Cactus Comments, as {@link settingProblems} of others. */
export const cactusProblems = {
  serverName: "must be a name such as example.org, without https:// and slashes",
  siteName: "must be the siteName of the widget alone, without # and :",
  siteNames:
    "must be a name, or names separated by commas; put it in quotes if it looks like a number",
  userIds: "must be user ids such as @name:example.org, separated by commas",
  userMissing: "is missing: a password needs the user that it belongs to.",
  passwordMissing: "is missing: a user needs a password to log in. Store it as a secret.",
  siteNameMissing:
    "is missing: the siteName that your Cactus Comments widget uses, where no page of the site says it.",
  serverNameMissing: "is missing: a homeserver-url of your own needs the serverName of the widget.",
  urlMissing: "is missing: a server-name of your own needs the homeserver's address.",
  urlOfPages: ({ url }: Texts<"url">) =>
    `is missing: a token or password is sent only to an address that you name, and ${url} was found in the site's pages. Set it here if it is right.`,
} as const satisfies Readonly<Record<string, MessageText>>;
