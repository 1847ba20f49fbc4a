import { z } from "zod";
import type { SentFields } from "../comments/sent-fields.ts";

const english = {
  title: "Comments",
  posted: "Your comment is posted.",
  waiting: "Your comment will be shown once it is approved.",
  not_sent: "Your comment was not posted",
  back: "Back to the page",
};

const given = z.record(z.string(), z.string().max(1_000));
const language = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/);

/** The texts of pages for readers, in the site's language where its form sends them. */
export interface SiteWords {
  readonly lang: string;
  /** The text under a name; undefined where there is none. */
  of(name: string): string | undefined;
  /** A text that there is always. */
  say(name: keyof typeof english): string;
}

/** The texts that came along with what was sent. */
export function siteWords({ words, lang }: SentFields = {}): SiteWords {
  const texts = new Map(Object.entries(given.safeParse(parsed(words)).data ?? {}));
  return {
    lang: language.safeParse(lang).data ?? "en",
    of: (name) => texts.get(name),
    say: (name) => texts.get(name) ?? english[name],
  };
}

function parsed(words: unknown): unknown {
  try {
    return JSON.parse(String(words));
  } catch {
    return undefined;
  }
}
