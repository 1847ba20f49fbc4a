import { HomeserverFailure } from "./homeserver-failure.ts";
import { cactusMessages } from "./messages.ts";
import { addressInWords, howToCorrect, type NamedAddress } from "./named-address.ts";

/** A way in which a connection fails. */
type Kind =
  | `homeserver-unreachable/${"refused" | "unknown-name" | "name-lookup" | "closed" | "other"}`
  | "homeserver-timeout"
  | "homeserver-insecure"
  | "not-a-homeserver/no-http";

/** What doesn't pass by itself. */
const lasting: ReadonlySet<Kind> = new Set<Kind>([
  "homeserver-unreachable/unknown-name",
  "homeserver-insecure",
  "not-a-homeserver/no-http",
]);

/** Sources: Node.js "Common system errors"; undici's "Errors". */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ["ECONNREFUSED", "homeserver-unreachable/refused"],
  ["ENOTFOUND", "homeserver-unreachable/unknown-name"],
  ["EAI_AGAIN", "homeserver-unreachable/name-lookup"],
  ["ECONNRESET", "homeserver-unreachable/closed"],
  ["EPIPE", "homeserver-unreachable/closed"],
  ["UND_ERR_SOCKET", "homeserver-unreachable/closed"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "homeserver-unreachable/closed"],
  ["ETIMEDOUT", "homeserver-timeout"],
  ["TimeoutError", "homeserver-timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "homeserver-timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "homeserver-timeout"],
  ["UND_ERR_BODY_TIMEOUT", "homeserver-timeout"],
  ["HTTPParserError", "not-a-homeserver/no-http"],
]);

/** Sources: OpenSSL's X509_V_ERR names as Node.js has them ("X509 certificate error codes"). */
const tlsCode = /CERT|SIGNATURE|CRL|^ERR_SSL|^ERR_TLS|^EPROTO$|^INVALID_CA$|^INVALID_PURPOSE$/;

/** Why no answer came from the homeserver. */
export function connectionFailure(address: NamedAddress, error: unknown): HomeserverFailure {
  const reason = deepestReason(error);
  const kind = kindOf(reason);
  const given = { address: addressInWords(address), reason, correction: howToCorrect(address) };
  return new HomeserverFailure(cactusMessages.words(kind, given), {
    transient: !lasting.has(kind),
    cause: error,
  });
}

function kindOf(reason: string): Kind {
  const kind = kinds.get(reason);
  if (kind !== undefined) return kind;
  if (reason.startsWith("HPE_")) return "not-a-homeserver/no-http";
  return tlsCode.test(reason) ? "homeserver-insecure" : "homeserver-unreachable/other";
}

/** fetch wraps what happened, sometimes more than once; the innermost error names it. */
function deepestReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return deepestReason(error.cause);
  if ("code" in error && typeof error.code === "string") return error.code;
  return kinds.has(error.name) ? error.name : error.message;
}
