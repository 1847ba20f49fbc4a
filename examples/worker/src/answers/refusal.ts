/** A request that is refused, in words for who sent it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: string;
  readonly remedy: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    remedy: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
    this.headers = headers;
  }
}

/** What a request failed by, as a refusal. What nobody foresaw goes to the log, not to readers. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  console.error(error);
  if (error instanceof Error && /no such (table|column)/.test(error.message)) {
    return new Refusal(
      503,
      "database-not-ready",
      "The database lacks what this Worker needs.",
      "The site's owner has to run: npx wrangler d1 migrations apply DB --remote",
    );
  }
  return new Refusal(
    500,
    "internal-error",
    "The comment system has failed.",
    "Try again in a minute.",
    { "Retry-After": "60" },
  );
}

/** A refusal as the site's script reads it. */
export function refusalAnswer({ status, code, message, remedy, headers }: Refusal): Response {
  return Response.json({ error: { code, message, remedy } }, { status, headers });
}
