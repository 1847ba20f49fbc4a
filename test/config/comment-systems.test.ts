import { describe, expect, it } from "vitest";
import { schemaNames } from "../../src/domain/comment-system.ts";
import { contentFormats } from "../../src/domain/content-format.ts";
import { systems } from "../../src/targets/systems.ts";
import { enough, load, problems } from "./sources.ts";

describe.each(schemaNames)("settings for the comment system %s", (name) => {
  const { formats, takesSchemaMap, takesSite, shortcode } = systems[name];
  const given = { ...enough, "target-schema": name };

  it.each(contentFormats)("may ask for %s only where the system can hold it", (format) => {
    const found = problems({ inputs: { ...given, "content-format": format } });
    const wanted = formats.includes(format)
      ? []
      : [`input content-format: must be ${formats.join(" or ")} for target-schema ${name}`];
    expect(found).toEqual(wanted);
  });

  it("have the system's first format where they name none", () => {
    expect(load({ inputs: given }).target.contentFormat).toBe(formats[0]);
  });

  it("may name columns only of a table that is the user's own", () => {
    const found = problems({ inputs: { ...given, "schema-map": "page_id=slug" } });
    expect(found).toEqual(
      takesSchemaMap
        ? []
        : [expect.stringMatching(/^input schema-map: is only for target-schema classic:/)],
    );
  });

  it("may name a site only where the system holds several", () => {
    const found = problems({ inputs: { ...given, "target-site": "crumbs" } });
    expect(found).toEqual(
      takesSite ? [] : [expect.stringMatching(/^input target-site: is only for target-schema /)],
    );
  });

  it("must say what replaces old widgets unless a shortcode comes with the system", () => {
    const replacing = { ...given, replace: "working-tree" };
    const found = problems({ inputs: replacing });
    expect(found).toEqual(
      shortcode === undefined ? [expect.stringMatching(/^input replace-with: is missing/)] : [],
    );
  });

  it("don't cut what is more than text", () => {
    const found = problems({
      inputs: { ...given, "content-format": "html", "oversized-content": "truncate" },
    });
    expect(found).toContainEqual(
      expect.stringMatching(/^input (content-format|oversized-content)/),
    );
    expect(problems({ inputs: { ...given, "oversized-content": "truncate" } })).toEqual(
      formats[0] === "text"
        ? []
        : [expect.stringMatching(/^input oversized-content: can't be truncate/)],
    );
  });
});
