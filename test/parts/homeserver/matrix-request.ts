import type { z } from "zod";

/** A request to a homeserver. */
export interface MatrixRequest {
  readonly method?: "GET" | "POST" | "PUT";
  /** Path with its variables percent-encoded, see {@link path}. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly body?: Record<string, unknown>;
}

/** A homeserver's answer, whatever its status. */
export interface MatrixAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A path of the Matrix client-server API with its variables percent-encoded. */
export function path(literals: TemplateStringsArray, ...variables: readonly string[]): string {
  return String.raw({ raw: literals }, ...variables.map(encodeURIComponent));
}

/** Sends a request and gives the answer, errors of the homeserver included. */
export async function matrixRequest(
  baseUrl: string,
  { method = "GET", path, query = {}, token, body }: MatrixRequest,
): Promise<MatrixAnswer> {
  const url = new URL(path, baseUrl);
  url.search = new URLSearchParams(query).toString();
  const send = () =>
    fetch(url, {
      method,
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const response = await send().catch((error: unknown) => {
    // A server may close a connection that has nothing to do just as it is used again. What is sent
    // twice by these methods is the same: events have transaction ids.
    if (method === "POST" || !wasReset(error)) throw error;
    return send();
  });
  return { status: response.status, body: await response.json() };
}

function wasReset(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNRESET";
}

/** Sends a request that must succeed and gives the answer's body in the shape of the schema. */
export async function matrixResult<T>(
  baseUrl: string,
  request: MatrixRequest,
  shape: z.ZodType<T>,
): Promise<T> {
  const { status, body } = await matrixRequest(baseUrl, request);
  if (status === 200) return shape.parse(body);
  const { method = "GET", path } = request;
  throw new Error(`${method} ${path} was answered with ${status}: ${JSON.stringify(body)}`);
}
