import { z } from "zod";
import { inOneLine } from "../../domain/in-one-line.ts";
import { statusOf } from "../pull-request/api-failure.ts";

const withMessage = z.object({ message: z.string() });
const mostOfReason = 300;

/** Whether the token lacks a right: to one that may not see something, GitHub says that it isn't there. */
export function isForbidden(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 401 || status === 404) return true;
  return status === 403 && !/rate limit|abuse|locked|archived/i.test(messageOf(error));
}

/** Whether the repository has no issues. */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 410;
}

/** Why something could not be written, to follow a colon. */
export function reasonOf(error: unknown): string {
  const timeout = error instanceof Error && /abort|timeout/i.test(error.name);
  if (timeout) return "GitHub's API did not answer in time";
  const message = messageOf(error).replace(/ - https:\/\/docs\S*$/, "");
  return inOneLine(message).slice(0, mostOfReason).replace(/\.$/, "");
}

function messageOf(error: unknown): string {
  return withMessage.safeParse(error).data?.message ?? String(error);
}
