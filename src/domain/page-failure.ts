/** Why a page could not be moved, in words for its owner. */
export interface PageFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}
