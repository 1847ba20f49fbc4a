import { z } from "zod";
import type { Env } from "./env.ts";
import { Refusal } from "./refusal.ts";

const perHour = 20;
const hourMs = 3_600_000;
const counted = z.object({ count: z.number() });

/**
 * Who writes, as the database may know it: a keyed hash of the address, from which nobody without the
 * key comes back to it. Null where no key is set.
 */
export async function writerOf(request: Request, { WRITER_SECRET }: Env): Promise<string | null> {
  if (WRITER_SECRET === undefined || WRITER_SECRET === "") return null;
  const bytes = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(WRITER_SECRET), algorithm, false, [
    "sign",
  ]);
  const signature = await crypto.subtle.sign("HMAC", key, bytes(addressOf(request)));
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Lets nobody write too many comments at once: by the rate limit of Workers, which is quick and
 * counts in each place of Cloudflare's network, and by the database, which counts them all.
 * @throws Refusal
 */
export async function limitWriter(
  request: Request,
  { DB, WRITERS }: Env,
  writer: string | null,
  now: Date,
): Promise<void> {
  const quick = await WRITERS?.limit({ key: addressOf(request) });
  if (quick?.success === false) throw tooMany(60);
  if (writer === null) return;
  const since = new Date(now.getTime() - hourMs).toISOString();
  const found = await DB.prepare(
    "SELECT count(*) AS count FROM comments WHERE ip_address = ?1 AND created_at > ?2",
  )
    .bind(writer, since)
    .first();
  if (counted.parse(found).count >= perHour) throw tooMany(600);
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

function tooMany(seconds: number): Refusal {
  return new Refusal(
    429,
    "too-many-comments",
    "You have written many comments in a short time.",
    seconds < 120 ? "Wait a minute, then send it again." : "Wait some minutes, then send it again.",
    { "Retry-After": String(seconds) },
  );
}
