import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogueMessages } from "../../scripts/message-catalogues.ts";
import { listSettingMessages, messagesDocument } from "../../scripts/messages.ts";

describe("the messages that a user can meet", () => {
  it("are listed in docs/messages.md, all of them", () => {
    const listed = readFileSync(new URL("../../docs/messages.md", import.meta.url), "utf8");
    expect(listed).toBe(messagesDocument());
    expect(catalogueMessages.length).toBeGreaterThan(100);
    expect(listSettingMessages()).toContain("must be a whole number from ‹min› to ‹max›");
  });

  it.each(catalogueMessages.map((message) => [message.code, message.file, message] as const))(
    "%s (%s) says what to do, in whole sentences",
    (_, __, { message, remedy }) => {
      expect(message).toMatch(/[a-z]/);
      expect(remedy).toMatch(/[a-z]/);
      expect(remedy).toMatch(/[.…›]$/);
      expect(message).toMatch(/[.…›]$/);
      expect(message).toMatch(/^["“`…‹A-Z\d$]/);
    },
  );

  it.each(catalogueMessages.map((message) => [message.code, message] as const))(
    "%s has no words that a blogger can't know",
    (_, { message, remedy }) => {
      expect(`${message} ${remedy}`).not.toMatch(
        /\b(?:exception|stack trace|null|undefined|NaN|regex|stdout|stderr|ENOENT|errno|parse error|enum)\b/i,
      );
    },
  );
});

describe("the catalogues of messages", () => {
  const root = new URL("../../", import.meta.url);
  const isCatalogue = (file: string) => /\/messages(?:\.ts$|\/)/.test(file);
  const source = globSync("src/**/*.ts", { cwd: root })
    .filter((file) => !isCatalogue(file.replaceAll("\\", "/")))
    .map((file) => readFileSync(new URL(file, root), "utf8"))
    .join("\n");

  /** By its name, or by that of its case where the code chooses among cases: `code/${case}`. */
  const isUsed = (key: string) => {
    const [code, ofCode] = key.split("/");
    const isChosen = source.includes(`\`${code}/\${`) && source.includes(`"${ofCode}"`);
    return source.includes(`"${key}"`) || isChosen;
  };

  it("have each code in one place of the program", () => {
    const byCode = Map.groupBy(catalogueMessages, ({ code }) => code);
    const twice = [...byCode].filter(([, all]) => new Set(all.map(({ file }) => file)).size > 1);
    expect(twice.map(([code]) => code)).toEqual([]);
  });

  it.each(catalogueMessages.map((message) => [message.key, message] as const))(
    "%s is used, in kebab-case, and can be printed",
    (key, { message, remedy }) => {
      expect(isUsed(key)).toBe(true);
      expect(key).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*(?:\/[a-z\d]+(?:-[a-z\d]+)*)?$/);
      expect(`${message} ${remedy}`).not.toMatch(/\[object|NaN|function/);
    },
  );
});
