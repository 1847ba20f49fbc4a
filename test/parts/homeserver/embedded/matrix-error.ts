/** An error answer of the client-server API. Source: Matrix 1.11, "Standard error response". */
export class MatrixError extends Error {
  override readonly name = "MatrixError";
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    errcode: string,
    error: string,
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${errcode}: ${error}`);
    this.status = status;
    this.body = { errcode, error, ...more };
  }
}

/** The error for what the user may not do. */
export function forbidden(error: string): MatrixError {
  return new MatrixError(403, "M_FORBIDDEN", error);
}

/** The error for what isn't there. */
export function notFound(error: string): MatrixError {
  return new MatrixError(404, "M_NOT_FOUND", error);
}
