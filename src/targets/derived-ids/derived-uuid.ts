import { hash } from "node:crypto";

/**
 * A UUID that follows from its input: of version 8, with 122 bits of the key's SHA-256. So the same
 * comment always has the same id.
 * Source: RFC 9562, 5.8 "UUID Version 8" and appendix B.2
 */
export function derivedUuid(key: string): string {
  const digest = hash("sha256", key, "hex");
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}
