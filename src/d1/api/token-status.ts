import { z } from "zod";
import { accountUrlOf, cloudflareApi } from "../../cloudflare/api/api-address.ts";
import { readApiAnswer, reasonOf } from "../../cloudflare/api/api-answer.ts";
import { createExchange } from "../../cloudflare/api/exchange.ts";
import { inOneLine } from "../../domain/in-one-line.ts";
import { apiFailures } from "./api-failure.ts";

/** With which token which database is reached. */
interface TokenUse {
  /** `local`: wrangler's local copy. */
  readonly mode: "remote" | "wrangler" | "local";
  readonly apiToken?: string | undefined;
  readonly accountId?: string | undefined;
  /** Address of Cloudflare's API, where it is another than its own. */
  readonly apiBase?: string | undefined;
}

/** What Cloudflare says of an API token; it does not say what the token permits. */
type TokenStatus =
  /** `expires` is in ISO 8601, and absent where the token does not end. */
  | { readonly is: "active"; readonly expires?: string | undefined }
  | { readonly is: "disabled" | "expired" }
  | { readonly is: "refused"; readonly reason: string }
  /** Whether it is good is not known. */
  | { readonly is: "not-checked"; readonly reason: string }
  /** No token is used: with a local database, or where wrangler logs in by itself. */
  | { readonly is: "local" | "of-wrangler" };

const verified = z.object({
  success: z.literal(true),
  result: z.object({
    status: z.enum(["active", "disabled", "expired"]),
    expires_on: z.string().optional(),
  }),
});

const timeoutMs = 10_000;

/**
 * Asks Cloudflare for the state of the token: first as one of a user, then as one of the account.
 * Sources: https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/,
 * https://developers.cloudflare.com/api/resources/accounts/subresources/tokens/methods/verify/
 */
export async function readTokenStatus(
  { mode, apiToken, accountId, apiBase = cloudflareApi }: TokenUse,
  signal: AbortSignal,
): Promise<TokenStatus> {
  if (mode === "local") return { is: "local" };
  if (apiToken === undefined) return { is: "of-wrangler" };
  const { fetch } = globalThis;
  const exchange = createExchange({ apiToken, fetch, timeoutMs, failures: apiFailures });
  const places = [
    `${apiBase}/user`,
    ...(accountId === undefined ? [] : [accountUrlOf(apiBase, accountId)]),
  ];
  let status: TokenStatus = { is: "not-checked", reason: "it was not asked" };
  try {
    for (const place of places) {
      const answer = await exchange(`${place}/tokens/verify`, signal);
      const read = readApiAnswer(verified, answer);
      if (read.kind === "success") {
        const { status: is, expires_on: expires } = read.body.result;
        return is === "active" ? { is, expires } : { is };
      }
      const reason =
        read.kind === "refusal" ? reasonOf(read.errors, answer) : "its answer is damaged";
      const isRefused = read.kind === "refusal" && [400, 401, 403].includes(answer.status);
      status = { is: isRefused ? "refused" : "not-checked", reason };
    }
    return status;
  } catch (error) {
    signal.throwIfAborted();
    return { is: "not-checked", reason: inOneLine(error) };
  }
}
