import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFolder } from "../../src/cli/serve-folder.ts";

let above: string;
let served: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), "served-"));
  const site = join(above, "site");
  mkdirSync(join(site, "posts/über brot"), { recursive: true });
  mkdirSync(join(site, "posts/why?"));
  writeFileSync(join(above, "secret.txt"), "secret");
  writeFileSync(join(site, "index.html"), "home");
  writeFileSync(join(site, "404.html"), "nothing here");
  writeFileSync(join(site, ".mark"), "secret");
  writeFileSync(join(site, "style.css"), "p{}");
  writeFileSync(join(site, "posts/über brot/index.html"), "bread");
  symlinkSync(join(above, "secret.txt"), join(site, "link.txt"));
  served = await serveFolder(site);
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  rmSync(above, { recursive: true });
});

/** Asks as no browser would: the path goes out as it is. */
async function ask(
  path: string,
  { method = "GET", host }: { method?: string; host?: string } = {},
) {
  const { hostname, port } = new URL(served.origin);
  const headers = host === undefined ? {} : { host };
  return new Promise<{ status: number; body: string; type: string; location: string }>(
    (resolve, reject) => {
      request({ hostname, port, path, method, headers, agent: false }, async (response) => {
        resolve({
          status: response.statusCode ?? 0,
          body: await text(response),
          type: response.headers["content-type"] ?? "",
          location: response.headers.location ?? "",
        });
      })
        .on("error", reject)
        .end();
    },
  );
}

describe("a served folder", () => {
  it("is on this machine only", () => {
    expect(served.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each([
    ["/", "home", "text/html; charset=utf-8"],
    ["/?x=/../secret.txt", "home", "text/html; charset=utf-8"],
    ["/style.css", "p{}", "text/css; charset=utf-8"],
    ["/posts/%C3%BCber%20brot/", "bread", "text/html; charset=utf-8"],
  ])("gives %s with its type", async (path, body, type) => {
    expect(await ask(path)).toMatchObject({ status: 200, body, type });
  });

  it("leads from a folder's name to the folder", async () => {
    const { status, location } = await ask("/posts/%C3%BCber%20brot");
    expect([status, location]).toEqual([302, "/posts/%C3%BCber%20brot/"]);
    expect(await ask("/posts/why%3F")).toMatchObject({ location: "/posts/why%3F/" });
  });

  it("shows the site's own page for what is not there", async () => {
    expect(await ask("/nowhere/")).toMatchObject({ status: 404, body: "nothing here" });
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/posts/../../secret.txt",
    "/..\\secret.txt",
    "//secret.txt",
    "/link.txt",
    "/.mark",
    "/index.html%00.txt",
    "/%",
    "http://127.0.0.1/secret.txt",
  ])("gives nothing from elsewhere, and no hidden file: %s", async (path) => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain("secret");
  });

  it("answers no page of another site, and changes nothing", async () => {
    expect(await ask("/", { host: "evil.example" })).toMatchObject({ status: 403 });
    expect(await ask("/", { method: "POST" })).toMatchObject({ status: 405 });
    expect(await ask("/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });
});
