import { createHash } from "node:crypto";

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A ULID that follows from its input: the time, then 80 bits of the key's SHA-256 in place of
 * random ones. So ids sort by time, and the same comment always has the same id.
 * Source: https://github.com/ulid/spec
 * @param milliseconds since 1970, 0 to 2^48 - 1
 */
export function derivedUlid(milliseconds: number, key: string): string {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 20);
  return base32(BigInt(milliseconds), 10) + base32(BigInt(`0x${hash}`), 16);
}

/** Crockford's Base32, filled with zeros on the left. */
function base32(value: bigint, length: number): string {
  return Array.from({ length }, (_, index) => {
    const shift = 5n * BigInt(length - 1 - index);
    return digits.charAt(Number((value >> shift) & 31n));
  }).join("");
}
