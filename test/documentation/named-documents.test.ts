import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { catalogueMessages } from "../../scripts/message-catalogues.ts";

it("a message that sends its reader to a document names one that is there", () => {
  const texts = catalogueMessages.flatMap(({ message, remedy }) => [message, remedy]);
  const named = texts.flatMap((text) => text.match(/[\w./-]+\.md\b/g) ?? []);
  expect(named.filter((file) => file.startsWith("docs/")).length).toBeGreaterThan(2);
  const missing = named.filter(
    (file) => !file.startsWith("report.") && !existsSync(new URL(`../../${file}`, import.meta.url)),
  );
  expect(missing).toEqual([]);
});
