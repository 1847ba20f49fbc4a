import type { KeptFile } from "../domain/media.ts";

/** A connection to an R2 bucket; what it keeps open is closed with it. */
export interface Bucket extends AsyncDisposable {
  /**
   * Whether the bucket has an object of this name and size in bytes.
   * @throws R2Error
   */
  has(name: string, bytes: number, signal: AbortSignal): Promise<boolean>;
  /**
   * Stores the file under its name, whole or not at all.
   * @throws R2Error
   */
  put(file: KeptFile, signal: AbortSignal): Promise<void>;
}

/** What R2 sends along with an object. */
interface ObjectHeaders {
  readonly contentType: string;
  readonly contentDisposition?: string;
  readonly cacheControl: string;
}

/** What readers' browsers are told about a file: its name is a digest, so that it never changes. */
export function headersOf({ contentType, isDownload }: KeptFile): ObjectHeaders {
  return {
    contentType,
    ...(isDownload ? { contentDisposition: "attachment" } : {}),
    cacheControl: "public, max-age=31536000, immutable",
  };
}
