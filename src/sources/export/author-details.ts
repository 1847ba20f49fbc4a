import type { Author } from "../../domain/comment.ts";
import { textDigest } from "../../domain/text-digest.ts";

/** What an author wrote beside the name; empty texts for nothing. */
interface GivenDetails {
  readonly email?: string;
  /** Hash of the address, where the export has that only. */
  readonly emailHash?: string;
  readonly website?: string;
}

/** SHA-256 of a mail address in hexadecimal digits; undefined for none. */
export function hashOfEmail(email = ""): string | undefined {
  const address = email.trim().toLowerCase();
  return address === "" ? undefined : textDigest(address);
}

/** What is kept of an author: a hash of the mail address, and a site on the web; undefined for neither. */
export function authorDetails({ email, emailHash, website }: GivenDetails): Author | undefined {
  const hash = emailHash || hashOfEmail(email);
  const url = webAddress(website);
  if (hash === undefined && url === undefined) return undefined;
  return {
    isOwner: false,
    ...(hash === undefined ? {} : { emailHash: hash }),
    ...(url === undefined ? {} : { url }),
  };
}

function webAddress(website = ""): string | undefined {
  const text = website.trim();
  return /^https?:\/\/[^\s<>"]+$/i.test(text) && URL.canParse(text) ? text : undefined;
}
