import { HTTPError, MatrixError } from "matrix-js-sdk";
import { z } from "zod";
import type { Attachment } from "../../domain/comment.ts";
import type { MigrationError } from "../../domain/migration-error.ts";
import type { CommentSource, MediaAnswer } from "../../domain/ports.ts";
import { maskOf } from "../../domain/secret-mask.ts";
import { fetchFromAnywhere, RedirectRefusedError } from "../../http/fetch-answer.ts";
import { StallLimit, slowestFileMs } from "../../http/stall-limit.ts";
import { answerFailure, movedAway } from "./answer-failure.ts";
import { connectionFailure } from "./connection-failure.ts";
import type { HomeserverClient, HomeserverClientOptions } from "./homeserver-client.ts";
import { HomeserverFailure } from "./homeserver-failure.ts";
import type { Session } from "./session.ts";

/** What media is read with. */
interface MediaReaderOptions
  extends Pick<
    HomeserverClientOptions,
    "homeserverUrl" | "homeserverUrlFrom" | "requestTimeoutMs" | "fetch" | "secrets"
  > {
  readonly client: HomeserverClient;
  readonly session: Session;
}

type ReadMedia = NonNullable<CommentSource["readMedia"]>;

const longestRefusal = 64 * 1024;

/**
 * Reads media with the account's token; homeservers older than that are asked without one. Redirects
 * lead to wherever the homeserver keeps its files. A body that stalls for the time of a request is
 * given up.
 * Source: Matrix 1.11 client-server API, "Content repository" (authenticated media); redirects are
 * answers of it since 1.12, before with `allow_redirect`.
 */
export function createMediaReader(options: MediaReaderOptions): ReadMedia {
  const { client, session } = options;
  let isOld = false;

  return async function readMedia(attachment, receive, signal) {
    const read = async <T>(
      path: string,
      token: string | undefined,
      take: Receive<T>,
    ): Promise<MediaAnswer<T>> => {
      const result = await client.repeat(
        () => attempt(options, new URL(path, `${options.homeserverUrl}/`), token, take, signal),
        signal,
      );
      return { is: "read", result };
    };
    try {
      if (!isOld) {
        try {
          const path = currentPath(attachment);
          return await session.withToken((token) => read(path, token, receive), signal);
        } catch (error) {
          if (!isUnknownEndpoint(error)) throw error;
          isOld = true;
        }
      }
      return await read(pathBefore(attachment), undefined, receive);
    } catch (error) {
      return answerTo(error);
    }
  };
}

type Receive<T> = (bytes: AsyncIterable<Uint8Array>) => Promise<T>;

function currentPath(attachment: Attachment): string {
  const { kind, id } = partsOf(attachment);
  return `_matrix/client/v1/media/${kind}/${id}${sizeOf(attachment, "?")}`;
}

function pathBefore(attachment: Attachment): string {
  const { kind, id } = partsOf(attachment);
  return `_matrix/media/v3/${kind}/${id}?allow_redirect=true${sizeOf(attachment, "&")}`;
}

function partsOf({ address, kind }: Attachment) {
  const [, server = "", id = ""] = /^mxc:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  const path = `${encodeURIComponent(server)}/${encodeURIComponent(id)}`;
  return { kind: kind === "file" ? "download" : "thumbnail", id: path };
}

function sizeOf({ kind }: Attachment, separator: "?" | "&"): string {
  return kind === "file" ? "" : `${separator}width=800&height=600&method=scale`;
}

/** A body that broke off after its beginning; the homeserver itself can be reached. */
class BrokenBody extends HomeserverFailure {
  override readonly name = "BrokenBody";
}

async function attempt<T>(
  options: MediaReaderOptions,
  url: URL,
  token: string | undefined,
  receive: Receive<T>,
  signal: AbortSignal,
): Promise<T> {
  const { homeserverUrl, homeserverUrlFrom, requestTimeoutMs = 60_000 } = options;
  const address = { url: homeserverUrl, from: homeserverUrlFrom };
  using stall = new StallLimit(requestTimeoutMs);
  const limit = AbortSignal.any([signal, stall.signal, AbortSignal.timeout(slowestFileMs)]);
  const within = { signal: limit, fetch: options.fetch ?? globalThis.fetch };
  const failed = (error: unknown): HomeserverFailure => {
    signal.throwIfAborted();
    if (error instanceof RedirectRefusedError) return movedAway(address, error.target);
    return connectionFailure(address, limit.aborted ? limit.reason : error);
  };
  const response = await fetchFromAnywhere(url, token, within).catch((error: unknown) => {
    throw failed(error);
  });
  const chunks = async function* () {
    try {
      for await (const chunk of response.body ?? []) {
        stall.restart();
        yield chunk;
      }
    } catch (error) {
      const { code, message, remedy = "", cause } = failed(error);
      throw new BrokenBody(
        { severity: "error", code, message, remedy, stopsRun: false },
        { transient: true, cause },
      );
    }
  };
  // Awaited here, because the limit ends with this function.
  if (response.ok) return await receive(chunks());
  const text = maskOf([token, ...(options.secrets ?? [])])(await beginning(chunks()));
  throw answerFailure(address, refusalIn(text, response, url));
}

async function beginning(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > longestRefusal) break;
  }
  return Buffer.concat(parts).toString("utf8");
}

const refusal = z.object({
  errcode: z.string().optional(),
  error: z.string().optional(),
  retry_after_ms: z.number().optional(),
});

function refusalIn(text: string, { status, headers }: Response, url: URL): HTTPError {
  const read = refusal.safeParse(parsed(text));
  if (!read.success) return new HTTPError(`HTTP status ${status}`, status, headers);
  const { errcode, error, retry_after_ms } = read.data;
  const given = {
    ...(errcode === undefined ? {} : { errcode }),
    ...(error === undefined ? {} : { error }),
    ...(retry_after_ms === undefined ? {} : { retry_after_ms }),
  };
  return new MatrixError(given, status, url.href, undefined, headers);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isUnknownEndpoint(error: unknown): boolean {
  return error instanceof HomeserverFailure && error.errcode === "M_UNRECOGNIZED";
}

/** What concerns one file; whatever concerns the account or the homeserver is thrown. */
function answerTo(error: unknown): Exclude<MediaAnswer<never>, { readonly is: "read" }> {
  if (error instanceof BrokenBody) return { is: "broken-off" };
  if (!(error instanceof HomeserverFailure) || isOfAll(error)) throw error;
  if (error.status !== undefined) return { is: "refused", status: error.status };
  if (error.code === "homeserver-timeout") return { is: "broken-off" };
  throw error;
}

function isOfAll({ stopsRun }: MigrationError): boolean {
  return stopsRun;
}
