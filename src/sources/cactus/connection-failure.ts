import { HomeserverFailure } from "./homeserver-failure.ts";
import { addressInWords, howToCorrect, type NamedAddress } from "./named-address.ts";

/** A way in which a connection fails, in words that follow the homeserver's address. */
interface Kind {
  readonly code: string;
  readonly happened: string;
  readonly transient: boolean;
  /** Followed by where the address is corrected. */
  readonly remedy: string;
}

const checkAddress = "Check homeserver-url, and that the homeserver is running; then run again.";

const refused: Kind = {
  code: "homeserver-unreachable",
  happened: "refused the connection: no server listens there",
  transient: true,
  remedy: checkAddress,
};
const unknownName: Kind = {
  code: "homeserver-unreachable",
  happened: "can't be found: there is no server of that name",
  transient: false,
  remedy: "Check the spelling of homeserver-url.",
};
const nameLookup: Kind = {
  code: "homeserver-unreachable",
  happened: "can't be found: looking up its name failed",
  transient: true,
  remedy: checkAddress,
};
const brokenOff: Kind = {
  code: "homeserver-unreachable",
  happened: "broke off the connection",
  transient: true,
  remedy: checkAddress,
};
const tooSlow: Kind = {
  code: "homeserver-timeout",
  happened: "did not answer in time",
  transient: true,
  remedy: checkAddress,
};
const notHttp: Kind = {
  code: "not-a-homeserver",
  happened: "does not speak HTTP",
  transient: false,
  remedy: "Check the port in homeserver-url.",
};
const insecure: Kind = {
  code: "homeserver-insecure",
  happened: "offers no connection that can be trusted",
  transient: false,
  remedy:
    "Check https, the name and the port in homeserver-url; if they are right, the homeserver's certificate has to be renewed.",
};

/** Sources: Node.js "Common system errors"; undici's "Errors". */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ["ECONNREFUSED", refused],
  ["ENOTFOUND", unknownName],
  ["EAI_AGAIN", nameLookup],
  ["ECONNRESET", brokenOff],
  ["EPIPE", brokenOff],
  ["UND_ERR_SOCKET", brokenOff],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", brokenOff],
  ["ETIMEDOUT", tooSlow],
  ["TimeoutError", tooSlow],
  ["UND_ERR_CONNECT_TIMEOUT", tooSlow],
  ["UND_ERR_HEADERS_TIMEOUT", tooSlow],
  ["UND_ERR_BODY_TIMEOUT", tooSlow],
  ["HTTPParserError", notHttp],
]);

/** Sources: OpenSSL's X509_V_ERR names as Node.js gives them ("X509 certificate error codes"). */
const tlsCode = /CERT|SIGNATURE|CRL|^ERR_SSL|^ERR_TLS|^EPROTO$|^INVALID_CA$|^INVALID_PURPOSE$/;

/** Why no answer came from the homeserver. */
export function connectionFailure(address: NamedAddress, error: unknown): HomeserverFailure {
  const reason = deepestReason(error);
  const { code, happened, transient, remedy } = kindOf(reason);
  return new HomeserverFailure(
    code,
    `The homeserver ${addressInWords(address)} ${happened} (${reason}).`,
    { remedy: `${remedy} ${howToCorrect(address)}`, transient, cause: error },
  );
}

function kindOf(reason: string): Kind {
  const kind = kinds.get(reason);
  if (kind !== undefined) return kind;
  if (reason.startsWith("HPE_")) return notHttp;
  if (tlsCode.test(reason)) return insecure;
  return {
    code: "homeserver-unreachable",
    happened: "can't be reached",
    transient: true,
    remedy: checkAddress,
  };
}

/** fetch wraps what happened, sometimes more than once; the innermost error names it. */
function deepestReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return deepestReason(error.cause);
  if ("code" in error && typeof error.code === "string") return error.code;
  return kinds.has(error.name) ? error.name : error.message;
}
