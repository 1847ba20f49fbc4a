import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  listMessages,
  listSettingMessages,
  listStoreMessages,
  messagesDocument,
} from "../../scripts/messages.ts";

const messages = listMessages();

describe("the messages that a user can meet", () => {
  it("are listed in docs/messages.md, all of them", () => {
    const listed = readFileSync(new URL("../../docs/messages.md", import.meta.url), "utf8");
    expect(listed).toBe(messagesDocument());
    expect(messages.length).toBeGreaterThan(100);
    expect(listSettingMessages()).toContain("must be a whole number from … to …");
    expect(listStoreMessages().map(({ means }) => means)).toContain(
      "the account's storage is full",
    );
  });

  it.each(messages.map((message) => [message.code, message.file, message] as const))(
    "%s (%s) says what to do, in whole sentences",
    (_, __, { message, remedy }) => {
      expect(message).toMatch(/[a-z]/);
      expect(remedy).toMatch(/[a-z]/);
      expect(remedy).toMatch(/[.…]$/);
      expect(message).toMatch(/[.…]$/);
      expect(message).toMatch(/^["“`…A-Z\d$]/);
    },
  );

  it.each(messages.map((message) => [message.code, message] as const))(
    "%s has no words that a blogger can't know",
    (_, { message, remedy = "" }) => {
      expect(`${message} ${remedy}`).not.toMatch(
        /\b(?:exception|stack trace|null|undefined|NaN|regex|stdout|stderr|ENOENT|errno|parse error|enum)\b/i,
      );
    },
  );
});
