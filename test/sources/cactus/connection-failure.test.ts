import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { connectionFailure } from "../../../src/sources/cactus/connection-failure.ts";
import { freePort, listenOnLoopback } from "../../parts/machine/loopback.ts";

const address = { url: "https://matrix.comments.example" };

async function fetchError(url: string): Promise<unknown> {
  return fetch(url).then(
    () => "no error",
    (error: unknown) => error,
  );
}

describe("why no answer came", () => {
  // As Node.js reports them; a test has no certificate authority of its own to make real ones.
  it.each([
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("may be a certificate, and no repetition helps: %s", (code) => {
    const error = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });
    expect(connectionFailure(address, error)).toMatchObject({
      code: "homeserver-insecure",
      transient: false,
      message: expect.stringContaining(code),
    });
  });

  it.each([
    ["ENOTFOUND", false],
    ["EAI_AGAIN", true],
  ])("may be a name that can't be found; whether it is repeated depends: %s", (code, transient) => {
    const error = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });
    expect(connectionFailure(address, error)).toMatchObject({
      code: "homeserver-unreachable",
      transient,
      message: expect.stringContaining("can't be found"),
    });
  });

  it("may be a server that doesn't speak HTTP", async () => {
    await using server = createServer((socket) => {
      socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.9\r\n", () => socket.destroy()));
    });
    const error = await fetchError(await listenOnLoopback(server));
    expect(connectionFailure(address, error)).toMatchObject({
      code: "not-a-homeserver",
      transient: false,
    });
  });

  it("may be a refusal at every address of a name", async () => {
    const error = await fetchError(`http://localhost:${await freePort()}`);
    expect(connectionFailure(address, error)).toMatchObject({
      message: expect.stringContaining("ECONNREFUSED"),
      transient: true,
    });
  });

  it("may be anything else, which is then told as it is", () => {
    expect(connectionFailure(address, new TypeError("bad port"))).toMatchObject({
      code: "homeserver-unreachable",
      message: `The homeserver ${address.url} can't be reached (bad port).`,
    });
  });
});

describe("a homeserver that can't be reached", () => {
  const { url } = address;
  const error = new TypeError("fetch failed", {
    cause: Object.assign(new Error(), { code: "ECONNREFUSED" }),
  });
  const refused = "refused the connection: no server listens there (ECONNREFUSED).";

  it("is reported with the pages that name it", () => {
    const from = { by: "pages", where: "content/p/a.md:12 and 3 more" } as const;
    expect(connectionFailure({ url, from }, error)).toMatchObject({
      message: `The homeserver ${url}, as set in content/p/a.md:12 and 3 more, ${refused}`,
      remedy:
        "Check homeserver-url and that the homeserver is running, then run again. If the homeserver has another address, set homeserver-url: it wins over the pages.",
    });
  });

  it("is reported with the setting that names it", () => {
    const from = { by: "setting", where: "config.yml:3 (matrix.homeserver_url)" } as const;
    expect(connectionFailure({ url, from }, error)).toMatchObject({
      message: `The homeserver ${url} ${refused}`,
      remedy: expect.stringContaining(
        "The address is set by config.yml:3 (matrix.homeserver_url).",
      ),
    });
  });

  it("is reported as the public one, where nobody names it", () => {
    expect(connectionFailure({ url, from: { by: "default" } }, error)).toMatchObject({
      message: `The homeserver ${url}, Cactus's public homeserver, ${refused}`,
      remedy: expect.stringContaining("neither homeserver-url nor a page of the site names"),
    });
  });
});
