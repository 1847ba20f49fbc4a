import { verifyWithJwks } from "hono/jwt";
import { timingSafeEqual } from "hono/utils/buffer";
import { Refusal } from "../answers/refusal.ts";
import { limitSender } from "../comments/writer-limit.ts";
import type { Env } from "../env.ts";

const shortestToken = 20;

/**
 * Lets moderators in: whom Cloudflare Access let through, or who knows the token, which a browser
 * asks for as the password.
 * Sources: https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 * and RFC 7617
 * @throws Refusal
 */
export async function checkModerator(request: Request, env: Env): Promise<void> {
  const { MODERATION_TOKEN: token = "", ACCESS_TEAM: team = "", ACCESS_AUD: audience = "" } = env;
  const hasAccess = team !== "" && audience !== "";
  if (!hasAccess && token.length < shortestToken) throw notSetUp();
  const assertion = request.headers.get("Cf-Access-Jwt-Assertion");
  if (hasAccess && assertion !== null && (await isGranted(assertion, team, audience))) return;
  const given = passwordOf(request);
  if (token.length >= shortestToken && given !== undefined) {
    if (await timingSafeEqual(given, token)) return;
    await limitSender(request, env);
  }
  throw new Refusal(
    401,
    "not-a-moderator",
    "Only the moderators of these comments may see this.",
    hasAccess
      ? "Come by the address that Cloudflare Access protects."
      : "Give MODERATION_TOKEN as the password.",
    token === "" ? {} : { "WWW-Authenticate": 'Basic realm="Comments", charset="UTF-8"' },
  );
}

/**
 * Source: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 * @throws Refusal for what another site has a moderator's browser send
 */
export function checkSameSite({ headers, url }: Request): void {
  const site = headers.get("Sec-Fetch-Site");
  const isOwn =
    site === null ? headers.get("Origin") === new URL(url).origin : site === "same-origin";
  if (isOwn) return;
  throw new Refusal(
    403,
    "origin-not-allowed",
    "Only the page for moderators may do this.",
    "Open /moderation, and do it there.",
  );
}

async function isGranted(assertion: string, team: string, audience: string): Promise<boolean> {
  const issuer = team.includes("://") ? team : `https://${team}`;
  try {
    await verifyWithJwks(assertion, {
      jwks_uri: `${issuer}/cdn-cgi/access/certs`,
      allowedAlgorithms: ["RS256"],
      verification: { iss: issuer, aud: audience, exp: true, nbf: true },
    });
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

function passwordOf({ headers }: Request): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headers.get("Authorization") ?? "")?.[1];
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes).replace(/^[^:]*:/, "");
  } catch {
    return undefined;
  }
}

function notSetUp(): Refusal {
  return new Refusal(
    404,
    "no-moderation",
    "Nobody may moderate these comments here yet.",
    `The site's owner has to set MODERATION_TOKEN, of ${shortestToken} characters or more, or ACCESS_TEAM and ACCESS_AUD.`,
  );
}
