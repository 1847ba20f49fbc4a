import { expect, it } from "vitest";
import { withCodes } from "../../scripts/report-codes.ts";

const problem = { type: "object", properties: { code: { type: "string" } } };
const reason = { type: "object", properties: { judgement: {}, code: { type: "string" } } };
const schema = { type: "object", properties: { findings: { items: problem }, trial: reason } };
const codes = { problems: ["file-locked"], reasons: ["many-orphans"] };

it("the published schema names the codes that errors and findings can have, and those of reasons", () => {
  expect(withCodes(schema, codes)).toMatchObject({
    properties: {
      findings: { items: { properties: { code: { $ref: "#/$defs/code" } } } },
      trial: { properties: { code: { $ref: "#/$defs/reasonCode" } } },
    },
    $defs: { code: { enum: ["file-locked"] }, reasonCode: { enum: ["many-orphans"] } },
  });
});
