import type { ServerResponse } from "node:http";

/** What GitHub answers in place of what was asked. */
export type GithubFault =
  /** The limit for an hour is used up. */
  | { readonly is: "primary-limit"; readonly resetsInSeconds: number; readonly status?: 403 | 429 }
  /** The same as GraphQL says it, with status 200. */
  | { readonly is: "graphql-limit"; readonly resetsInSeconds: number }
  | { readonly is: "secondary-limit"; readonly waitSeconds?: number; readonly status?: 403 | 429 }
  | { readonly is: "status"; readonly status: number; readonly body?: string }
  /** Errors of GraphQL. */
  | { readonly is: "errors"; readonly errors: readonly object[] }
  /** The connection is closed in the middle of the answer. */
  | { readonly is: "cut" };

/** Sends a fault. `whole` is what would have been answered. */
export function sendFault(fault: GithubFault, whole: string, response: ServerResponse): void {
  const json = (
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string | number>> = {},
  ) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(body));
  };
  const reset = (seconds: number) => ({
    "x-ratelimit-remaining": 0,
    "x-ratelimit-reset": Math.floor(Date.now() / 1000) + seconds,
  });
  switch (fault.is) {
    case "primary-limit": {
      const message = "API rate limit exceeded for installation ID 1.";
      json(fault.status ?? 403, { message }, reset(fault.resetsInSeconds));
      break;
    }
    case "graphql-limit": {
      const errors = [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }];
      json(200, { data: null, errors }, reset(fault.resetsInSeconds));
      break;
    }
    case "secondary-limit": {
      const message = "You have exceeded a secondary rate limit. Please wait a few minutes.";
      const { waitSeconds } = fault;
      const headers = waitSeconds === undefined ? {} : { "retry-after": waitSeconds };
      json(fault.status ?? 403, { message }, headers);
      break;
    }
    case "status":
      response.writeHead(fault.status, { "content-type": "text/html" });
      response.end(fault.body ?? "<html><title>Unicorn! · GitHub</title></html>");
      break;
    case "errors":
      json(200, { data: null, errors: fault.errors });
      break;
    case "cut":
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(whole) + 1,
      });
      response.write(whole.slice(0, whole.length / 2), () => response.destroy());
  }
}
