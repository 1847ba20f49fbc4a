import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Account } from "./accounts.ts";
import { withBundledEdits } from "./bundled-edits.ts";
import type { HomeserverModel } from "./homeserver-model.ts";
import { MatrixError, notFound } from "./matrix-error.ts";
import { timelinePage } from "./timeline-page.ts";

/** A request to the client-server API. */
export interface ApiRequest {
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The access token, from the header or the query. */
  readonly token: string | undefined;
  /** The body as JSON; `{}` without one. */
  readonly body: unknown;
}

type Answer = (request: ApiRequest, ...variables: string[]) => unknown;

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly answer: Answer;
}

const registration = z.object({
  username: z.string().default(() => randomBytes(8).toString("hex")),
  password: z.string().default(""),
  auth: z.looseObject({ type: z.string() }).optional(),
});

const passwordLogin = z.object({
  type: z.literal("m.login.password"),
  identifier: z.looseObject({ type: z.literal("m.id.user"), user: z.string() }),
  password: z.string(),
});

/**
 * The part of the client-server API that reading a comment section needs: gives the body of the
 * answer to a request, throws {@link MatrixError} for others.
 * Source: Matrix 1.11, client-server API; where it leaves a choice, as Synapse 1.163 answers.
 */
export function clientServerApi(homeserver: HomeserverModel): (request: ApiRequest) => unknown {
  const { accounts, settings } = homeserver;
  const account = ({ token }: ApiRequest): Account => accounts.authenticate(token);
  const readable = (request: ApiRequest, roomId: string) =>
    homeserver.readableRoom(roomId, account(request).userId);

  const routes = [
    route("GET", "versions", () => ({
      versions: ["r0.6.1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6", "v1.11"],
      unstable_features: {},
    })),
    route("GET", "login", () => ({ flows: [{ type: "m.login.password" }] })),
    route("POST", "login", ({ body }) => {
      const { data } = passwordLogin.safeParse(body);
      if (data === undefined) throw new MatrixError(400, "M_UNKNOWN", "Missing JSON keys.");
      const { account, token } = accounts.logIn(data.identifier.user, data.password);
      return session(account, token);
    }),
    route("POST", "register", (request) => {
      if (request.query.get("kind") === "guest") return registerGuest();
      return registerUser(registration.parse(request.body));
    }),
    route("GET", "account/whoami", (request) => {
      const { userId, isGuest } = account(request);
      return { user_id: userId, is_guest: isGuest };
    }),
    route("GET", "profile/*", (_, userId) => {
      const profile = accounts.byUserId(userId);
      if (profile === undefined) throw notFound("Profile was not found");
      return { displayname: profile.displayName };
    }),
    route("GET", "directory/room/*", (_, alias) => {
      if (!/^#[^:]+:[\w.:[\]-]+$/.test(alias)) {
        throw new MatrixError(400, "M_INVALID_PARAM", "Room alias invalid");
      }
      const room = homeserver.roomByAlias(alias);
      if (room === undefined) throw notFound(`Room alias ${alias} not found`);
      return { room_id: room.roomId, servers: [settings.serverName] };
    }),
    route("GET", "rooms/*/messages", (request, roomId) =>
      timelinePage(readable(request, roomId), account(request).userId, request.query),
    ),
    route("GET", "rooms/*/event/*", (request, roomId, eventId) => {
      const room = readable(request, roomId);
      const event = room.event(eventId);
      if (event === undefined) throw notFound("Event not found.");
      return withBundledEdits(room, [event])[0];
    }),
    route("GET", "rooms/*/state", (request, roomId) => readable(request, roomId).state),
    route("GET", "rooms/*/state/*", (request, roomId, type) => state(request, roomId, type, "")),
    route("GET", "rooms/*/state/*/*", state),
    route("GET", "rooms/*/members", (request, roomId) => {
      const only = request.query.get("membership");
      const not = request.query.get("not_membership");
      const chunk = readable(request, roomId).state.filter(({ type, content }) => {
        const membership = content["membership"];
        if (type !== "m.room.member" || membership === not) return false;
        return only === null || membership === only;
      });
      return { chunk };
    }),
    route("GET", "rooms/*/joined_members", (request, roomId) => {
      if (account(request).isGuest) {
        throw new MatrixError(403, "M_GUEST_ACCESS_FORBIDDEN", "Guest access not allowed");
      }
      const joined = readable(request, roomId)
        .state.filter(
          ({ type, content }) => type === "m.room.member" && content["membership"] === "join",
        )
        .map(({ sender, content }) => [sender, { display_name: content["displayname"] ?? null }]);
      return { joined: Object.fromEntries(joined) };
    }),
  ];

  function state(request: ApiRequest, roomId: string, type: string, stateKey: string): unknown {
    const event = readable(request, roomId).stateEvent(type, stateKey);
    if (event === undefined) throw notFound("Event not found.");
    return event.content;
  }

  function registerGuest(): unknown {
    if (!settings.guestAccess) throw new MatrixError(403, "M_UNKNOWN", "Guest access is disabled");
    const guest = accounts.registerGuest();
    return session(guest, guest.accessToken);
  }

  function registerUser({ username, password, auth }: z.infer<typeof registration>): unknown {
    if (auth?.type !== "m.login.dummy") {
      const flows = [{ stages: ["m.login.dummy"] }];
      throw new MatrixError(401, "M_UNAUTHORIZED", "authentication needed", { flows, params: {} });
    }
    const user = accounts.register(username, password);
    return session(user, user.accessToken);
  }

  function session({ userId }: Account, token: string): unknown {
    return { user_id: userId, access_token: token, home_server: settings.serverName };
  }

  return (request) => {
    const segments = request.path.split("/").map(decodeURIComponent);
    const found = routes.flatMap((route) => {
      const variables = match(route.segments, segments);
      return variables === undefined ? [] : [{ route, variables }];
    });
    const unrecognized = found.length === 0 ? 404 : 405;
    const chosen = found.find(({ route }) => route.method === request.method);
    if (chosen === undefined) {
      throw new MatrixError(unrecognized, "M_UNRECOGNIZED", "Unrecognized request");
    }
    return chosen.route.answer(request, ...chosen.variables);
  };
}

/** A route of the API; `*` stands for a variable segment of its path. */
function route(method: string, pattern: string, answer: Answer): Route {
  const version = pattern === "versions" ? [] : ["{version}"];
  return { method, segments: ["", "_matrix", "client", ...version, ...pattern.split("/")], answer };
}

/** The variable segments of a path; undefined when it isn't the route's. */
function match(
  pattern: readonly string[],
  segments: readonly string[],
): readonly string[] | undefined {
  const fits =
    pattern.length === segments.length &&
    segments.every((segment, index) => {
      const expected = pattern[index];
      if (expected === "{version}") return segment === "v3" || segment === "r0";
      return expected === "*" || expected === segment;
    });
  return fits ? segments.filter((_, index) => pattern[index] === "*") : undefined;
}
