import { expect, it } from "vitest";
import { walineSchema } from "../../../src/targets/waline/schema.ts";

// As location.pathname is, once decodePath of Waline's packages/client/src/utils/path.ts has had it.
it.each([
  ["/posts/bread/", "/posts/bread/"],
  ["/2024/caf%C3%A9/", "/2024/café/"],
  ["/a%20b/c%2Fd%3F%23%26/", "/a b/c%2Fd%3F%23%26/"],
  ["/100%25/", "/100%/"],
  ["/bad%E0%A4%A/", "/bad%E0%A4%A/"],
  ["/index.html", "/index.html"],
])("in Waline the page %s is %s", (pageId, path) => {
  expect(walineSchema().pageName(pageId)).toBe(path);
});
