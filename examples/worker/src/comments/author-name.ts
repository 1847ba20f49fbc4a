import { type Env, listed } from "../env.ts";

const longestName = 80;

/** Characters that show nothing, or turn the text around them. */
const unseen = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
/** Those that show nothing by themselves, though letters and symbols need some of them. */
const ignorable = /[\p{Default_Ignorable_Code_Point}\u2800\p{Z}]/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether anything of a text is seen. */
export function isVisible(text: string): boolean {
  return visible.test(text.replaceAll(ignorable, ""));
}

/** A text without what can't be seen but changes what is; line breaks and tabs stay. */
export function withoutUnseen(text: string): string {
  return text
    .toWellFormed()
    .normalize()
    .replaceAll(unseen, (character) => (/[\n\t]/.test(character) ? character : ""));
}

/** What is wrong with a name; undefined for a good one. */
export function faultOfName(name: string): "no-name" | "name-too-long" | undefined {
  if (!isVisible(name)) return "no-name";
  return name.length > longestName ? "name-too-long" : undefined;
}

/** Names that only the owner of the site writes under; the first one is shown. */
export function ownerNames({ OWNER_NAMES }: Env): readonly string[] {
  return listed(OWNER_NAMES);
}

/** Whether a name looks like one of the owner's. */
export function isReserved(name: string, env: Env): boolean {
  return ownerNames(env).some((own) => skeleton(own) === skeleton(name));
}

/** Letters of other scripts that look like Latin ones, and those. */
const lookalikes = new Map(
  [..."\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u03bf\u0131"].map((letter, index) => [
    letter,
    "aeopcyxioi"[index] ?? letter,
  ]),
);

/** What of a name is the same for whoever glances at it: without case, marks, blanks and signs. */
function skeleton(name: string): string {
  const letters = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  return [...letters].map((letter) => lookalikes.get(letter) ?? letter).join("");
}
