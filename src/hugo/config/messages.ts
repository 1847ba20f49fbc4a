import { defineMessages } from "../../domain/message-catalogue.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

/** What is reported about the configuration of a Hugo site. */
export const siteConfigMessages = defineMessages({
  "malformed-site-config/syntax": {
    severity: "error",
    message: ({ file, line, reason }: Texts<"file" | "reason"> & { readonly line: number }) =>
      `The site's configuration ${file}:${line} can't be read: ${reason}`,
    remedy: "Correct the file; hugo config shows whether Hugo can read it.",
  },
  "malformed-site-config/no-table": {
    severity: "error",
    message: ({ file }: Texts<"file">) =>
      `The site's configuration ${file} is not a list of keys and values.`,
    remedy: "Correct the file; hugo config shows whether Hugo can read it.",
  },
  "malformed-site-config/too-large": {
    severity: "error",
    message: ({ file, limit }: Texts<"file"> & { readonly limit: number }) =>
      `The site's configuration ${file} is too large: it has more than ${limit} MiB.`,
    remedy: "Move data of this size out of the configuration.",
  },
  "malformed-site-config/unreadable": {
    severity: "error",
    message: ({ file, reason }: Texts<"file" | "reason">) =>
      `The site's configuration ${file} can't be read: ${reason}.`,
    remedy: "Put a readable file there; hugo config shows whether Hugo can read it.",
  },
  "malformed-site-config/link": {
    severity: "error",
    message: ({ file }: Texts<"file">) =>
      `The site's configuration ${file} was not read: a symbolic link leads out of the site's folder there.`,
    remedy: "Put the file itself in place of the link.",
  },
});
