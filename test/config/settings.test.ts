import { describe, expect, it } from "vitest";
import { settingInfo, settingNames } from "../../src/config/settings.ts";

describe("the table of settings", () => {
  it("gives each setting a place of its own in the config file and the environment", () => {
    const places = settingNames.map((name) => settingInfo(name).file.join("."));
    const variables = settingNames.flatMap((name) => settingInfo(name).env);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(variables).size).toBe(variables.length);
  });

  it("tells the default in the description, wherever there is one", () => {
    for (const name of settingNames) {
      expect(settingInfo(name).description, name).toMatch(
        /Default: |Required|required|where |Where /,
      );
    }
  });
});
