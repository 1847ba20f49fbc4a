import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { settingNames } from "../../src/config/settings.ts";
import { hostNames } from "./hosts.ts";
import { openWorld, type SharedHomeserver, startSharedHomeserver } from "./parity-world.ts";
import { effectsOfSettings } from "./settings-of-hosts.ts";

let homeserver: SharedHomeserver;
beforeAll(async () => {
  homeserver = await startSharedHomeserver();
});
afterAll(() => homeserver[Symbol.asyncDispose]());
beforeEach(() => {
  homeserver.delayMs = 0;
  homeserver.failures = 0;
});

it("the table has an effect of each setting", () => {
  expect(Object.keys(effectsOfSettings).toSorted()).toEqual(settingNames.toSorted());
  expect(Object.values(effectsOfSettings).every((effects) => effects.length > 0)).toBe(true);
});

describe.each(settingNames)("%s", (name) => {
  describe.each(effectsOfSettings[name])("$does", (effect) => {
    it.each(hostNames)("%s", async (host) => {
      await using world = await openWorld(host, homeserver);
      const {
        apiUrl,
        withServices = effect.withServices,
        ...given
      } = (await effect.given?.(world)) ?? {};
      const options = {
        ...(apiUrl === undefined ? {} : { apiUrl }),
        ...(withServices === undefined ? {} : { withServices }),
      };
      const run = await world.run({ ...effect.settings, ...given }, options);
      const exception = effect.except?.[host];
      const seen = effect.seen(run, world);
      expect(seen, exception?.because ?? run.refusal ?? run.log).toEqual(
        exception === undefined ? effect.is : exception.is,
      );
    });
  });
});
