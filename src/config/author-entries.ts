import { z } from "zod";
import { didYouMean } from "./nearest-name.ts";
import { settingProblems } from "./setting-problems.ts";
import { text } from "./value-types.ts";

/** What is known of one author; what is not said is undefined. */
export interface AuthorEntry {
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** MD5 or SHA-256, in lower case. */
  readonly emailHash: string | undefined;
  readonly url: string | undefined;
  readonly isOwner: boolean;
}

/** What is known of authors, by the source's id of the user. */
export type AuthorEntries = ReadonlyMap<string, AuthorEntry>;

/** A fault in one of the entries. */
export interface AuthorFault {
  /** User id, and key where it is one's value. */
  readonly path: readonly [user: string, key?: string];
  /** The rest of a sentence that begins with the place. */
  readonly message: string;
}

const wanted = {
  name: "a name in one line",
  email: "an e-mail address",
  "email-hash": "an MD5 or SHA-256 in 32 or 64 hexadecimal digits",
  url: "an address that starts with https:// or http://",
  owner: "true or false",
} as const;

const types = {
  name: text().regex(/^[^\p{Cc}]{1,200}$/u),
  email: text().regex(/^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}$/),
  "email-hash": text()
    .toLowerCase()
    .regex(/^(?:[\da-f]{32}|[\da-f]{64})$/),
  url: text()
    .regex(/^https?:\/\/[^\s\p{Cc}]{1,2000}$/iu)
    .refine((address) => URL.canParse(address)),
  owner: z.boolean(),
};
const keys = z.enum(["name", "email", "email-hash", "url", "owner"]);
const known = keys.options.join(", ");
const table = z.record(z.string(), z.unknown());

/** The setting `authors`: the path of a file, or the entries themselves. */
export function authors() {
  const error = settingProblems.authors;
  const file = z.string().trim().min(1, settingProblems.empty);
  return z.union([file, table], { error }).transform((given, context): string | AuthorEntries => {
    if (typeof given === "string") return given;
    const { entries, faults } = readAuthorEntries(given);
    for (const { message } of faults.slice(0, 1)) context.addIssue({ code: "custom", message });
    return entries;
  });
}

/**
 * Checks entries, `{ "@ada:cactus.chat": { name: "Ada", owner: true } }`. What an entry with a fault
 * says otherwise is among the entries.
 */
export function readAuthorEntries(given: Readonly<Record<string, unknown>>): {
  readonly entries: AuthorEntries;
  readonly faults: readonly AuthorFault[];
} {
  const faults: AuthorFault[] = [];
  const entries = new Map<string, AuthorEntry>();
  for (const [user, said] of Object.entries(given)) {
    const { data } = table.safeParse(said);
    if (data === undefined) {
      const message = settingProblems.authorEntry({ user, keys: known });
      faults.push({ path: [user], message });
      continue;
    }
    faults.push(...faultsIn(user, data));
    entries.set(user, {
      name: types.name.safeParse(data["name"]).data,
      email: types.email.safeParse(data["email"]).data,
      emailHash: types["email-hash"].safeParse(data["email-hash"]).data,
      url: types.url.safeParse(data["url"]).data,
      isOwner: data["owner"] === true,
    });
  }
  return { entries, faults };
}

function faultsIn(user: string, said: Readonly<Record<string, unknown>>): readonly AuthorFault[] {
  const faults = Object.entries(said).flatMap(([written, value]): AuthorFault[] => {
    const key = keys.safeParse(written).data;
    if (key === undefined) {
      const meant = didYouMean(written, keys.options);
      const message = settingProblems.authorKey({ user, key: written, keys: known });
      return [{ path: [user, written], message: message + meant }];
    }
    if (types[key].safeParse(value).success) return [];
    const message = settingProblems.authorValue({ user, key, wanted: wanted[key] });
    return [{ path: [user, key], message }];
  });
  const isTwice = "email" in said && "email-hash" in said;
  const message = settingProblems.authorTwice({ user });
  return isTwice ? [...faults, { path: [user, "email-hash"], message }] : faults;
}
