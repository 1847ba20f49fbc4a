import { beforeEach, describe, expect, it, vi } from "vitest";
import { createArtifactStore } from "../../src/action/checkpoint/artifact-store.ts";
import { createCacheStore } from "../../src/action/checkpoint/cache-store.ts";
import { Patience } from "../../src/action/checkpoint/patience.ts";
import { refusalText } from "../../src/action/checkpoint/store-result.ts";
import { readRunContext } from "../../src/action/runner/run-context.ts";

const context = readRunContext({ GITHUB_WORKSPACE: "/workspace", GITHUB_REPOSITORY: "octo/blog" });

describe("on a GitHub Enterprise Server", () => {
  beforeEach(() => {
    vi.stubEnv("GITHUB_SERVER_URL", "https://github.octo.example");
    vi.stubEnv("ACTIONS_CACHE_URL", "");
  });

  it("artifacts are refused in words that say so, and nothing is thrown", async () => {
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const stored = await createArtifactStore(context, undefined, new Patience()).upload(
      "name",
      [],
      "/",
    );
    if (stored.ok) throw new Error("it was stored");
    expect(refusalText(stored)).toBe(
      "The artifact service failed: this GitHub Enterprise Server does not have it. You don't have to do anything: only the Actions cache is used there.",
    );
  });

  it("a cache that is not there is refused in words that say whom to ask", async () => {
    for (const stored of [
      await createCacheStore("checkpoint.json", new Patience()).save("key"),
      await createCacheStore("checkpoint.json", new Patience()).restore("key", "/nowhere"),
    ]) {
      if (stored.ok) throw new Error("it was stored");
      expect(refusalText(stored)).toMatch(/^This runner has no Actions cache\. .*administrator/);
    }
  });
});
