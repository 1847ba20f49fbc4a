import { newestTested, testedVersions } from "./tested-versions.ts";

/** Below 0 where the first version is older, above 0 where it is newer. Both as in `0.152.2`. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  const differences = [0, 1, 2].map((place) => (a?.[place] ?? 0) - (b?.[place] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

const number = String.raw`(?:0|[1-9]\d{0,4})`;
const marks = /^(?:extended[_/-])?v?|(?:[_/+-]extended(?:_withdeploy)?)$/gi;
const exact = new RegExp(String.raw`^[\^~=]?\s*v?(${number}\.${number}\.${number})$`);
const minorOnly = new RegExp(String.raw`^[\^~=]?\s*v?(${number}\.${number})(?:\.[x*])?$`);
const withoutEnd = new RegExp(
  String.raw`^>=?\s*v?(${number}\.${number}(?:\.${number})?)(?:\s+<=?\s*v?(${number}\.${number}(?:\.${number})?))?$`,
);

/**
 * The one version of Hugo that a site means by what it wrote: `0.152.2`, `v0.152.2`,
 * `extended_0.152.2`, `^0.152.0`, `0.152`, `latest`. Of a range without its last number, the one that
 * the tests run, else the first; of one without an end, the newest that the tests run. Undefined
 * for what names none, such as `${{ inputs.hugo }}`.
 */
export function meantVersion(written: string): string | undefined {
  const text = written.trim().replace(marks, "");
  if (/^(?:latest|stable|lts|\*)$/i.test(text)) return newestTested;
  const same = exact.exec(text)?.[1];
  if (same !== undefined) return same;
  const minor = minorOnly.exec(text)?.[1];
  if (minor !== undefined) {
    return testedVersions.find((version) => version.startsWith(`${minor}.`)) ?? `${minor}.0`;
  }
  const [, from, to] = withoutEnd.exec(text) ?? [];
  if (from === undefined) return undefined;
  const fits = (version: string) =>
    compareVersions(version, from) >= 0 && (to === undefined || compareVersions(version, to) < 0);
  return testedVersions.find(fits) ?? inFull(from);
}

/** `0.80` as `0.80.0`; undefined for what is no version. */
export function inFull(written: string): string | undefined {
  const [, digits, last = ".0"] =
    new RegExp(String.raw`^v?(${number}\.${number})(\.${number})?$`).exec(written.trim()) ?? [];
  return digits === undefined ? undefined : `${digits}${last}`;
}

/** The version in what `hugo version` prints, whatever a wrapper printed before it. */
export function printedVersion(output: string): string | undefined {
  return (/hugo[^\n]*?\bv(\d+\.\d+\.\d+)/i.exec(output) ?? /\bv(\d+\.\d+\.\d+)/.exec(output))?.[1];
}
