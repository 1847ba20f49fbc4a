import { Refusal } from "../answers/refusal.ts";
import type { Env } from "../env.ts";
import { hmacSha256 } from "../sha256.ts";

/** Comments that a writer who is counted in the database may write in {@link countedMs}. */
export const mostCounted = 20;
export const countedMs = 3_600_000;

/**
 * Who writes, as the database may know it: a keyed hash of the address, from which nobody without the
 * key comes back to it. Null where no key is set.
 */
export async function writerOf(request: Request, { WRITER_SECRET }: Env): Promise<string | null> {
  if (WRITER_SECRET === undefined || WRITER_SECRET === "") return null;
  return hmacSha256(WRITER_SECRET, addressOf(request));
}

/**
 * Lets nobody send much at once, by the rate limit of Workers, which is quick and counts in each
 * place of Cloudflare's network.
 * @throws Refusal
 */
export async function limitSender(request: Request, { WRITERS }: Env): Promise<void> {
  const quick = await WRITERS?.limit({ key: addressOf(request) });
  if (quick?.success === false) throw tooMany(60);
}

/** The refusal of who has sent too much. */
export function tooMany(seconds: number): Refusal {
  return new Refusal(
    429,
    "too-many-comments",
    "You have written many comments in a short time.",
    seconds < 120 ? "Wait a minute, then send it again." : "Wait some minutes, then send it again.",
    { "Retry-After": String(seconds) },
  );
}

/** An IPv6 address counts as its /64: whoever has one has them all. */
function addressOf(request: Request): string {
  const address = request.headers.get("CF-Connecting-IP") ?? "unknown";
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("::");
  const [left, right] = [head, tail].map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array<string>(Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0))).fill(
    "0",
  );
  return [...(left ?? []), ...zeros, ...(right ?? [])].slice(0, 4).join(":");
}
