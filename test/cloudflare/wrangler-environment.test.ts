import { delimiter, dirname } from "node:path";
import { expect, it } from "vitest";
import { wranglerEnvironment } from "../../src/cloudflare/wrangler/wrangler-environment.ts";

const ownNode = dirname(process.execPath);

it.each([
  [{}, ownNode],
  [{ PATH: "" }, ownNode],
  [{ PATH: "/usr/bin" }, `${ownNode}${delimiter}/usr/bin`],
  [{ Path: "C:\\Windows" }, `${ownNode}${delimiter}C:\\Windows`],
])("of %j wrangler's PATH is made, with this Node.js first and no empty folder", (env, path) => {
  expect(wranglerEnvironment(env)["PATH"]).toBe(path);
});
