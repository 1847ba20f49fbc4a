import { createServer, type ServerResponse } from "node:http";
import { listenOnLoopback } from "../../parts/machine/loopback.ts";

/** What a request is answered with. */
export type Answer = (response: ServerResponse) => void;

/** What reading comments asks a homeserver for. */
type Question = "register" | "directory" | "messages" | "state" | "login";

/** Answers by question, one after the other; the last one is repeated. */
export type Script = Partial<Record<Question, readonly Answer[]>>;

/** A request as it came. */
interface SeenRequest {
  readonly question: string;
  readonly url: URL;
  readonly token: string | undefined;
  /** By `performance.now()`. */
  readonly at: number;
}

/** A server on a loopback port that answers by a script. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** An answer as it is. */
export function raw(status: number, type: string, body: string): Answer {
  return (response) => response.writeHead(status, { "Content-Type": type }).end(body);
}

/** A web page, as web servers and proxies give it. */
export function webPage(status: number): Answer {
  return raw(status, "text/html; charset=utf-8", "<!doctype html><h1>Hello</h1>");
}

/** The connection is reset without an answer. */
export const reset: Answer = (response) => {
  response.socket?.resetAndDestroy();
};

/** The answer breaks off in the middle. */
export const brokenOff: Answer = (response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
  response.write('{"chunk": [', () => response.destroy());
};

/** The answer begins, and never goes on. */
export const stalled: Answer = (response) => {
  response.writeHead(200, { "Content-Type": "application/json" }).write('{"chunk": [');
};

/** No answer ever. */
export const silence: Answer = () => {};

/** What a homeserver with one empty room answers. */
export const emptyRoom = {
  register: [json(200, { user_id: "@1:x", access_token: "guest token" })],
  directory: [json(200, { room_id: "!room:x", servers: ["x"] })],
  messages: [json(200, { chunk: [], start: "t0" })],
  state: [json(200, [])],
  login: [json(200, { user_id: "@a:x", access_token: "log-in token" })],
} as const satisfies Script;

/** Starts a server that answers by the script, and as {@link emptyRoom} where that says nothing. */
export async function startScriptedServer(script: Script = {}): Promise<ScriptedServer> {
  const answers: Readonly<Record<Question, readonly Answer[]>> = { ...emptyRoom, ...script };
  const asked = new Map<string, number>();
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const question = questionOf(url.pathname);
    const token = request.headers.authorization;
    seen.push({ question, url, token, at: performance.now() });
    const times = asked.get(question) ?? 0;
    asked.set(question, times + 1);
    const answer = answers[question].at(Math.min(times, answers[question].length - 1));
    request.resume().on("end", () => answer?.(response));
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

function questionOf(path: string): Question {
  if (path.endsWith("/register")) return "register";
  if (path.includes("/directory/room/")) return "directory";
  if (path.endsWith("/messages")) return "messages";
  if (path.endsWith("/state")) return "state";
  if (path.endsWith("/login")) return "login";
  throw new Error(`not a request of reading comments: ${path}`);
}
