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

  it("adds the default of its type to what is said of a setting, once", () => {
    expect(settingInfo("batch-size").description).toMatch(/, 1 to 10000\. Default: `250`\.$/);
    for (const name of settingNames) {
      const defaults = settingInfo(name).description.split("Default: ").length - 1;
      expect(defaults, name).toBeLessThanOrEqual(1);
    }
  });

  it("names the key of a setting in the config file after its property, or says otherwise", () => {
    expect(settingInfo("database-name").file).toEqual(["cloudflare", "database_name"]);
    expect(settingInfo("d1-mode")).toMatchObject({
      property: "mode",
      file: ["cloudflare", "d1_mode"],
    });
  });
});
