import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareVersions,
  inFull,
  meantVersion,
  printedVersion,
} from "../../../src/hugo/program/hugo-version.ts";
import { newestTested, testedVersions } from "../../../src/hugo/program/tested-versions.ts";

const number = fc.integer({ min: 0, max: 9999 });
const version = fc.tuple(number, number, number).map((numbers) => numbers.join("."));

describe("the tested versions", () => {
  it("are in order, the newest first", () => {
    expect(testedVersions.toSorted((a, b) => compareVersions(b, a))).toEqual(testedVersions);
  });
});

describe("two versions", () => {
  it.each([
    ["0.9.0", "0.10.0"],
    ["0.111.3", "0.111.10"],
    ["0.168.0", "1.0.0"],
    ["0.80", "0.80.1"],
  ])("%s is older than %s", (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it("are compared the same way in both directions", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)));
        expect(compareVersions(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe("what a site writes", () => {
  it.each([
    ["0.152.2", "0.152.2"],
    ["v0.152.2", "0.152.2"],
    ["  0.152.2\r", "0.152.2"],
    ["extended_0.118.2", "0.118.2"],
    ["0.118.2_extended", "0.118.2"],
    ["v0.121.2/extended", "0.121.2"],
    ["0.121.2+extended", "0.121.2"],
    ["^0.111.3", "0.111.3"],
    ["~0.120.4", "0.120.4"],
    ["=0.120.4", "0.120.4"],
    ["0.152", "0.152.2"],
    ["^0.152", "0.152.2"],
    ["0.152.x", "0.152.2"],
    ["0.120", "0.120.0"],
    ["latest", newestTested],
    ["Latest", newestTested],
    ["*", newestTested],
    [">=0.120.0", newestTested],
    [">= 0.120", newestTested],
    [">=0.140.0 <0.150.0", "0.147.9"],
    [">=0.112.0 <0.120.0", "0.112.0"],
    [">=0.999.0", "0.999.0"],
  ])("as %j means %s", (written, meant) => {
    expect(meantVersion(written)).toBe(meant);
  });

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
    "${{ matrix.hugo }}",
    "$HUGO_VERSION",
    "auto",
    "none",
    "",
    "0.1.2.3",
    "0.152.2 || 0.120.0",
    "../../0.1.2",
    "0.152.2/../..",
    "file:../hugo",
    "01.2.3",
  ])("as %j means no version", (written) => {
    expect(meantVersion(written)).toBeUndefined();
  });

  it("means a version of three numbers or none, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), version), (written) => {
        expect(meantVersion(written) ?? "0.0.0").toMatch(/^\d+\.\d+\.\d+$/);
      }),
    );
  });

  it("as a plain version means that one", () => {
    fc.assert(
      fc.property(version, (written) => {
        expect(meantVersion(written)).toBe(written);
      }),
    );
  });
});

describe("a lower limit", () => {
  it.each([
    ["0.128.0", "0.128.0"],
    ["0.80", "0.80.0"],
    ["v0.41", "0.41.0"],
    ["newest", undefined],
  ])("of %j is %s", (written, full) => {
    expect(inFull(written)).toBe(full);
  });
});

describe("what hugo version prints", () => {
  it.each([
    ["hugo v0.168.0-e27a6760+extended+withdeploy linux/amd64 BuildDate=x", "0.168.0"],
    ["Hugo Static Site Generator v0.54.0/extended linux/amd64", "0.54.0"],
    ["npx v10.2.3\nmise v2026.1.1\nhugo v0.152.2+extended", "0.152.2"],
    ["v0.152.2", "0.152.2"],
    ["hugo", undefined],
  ])("%j tells %s", (output, told) => {
    expect(printedVersion(output)).toBe(told);
  });
});
