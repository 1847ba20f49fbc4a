import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authors, readAuthorEntries } from "../../src/config/author-entries.ts";
import { loadConfig } from "../../src/config/load-config.ts";

const ada = "@ada:example.org";

function faultsOf(said: unknown): readonly string[] {
  return readAuthorEntries({ [ada]: said }).faults.map(({ message }) => message);
}

describe("an entry of authors", () => {
  it("says what is known of a user, and nothing else", () => {
    const { entries, faults } = readAuthorEntries({
      [ada]: {
        name: " Ada L. ",
        email: "Ada@x.example",
        url: "https://ada.example/?a=b",
        owner: true,
      },
      "@bob:example.org": { "email-hash": "AB".repeat(16) },
    });
    expect(faults).toEqual([]);
    expect(entries.get(ada)).toEqual({
      name: "Ada L.",
      email: "Ada@x.example",
      emailHash: undefined,
      url: "https://ada.example/?a=b",
      isOwner: true,
    });
    expect(entries.get("@bob:example.org")).toMatchObject({
      name: undefined,
      emailHash: "ab".repeat(16),
      isOwner: false,
    });
  });

  it.each<[unknown, RegExp]>([
    ["Ada", /^must have for @ada:example.org keys with values; the keys are name, email,/],
    [{ ownr: true }, /^has the unknown key ownr for @ada:example.org;.*Did you mean owner\?$/],
    [{ owner: "yes" }, /as owner true or false$/],
    [{ name: "A\nb" }, /as name a name in one line$/],
    [{ name: "" }, /as name a name in one line$/],
    [{ email: "ada" }, /as email an e-mail address$/],
    [{ "email-hash": "abc" }, /as email-hash an MD5 or SHA-256 in 32 or 64 hexadecimal digits$/],
    [{ url: "javascript:alert(1)" }, /as url an address that starts with https/],
    [
      { email: "a@x.example", "email-hash": "0".repeat(64) },
      /^must not have both email and email-hash/,
    ],
  ])("that is %j is refused in words that say why", (said, words) => {
    expect(faultsOf(said)).toEqual([expect.stringMatching(words)]);
  });

  it("of any form is read or refused, never thrown at", () => {
    const anyEntries = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(anyEntries, (given) => {
        const { entries, faults } = readAuthorEntries(given);
        for (const { url } of entries.values()) if (url) expect(url).toMatch(/^https?:/i);
        const blamed = new Set(faults.map(({ path }) => path[0]));
        for (const user of Object.keys(given))
          expect(entries.has(user) || blamed.has(user)).toBe(true);
      }),
    );
  });
});

describe("the setting authors", () => {
  it("is the path of a file, or the entries themselves", () => {
    expect(authors().parse("data/authors.yml")).toBe("data/authors.yml");
    expect(authors().parse({ [ada]: { owner: true } })).toEqual(
      readAuthorEntries({ [ada]: { owner: true } }).entries,
    );
  });

  it("with a fault in a config file names the place, and repeats no address of anybody", () => {
    const yaml = `migration:\n  authors:\n    "${ada}": { email: secret@x.example, nmae: Ada }\n`;
    const load = () =>
      loadConfig({
        cwd: "/repo",
        inputsAre: "input",
        env: {},
        inputs: {},
        file: { name: "c.yml", yaml },
      });
    expect(load).toThrow(/- c\.yml:2 \(migration\.authors\): has the unknown key nmae for @ada/);
    expect(load).not.toThrow(/secret@/);
  });
});
