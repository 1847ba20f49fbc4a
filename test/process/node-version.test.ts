import { expect, it } from "vitest";
import { nodeTooOld } from "../../src/process/node-version.ts";

it.each(["24.0.0", "24.21.0", "26.10.0", "100.0.0"])("Node.js %s is new enough", (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});

it.each(["18.19.0", "20.20.2", "22.12.0", "9.0.0"])(
  "Node.js %s is refused with the version that is needed",
  (version) => {
    expect(nodeTooOld(version)).toMatchObject({
      code: "node-too-old",
      message: `This program needs Node.js 24 or newer; this is ${version}.`,
      remedy: expect.stringContaining("node@24"),
    });
  },
);
