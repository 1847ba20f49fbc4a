import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checks as catalogue } from "../../src/run/check-texts.ts";
import { checkOutSite } from "../e2e/migration-site.ts";
import { diagnose, doctorCases, runDoctor, type Servers, startServers } from "./doctor-cases.ts";

describe("doctor", () => {
  let servers: Servers;
  beforeAll(async () => {
    servers = await startServers();
  });
  afterAll(() => servers[Symbol.asyncDispose]());

  it("has a case for each message", () => {
    const provoked = new Set(doctorCases.map(({ code }) => code));
    expect([...provoked].toSorted()).toEqual(Object.keys(catalogue.texts).toSorted());
  });

  it("finds nothing in the way of a migration, and writes nothing", async () => {
    const { exitCode, checks, tables } = await diagnose({ given: async () => ({}) }, servers);
    expect(checks.map(({ code }) => code)).toEqual([
      "node-ok",
      "settings-ok",
      "folders-ok",
      "theme-none",
      "hugo-missing",
      "site-built-earlier",
      "pages-ok",
      "source-as-guest",
      "sections-all-with-rooms",
      "token-active",
      "database-ok",
      "tables-ok",
      "actions-elsewhere",
    ]);
    expect(exitCode).toBe(0);
    expect(tables()).toEqual([]);
  });

  it("says each in a line, with its remedy below", async () => {
    await using checkout = await checkOutSite();
    const settings = {
      ...{ source: "artrans", "source-file": "nowhere.artrans", "hugo-version": "none" },
      ...{ "database-name": "comments", "cloudflare-api-token": "cf-token" },
      "cloudflare-account-id": "acc00000000000000000000000000000",
    };
    const place = { cwd: checkout.workspace, env: { PATH: "/nowhere" } };
    const { exitCode, shown } = await runDoctor(settings, place, []);
    expect(exitCode).toBe(1);
    expect(shown).toMatch(/^ok {7}Node\.js: version \d+/m);
    expect(shown).toMatch(/^PROBLEM {2}Site: .*nowhere\.artrans.*\n {9}\S/m);
    expect(shown).toMatch(/Fix the problems above, then run doctor again\.\n$/);
  });

  it.each(doctorCases.filter(({ needs }) => needs === undefined))(
    "finds $what ($code)",
    async (one) => {
      const { exitCode, checks } = await diagnose(one, servers);
      const check = checks.find(({ code, found }) => code === one.code && one.found.test(found));
      expect(check, JSON.stringify(checks, undefined, 1)).toBeDefined();
      const problems = checks.filter(({ state }) => state === "problem");
      // Checks of another program have no exit code.
      if (checks.length > 3) expect(exitCode).toBe(problems.length === 0 ? 0 : 1);
      // A problem says what to do; that of a setting says so itself.
      for (const { code, remedy } of problems) {
        if (code !== "setting-wrong") expect(remedy).toMatch(/\S/);
      }
    },
  );
});
