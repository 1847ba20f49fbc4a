import { z } from "zod";
import { parseShard } from "../shard/shard.ts";
import { parseReplacementTemplate } from "../shortcode/replacement-template.ts";
import { settingProblems } from "./setting-problems.ts";

/** Text that is not empty. */
export function text() {
  return z.string({ error: settingProblems.text }).trim().min(1, settingProblems.empty);
}

/** An http(s) address, given without a slash at its end. */
export function address() {
  return text()
    .refine(isHttpAddress, settingProblems.address)
    .transform((url) => url.replace(/\/+$/, ""));
}

/** A token as an HTTP header can hold it; others would be repeated in the error of the request. */
export function token() {
  return text().regex(/^[\x21-\x7e]+$/, settingProblems.token);
}

/** A password, which may begin and end with spaces. */
export function password() {
  return z.string({ error: settingProblems.text }).min(1, settingProblems.empty);
}

/** A whole number in a range, ends included. */
export function wholeNumber(min: number, max: number) {
  const error = settingProblems.wholeNumber({ min, max });
  return z
    .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)], { error })
    .pipe(z.int({ error }).min(min, error).max(max, error));
}

/** A part of the pages, as `formatShard` writes it. */
export function shard() {
  return text().transform((written, context) => {
    const read = parseShard(written);
    if (read !== undefined) return read;
    context.addIssue(settingProblems.shard);
    return z.NEVER;
  });
}

const minutesIn = { s: 1 / 60, m: 1, min: 1, h: 60 } as const;

/** A time in minutes, fractions allowed, or with a unit (`90s`, `45m`, `5h`), in a range in minutes. */
export function minutes(min: number, max: number) {
  const error = settingProblems.minutes({ min, max });
  const written = z
    .string()
    .trim()
    .regex(/^\d+(?:\.\d+)?\s*(?:s|m|min|h)?$/)
    .transform((text) => {
      const unit = z.enum(["s", "m", "min", "h"]).safeParse(/[a-z]+$/.exec(text)?.[0]).data ?? "m";
      return Number.parseFloat(text) * minutesIn[unit];
    });
  return z
    .union([z.number(), written], { error })
    .pipe(z.number({ error }).min(min, error).max(max, error));
}

/** `true` or `false`, in upper or lower case. */
export function yesOrNo() {
  const error = settingProblems.yesOrNo;
  const written = z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(["true", "false"]));
  return z
    .union([z.boolean(), written], { error })
    .transform((value) => value === true || value === "true");
}

/** One of the given words. */
export function choice<const Word extends string>(words: readonly Word[]) {
  const error = settingProblems.choice({ words: words.join(", ") });
  return z.string({ error }).trim().pipe(z.enum(words, { error }));
}

/** A repository at GitHub, `owner/name`; its address there is one, too. */
export function repositoryName() {
  return text()
    .transform((given) => given.replace(/^https?:\/\/[^/]+\//i, "").replace(/(?:\.git)?\/?$/, ""))
    .refine((name) => /^[\w-]+\/(?!\.+$)[\w.-]+$/.test(name), settingProblems.repositoryName);
}

/** `auto`, `none`, or a version of Hugo, given with or without a `v`. */
export function hugoVersion() {
  const error = settingProblems.hugoVersion;
  return z
    .string({ error })
    .trim()
    .toLowerCase()
    .regex(/^(?:auto|none|v?\d{1,4}\.\d{1,4}\.\d{1,4})$/, error)
    .transform((written) => written.replace(/^v/, ""));
}

/** A folder inside another one, given with `/` and without a slash at its end. */
export function innerFolder() {
  return text()
    .transform((path) =>
      path
        .replaceAll("\\", "/")
        .replace(/^(?:\.\/)+/, "")
        .replace(/\/+$/, ""),
    )
    .refine(
      (path) =>
        !/^(?:[a-z]:|\/)/i.test(path) && !path.split("/").some((part) => /^\.{0,2}$/.test(part)),
      settingProblems.innerFolder,
    );
}

/** A folder below the one of files that Hugo publishes as they are. */
export function staticFolder() {
  return innerFolder().refine((path) => /^static\/./.test(path), settingProblems.staticFolder);
}

/** The name of an R2 bucket. Source: https://developers.cloudflare.com/r2/buckets/create-buckets/ */
export function bucketName() {
  return text().regex(/^[a-z\d][a-z\d-]{1,61}[a-z\d]$/, settingProblems.bucketName);
}

/** A day, or all days of a month or year: `2020-05-31`, `2020-05`, `2020`. */
export function days() {
  const error = settingProblems.days;
  return z.union([z.int().transform(String), z.string().trim()], { error }).refine(areDays, error);
}

function areDays(written: string): boolean {
  const [, year, month = "01", day = "01"] =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(written) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** Patterns of page ids, as a list or separated by commas; those in braces belong to a pattern. */
export function pagePatterns() {
  const error = settingProblems.pagePatterns;
  const written = z.string().transform((list) => list.split(/,(?![^{}]*\})/));
  return z
    .union([z.array(z.string()), written], { error })
    .transform((list) => list.map((pattern) => pattern.trim()).filter((pattern) => pattern !== ""))
    .refine(
      (list) => list.length > 0 && list.every(({ length }) => length <= longestPattern),
      error,
    );
}

/** In UTF-16 code units, far below what the matcher takes. */
const longestPattern = 1000;

/** The replacement for an old shortcode. */
export function replacementTemplate() {
  return text().superRefine((written, context) => {
    const read = parseReplacementTemplate(written);
    if (!("fault" in read)) return;
    const { template, placeholder } = settingProblems;
    context.addIssue(read.fault === "shape" ? template : placeholder(read));
  });
}

/** Source: https://developers.cloudflare.com/fundamentals/account/find-account-and-zone-ids/ */
export function accountId() {
  return text().refine((id) => /^[\da-f]{32}$/i.test(id), settingProblems.accountId);
}

/** The name of a branch. Source: https://git-scm.com/docs/git-check-ref-format */
export function branchName() {
  const faults = /^[-/]|[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|[/.]$|^\.|^@$/;
  return text().refine(
    (name) => !faults.test(name) && !name.startsWith("refs/"),
    settingProblems.branchName,
  );
}

/** The title of a pull request. Source: GitHub's API, "title is too long (maximum is 256 characters)" */
export function title() {
  const { title: error } = settingProblems;
  return text()
    .regex(/^[^\x00-\x1f\x7f]*$/, error)
    .max(256, error);
}

/** Users, and teams as `owner/team`, as GitHub's own tools take them; an @ before a name is no part of it. */
export function reviewers() {
  const error = settingProblems.reviewers;
  return words(error)
    .transform((names) => names.map((name) => name.replace(/^@/, "")))
    .refine((names) => names.every((name) => /^[\w-]+(?:\/[\w.-]+)?$/.test(name)), error);
}

/** Words, as a list or separated by commas. */
export function words(error: string = settingProblems.words) {
  return z
    .union([z.array(z.string()), z.string().transform((list) => list.split(","))], { error })
    .transform((list) => list.map((word) => word.trim()).filter((word) => word !== ""))
    .refine((list) => list.length > 0, error);
}

function isHttpAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s?#]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}
