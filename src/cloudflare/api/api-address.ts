/** Address of Cloudflare's API. Source: https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/ */
export const cloudflareApi = "https://api.cloudflare.com/client/v4";

/** Address of what an account has. */
export function accountUrlOf(apiBase: string, accountId: string): string {
  return `${apiBase}/accounts/${encodeURIComponent(accountId)}`;
}
