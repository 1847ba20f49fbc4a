/** A whole file on disk that is to be kept. */
export interface KeptFile {
  /** SHA-256 of its bytes in hexadecimal digits, and an extension. */
  readonly name: string;
  /** Absolute path of it. */
  readonly path: string;
  readonly bytes: number;
  readonly contentType: string;
  /** Whether browsers must not show it: it could run there. */
  readonly isDownload: boolean;
}

/** Where pictures and files of comments are put so that readers get them. */
export interface MediaStore extends AsyncDisposable {
  /** Whether it has the file, whole. */
  has(name: string, bytes: number, signal: AbortSignal): Promise<boolean>;
  put(file: KeptFile, signal: AbortSignal): Promise<void>;
  /** The address at which readers get it. */
  addressOf(name: string): string;
}
