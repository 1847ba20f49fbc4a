import type { Words } from "./words.ts";

/** What the Worker said instead of an answer. */
export class Refusal extends Error {
  readonly code: string;
  /** When it may be asked again. */
  readonly again: Date | undefined;

  constructor(code: string, message: string, again: Date | undefined) {
    super(message);
    this.code = code;
    this.again = again;
  }

  static async of(response: Response): Promise<Refusal> {
    const told = await response.json().catch(() => undefined);
    const { code = "", message = "", remedy = "" } = told?.error ?? {};
    const wait = Number(response.headers.get("Retry-After"));
    const again = wait > 0 ? new Date(Date.now() + wait * 1000) : undefined;
    return new Refusal(code, `${message} ${remedy}`.trim(), again);
  }
}

/** What readers are told of a failure: in the site's own words, where it has some. */
export function textOf(error: unknown, words: Words, otherwise: string): string {
  const unknown = words[otherwise] ?? "";
  if (!(error instanceof Refusal)) return unknown;
  const said = words[`error_${error.code.replaceAll("-", "_")}`] ?? (error.message || unknown);
  if (error.again === undefined) return said;
  const language = document.documentElement.lang || undefined;
  const time = error.again.toLocaleTimeString(language, { timeStyle: "short" });
  return `${said} ${(words["again"] ?? "").replace("%s", time)}`;
}
