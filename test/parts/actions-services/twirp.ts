import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import type { z } from "zod";
import type { HttpAnswer } from "../machine/http-answer.ts";
import type { JobGrant } from "./runtime-tokens.ts";

/** Source: https://twitchtv.github.io/twirp/docs/spec_v7.html#error-codes */
const statuses = {
  malformed: 400,
  invalid_argument: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  bad_route: 404,
  already_exists: 409,
  failed_precondition: 412,
  resource_exhausted: 429,
  internal: 500,
} as const;

/** An error that a Twirp service answers with. */
export class TwirpError extends Error {
  override readonly name = "TwirpError";
  readonly code: keyof typeof statuses;

  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
  }
}

/** One method of a service: takes the JSON form of its request, gives that of its response. */
export type TwirpMethod = (request: unknown, grant: JobGrant) => object;

/** A method that refuses requests of another shape than the one named. */
export function twirpMethod<T>(
  shape: z.ZodType<T>,
  handle: (request: T, grant: JobGrant) => object,
): TwirpMethod {
  return (request, grant) => {
    const parsed = shape.safeParse(request);
    if (!parsed.success) throw new TwirpError("malformed", parsed.error.message);
    return handle(parsed.data, grant);
  };
}

/** Runs a method on a request in JSON, the only form in which the clients send theirs. */
export async function callTwirp(
  method: TwirpMethod | undefined,
  grant: JobGrant | undefined,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  try {
    if (method === undefined || request.headers["content-type"] !== "application/json") {
      throw new TwirpError("bad_route", `no handler for ${request.method} ${request.url}`);
    }
    if (grant === undefined) throw new TwirpError("unauthenticated", "invalid runtime token");
    return jsonAnswer(200, method(await json(request), grant));
  } catch (error) {
    if (error instanceof TwirpError) return errorAnswer(error);
    throw error;
  }
}

/** The answer that tells of an error. */
export function errorAnswer({ code, message }: TwirpError): HttpAnswer {
  return jsonAnswer(statuses[code], { code, msg: message });
}

function jsonAnswer(status: number, body: object): HttpAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
