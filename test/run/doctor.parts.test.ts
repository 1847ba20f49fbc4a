import { afterAll, beforeAll, expect, it } from "vitest";
import { checkOutSite, settingsFor } from "../e2e/migration-site.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { diagnose, doctorCases, runDoctor, type Servers, startServers } from "./doctor-cases.ts";

currentHugo.describe("doctor, with Hugo and a local D1 database", () => {
  let servers: Servers;
  beforeAll(async () => {
    servers = await startServers();
  });
  afterAll(() => servers[Symbol.asyncDispose]());

  it.each(doctorCases.filter(({ needs }) => needs !== undefined))(
    "finds $what ($code)",
    async (one) => {
      const { checks } = await diagnose(one, servers, currentHugo.path());
      expect(checks).toContainEqual(
        expect.objectContaining({ code: one.code, found: expect.stringMatching(one.found) }),
      );
    },
  );

  it("says that all is well where it is", async () => {
    await using checkout = await checkOutSite();
    const settings = {
      ...settingsFor(checkout, servers.whole),
      "hugo-path": currentHugo.path(),
    };
    const place = { cwd: checkout.workspace, env: { HOME: checkout.workspace } };
    const { exitCode, shown } = await runDoctor(settings, place, []);
    expect(shown).toMatch(/^ok {7}Site: Hugo builds it$/m);
    expect(shown).toMatch(/^ok {7}Database: comments is there/m);
    expect(shown).not.toMatch(/^(?:PROBLEM|warning|unknown)/m);
    expect(shown).toMatch(/\nNothing stands in the way\. Next: hugo-comment-migration dry-run\n$/);
    expect(exitCode).toBe(0);
  });
});
