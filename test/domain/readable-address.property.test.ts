import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readableAddresses } from "../../src/domain/readable-address.ts";

describe("an address as people read it", () => {
  it.each([
    ["letters beyond ASCII", "/2022/06/%C3%BCber-br%C3%B6tchen/", "/2022/06/über-brötchen/"],
    ["in small digits", "/%c3%bcber/", "/über/"],
    ["other scripts", "/%E4%BD%A0%E5%A5%BD/%D0%BF%D1%80/", "/你好/пр/"],
    ["emoji", "/%F0%9F%8D%9E/", "/🍞/"],
    ["with scheme and host", "https://b.example/%C3%BC/", "https://b.example/ü/"],
    ["in a sentence", "Page “/%C3%BC/”, and (/%C3%B6/).", "Page “/ü/”, and (/ö/)."],
  ])("%s: %s", (_, address, readable) => {
    expect(readableAddresses(address)).toBe(readable);
  });

  it.each([
    ["a space", "/a%20b/"],
    ["a slash", "/a%2Fb/"],
    ["markup", "/%3Cimg%20src=x%3E%7C%60/"],
    ["control characters", "/%00%1B%5B2J%C2%85/"],
    ["turned reading direction", "/%E2%80%AEgpj.exe/%E2%81%A6/"],
    ["line separators and other spaces", "/%E2%80%A8/%C2%A0/%E3%80%80/"],
    ["invisible characters", "/%E2%80%8B%E3%85%A4%C2%AD%EF%BB%BF/"],
    ["private and unassigned characters", "/%EE%80%80%F3%B0%80%80/"],
    ["what is no UTF-8", "/%FC%E4ber/%C3/%ED%A0%80/%C0%AF/%F5%80%80%80/"],
    ["what was encoded twice", "/%25C3%25BC/"],
    ["half an escape", "/%C3%B/%/"],
    ["a word that is no address", "100%C3%BC %C3%BC a/%C3%BC"],
  ])("keeps %s encoded: %s", (_, text) => {
    expect(readableAddresses(text)).toBe(text);
  });

  it("decodes what it can beside what it can't", () => {
    expect(readableAddresses("/%FC%C3%BC%E2%80%AE%C3%BC%20/")).toBe("/%FCü%E2%80%AEü%20/");
  });
});

const escaped = fc
  .integer({ min: 0, max: 255 })
  .map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
const address = fc
  .array(fc.oneof(escaped, fc.string({ unit: "grapheme", maxLength: 3 }).map(encodeURIComponent)), {
    maxLength: 20,
  })
  .map((parts) => `/${parts.join("")}`);

describe("whatever an address holds", () => {
  it("what is decoded is printable and no ASCII", () => {
    fc.assert(
      fc.property(address, (one) => {
        const fresh = [...readableAddresses(one)].filter((character) => !one.includes(character));
        expect(fresh.every((character) => /[^\p{C}\p{Z}\u0000-\u007F]/u.test(character))).toBe(
          true,
        );
      }),
    );
  });

  it("it leads to the same place", () => {
    fc.assert(
      fc.property(address, (one) => {
        const again = readableAddresses(one).replace(/[^\u0000-\u007F]/gu, encodeURIComponent);
        expect(again.toLowerCase()).toBe(one.toLowerCase());
      }),
    );
  });

  it("decoding it once more changes nothing", () => {
    fc.assert(
      fc.property(address, (one) => {
        const readable = readableAddresses(one);
        expect(readableAddresses(readable)).toBe(readable);
      }),
    );
  });
});
