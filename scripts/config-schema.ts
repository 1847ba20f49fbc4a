import { z } from "zod";
import { settingInfo, settingNames } from "../src/config/settings.ts";

/**
 * The JSON schema of comment-migration.yml, for editors: sections, keys, words and descriptions. What
 * only the program can judge, such as whether an address is one, it leaves open.
 */
export function configSchemaText(): string {
  const sections = Map.groupBy(settingNames, (name) => settingInfo(name).file[0]);
  const properties = Object.fromEntries(
    [...sections].map(([section, names]) => [
      section,
      {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          names.map((name) => [settingInfo(name).file[1], entryOf(name)]),
        ),
      },
    ]),
  );
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Settings of hugo-comment-migration",
    type: "object",
    additionalProperties: false,
    properties,
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function entryOf(name: (typeof settingNames)[number]) {
  const { type, description } = settingInfo(name);
  const [fault] = type.safeParse("\0").error?.issues ?? [];
  if (fault?.code === "invalid_value") return { description, enum: fault.values };
  const {
    $schema: _,
    default: __,
    ...shape
  } = z.toJSONSchema(type, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
  });
  return { description, ...shape };
}
