import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingNames } from "../../src/config/settings.ts";
import { type HostName, hostNames } from "./hosts.ts";
import { openWorld, type SharedHomeserver, startSharedHomeserver } from "./parity-world.ts";
import { effectsOfSettings } from "./settings-of-hosts.ts";

const homeservers = new Map<HostName, SharedHomeserver>();
beforeAll(async () => {
  for (const host of hostNames) homeservers.set(host, await startSharedHomeserver());
});
afterAll(async () => {
  for (const homeserver of homeservers.values()) await homeserver[Symbol.asyncDispose]();
});

function homeserverOf(host: HostName): SharedHomeserver {
  const homeserver = homeservers.get(host);
  if (homeserver === undefined) throw new Error(`the homeserver for the ${host} did not start`);
  return homeserver;
}

it("the table has an effect of each setting", () => {
  expect(Object.keys(effectsOfSettings).toSorted()).toEqual(settingNames.toSorted());
  expect(Object.values(effectsOfSettings).every((effects) => effects.length > 0)).toBe(true);
});

describe.each(settingNames)("%s", (name) => {
  describe.each(effectsOfSettings[name])("$does", (effect) => {
    // At once, for most of their time is waiting; each has a world and a homeserver of its own.
    it.concurrent.each(hostNames)("%s", async (host) => {
      await using world = await openWorld(host, homeserverOf(host));
      const {
        apiUrl,
        env,
        withServices = effect.withServices,
        ...given
      } = (await effect.given?.(world)) ?? {};
      const options = {
        ...(apiUrl === undefined ? {} : { apiUrl }),
        ...(env === undefined ? {} : { env }),
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
