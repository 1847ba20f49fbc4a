/**
 * The time in ms until Cloudflare's API takes the next request: 0 while it takes more, by the header
 * `Ratelimit: "default";r=50;t=30`, in which `r` requests are left for `t` seconds. The limit (1,200
 * requests in five minutes) counts all that a user does, so only the server knows what is left.
 * Source: https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export function pauseMs(headers: Headers): number {
  const policies = (headers.get("ratelimit") ?? "").split(",");
  return Math.max(...policies.map((policy) => (field(policy, "r") === 0 ? secondsOf(policy) : 0)));
}

/**
 * The wait in ms that an answer asks for before it is tried again; undefined where it names none.
 * Source: RFC 9110, 10.2.3 "Retry-After".
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : Math.max(0, time - Date.now());
}

function secondsOf(policy: string): number {
  return (field(policy, "t") ?? 0) * 1000;
}

function field(policy: string, name: "r" | "t"): number | undefined {
  const value = new RegExp(`;\\s*${name}=(\\d+)`).exec(policy)?.[1];
  return value === undefined ? undefined : Number(value);
}
