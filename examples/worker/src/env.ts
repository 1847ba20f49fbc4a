/** What the Worker is given: see wrangler.jsonc. */
export interface Env {
  readonly DB: Database;
  readonly WRITERS?: {
    limit(of: { readonly key: string }): Promise<{ readonly success: boolean }>;
  };
  readonly ALLOWED_ORIGINS?: string;
  readonly CONTENT_FORMAT?: string;
  readonly APPROVE_FIRST?: string;
  readonly OWNER_NAMES?: string;
  readonly PAGES?: string;
  readonly TURNSTILE_SECRET?: string;
  /** Where Turnstile's tokens are checked, if not at Cloudflare's own address. */
  readonly TURNSTILE_URL?: string;
  readonly WRITER_SECRET?: string;
  readonly MODERATION_TOKEN?: string;
  readonly ACCESS_TEAM?: string;
  readonly ACCESS_AUD?: string;
  readonly NOTICE_URL?: string;
}

/** As much of D1 as is used. Source: https://developers.cloudflare.com/d1/worker-api/ */
export interface Database {
  prepare(sql: string): Statement;
}

/** A statement of {@link Database}. */
export interface Statement {
  bind(...values: readonly (string | number | null)[]): Statement;
  all(): Promise<{ readonly results: readonly unknown[] }>;
  first(): Promise<unknown>;
}

/** How `content` is written in the database, and how the answers say it. */
export type ContentFormat = "text" | "html" | "markdown";

/** The format that the variable names; text unless it is another. */
export function contentFormat({ CONTENT_FORMAT }: Env): ContentFormat {
  return CONTENT_FORMAT === "html" || CONTENT_FORMAT === "markdown" ? CONTENT_FORMAT : "text";
}

/** The entries of a variable that separates them by commas. */
export function listed(variable: string | undefined): readonly string[] {
  return (variable ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
