import { z } from "zod";

/** Text that is not empty. */
export function text() {
  return z.string({ error: "must be text" }).trim().min(1, "must not be empty");
}

/** An http(s) address, given without a slash at its end. */
export function address() {
  return text()
    .refine(isHttpAddress, "must be an address that begins with https:// or http://")
    .transform((url) => url.replace(/\/+$/, ""));
}

/** A whole number in a range, ends included. */
export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)], { error })
    .pipe(z.int({ error }).min(min, error).max(max, error));
}

/** `true` or `false`, in upper or lower case. */
export function yesOrNo() {
  const error = "must be true or false";
  return z
    .union(
      [
        z.boolean(),
        z
          .string()
          .trim()
          .toLowerCase()
          .pipe(z.enum(["true", "false"])),
      ],
      {
        error,
      },
    )
    .transform((value) => value === true || value === "true");
}

/** One of the given words. */
export function choice<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `must be one of ${words.join(", ")}` });
}

/** Words, as a list or separated by commas. */
export function words() {
  const error = "must be a list of names, or names separated by commas";
  return z
    .union([z.array(z.string()), z.string().transform((list) => list.split(","))], { error })
    .transform((list) => list.map((word) => word.trim()).filter((word) => word !== ""))
    .refine((list) => list.length > 0, error);
}

function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
