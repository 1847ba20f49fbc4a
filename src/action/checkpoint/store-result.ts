import { z } from "zod";
import type { Message } from "../../domain/message-catalogue.ts";
import { storeMessages } from "./messages.ts";

/** What became of a save or a restore. */
export type StoreResult = { readonly ok: true } | StoreRefusal;

/** Why a checkpoint could not be kept or had; a notice where everything works, but nothing is there. */
export interface StoreRefusal extends Message<"notice" | "warning"> {
  readonly ok: false;
}

/** A refusal in one or two sentences. */
export function refusalText({ message, remedy, severity }: StoreRefusal): string {
  return severity === "notice" ? message : `${message} ${remedy}`;
}

/**
 * The messages of the services' clients, and what they mean to the owner of a repository.
 * Source: messages of @actions/cache 6.3, @actions/artifact 6.2 and GitHub's REST API.
 */
const knownFailures = [
  ["storage-write-denied", /cache write denied|does not permit writes/i],
  ["storage-read-denied", /cache read denied|does not permit reads/i],
  ["storage-full", /quota/i],
  ["storage-rate-limited", /rate limit|too many requests|\b429\b|resource_exhausted/i],
  ["storage-name-taken", /unable to reserve cache|already exists/i],
  [
    "storage-permission-missing",
    /not accessible by integration|\b40[13]\b|forbidden|bad credentials/i,
  ],
  ["storage-unsupported", /GHES|not currently supported on/i],
  [
    "storage-unreachable",
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|socket hang up|fetch failed|network|no answer within/i,
  ],
  ["storage-answer-odd", /not valid JSON|unexpected token/i],
  ["storage-unavailable", /\b5\d\d\b|internal (?:server )?error|unavailable/i],
] as const;

const services = [
  "The Actions cache",
  "The artifact service",
  "GitHub's API for artifacts",
] as const;

/** A service, as the beginning of a sentence. */
export const serviceSchema = z.enum(services);
export type Service = z.infer<typeof serviceSchema>;

/** The result of work with a service, or the refusal that its failure is. */
export async function orRefusal(
  service: Service,
  work: () => Promise<StoreResult>,
): Promise<StoreResult> {
  try {
    return await work();
  } catch (error) {
    return refusalOf(service, error instanceof Error ? error.message : String(error));
  }
}

/** A failure of a service in words that help. */
export function refusalOf(service: Service, reason: string): StoreRefusal {
  const [known] = knownFailures.find(([, pattern]) => pattern.test(reason)) ?? [];
  return refusal(
    known === undefined
      ? storeMessages.words("storage-failed", { service, reason })
      : storeMessages.words(known, { service }),
  );
}

/** A message as the reason why a checkpoint could not be kept or had. */
export function refusal(message: Message<"notice" | "warning">): StoreRefusal {
  return { ok: false, ...message };
}
