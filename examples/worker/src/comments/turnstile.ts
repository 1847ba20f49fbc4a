import { z } from "zod";
import { Refusal } from "../answers/refusal.ts";
import type { Env } from "../env.ts";

const siteVerify = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
const verdict = z.object({ success: z.boolean() });

/**
 * Asks Turnstile whether a person sent the token; does nothing where no secret is set.
 * Source: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 * @throws Refusal
 */
export async function checkPerson(
  request: Request,
  { TURNSTILE_SECRET: secret, TURNSTILE_URL = siteVerify }: Env,
  token: string,
): Promise<void> {
  if (secret === undefined || secret === "") return;
  if (token === "") throw notPerson("The check that you are a person is missing.");
  const address = request.headers.get("CF-Connecting-IP");
  const body = new URLSearchParams({ secret, response: token });
  if (address !== null) body.set("remoteip", address);
  const { success } = await ask(TURNSTILE_URL, body);
  if (!success) throw notPerson("The check that you are a person did not succeed.");
}

async function ask(url: string, body: URLSearchParams): Promise<z.infer<typeof verdict>> {
  try {
    const response = await fetch(url, { method: "POST", body });
    return verdict.parse(await response.json());
  } catch (error) {
    console.error(error);
    throw new Refusal(
      503,
      "check-not-reached",
      "Whether you are a person could not be checked.",
      "Send the comment again in a minute.",
      { "Retry-After": "60" },
    );
  }
}

function notPerson(message: string): Refusal {
  return new Refusal(403, "not-a-person", message, "Reload the page, and send the comment again.");
}
