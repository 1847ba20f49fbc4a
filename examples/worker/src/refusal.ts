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

/** The answer to a request that failed. What nobody foresaw goes to the log, not to readers. */
export function failureAnswer(error: unknown): Response {
  const refusal = error instanceof Refusal ? error : refusalOf(error);
  const { status, code, message, remedy, headers } = refusal;
  return Response.json({ error: { code, message, remedy } }, { status, headers });
}

function refusalOf(error: unknown): Refusal {
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
