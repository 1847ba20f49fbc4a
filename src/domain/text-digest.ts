import { hash } from "node:crypto";

/** SHA-256 of a text as UTF-8, in hexadecimal digits. */
export function textDigest(text: string): string {
  return hash("sha256", text);
}
