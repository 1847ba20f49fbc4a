/** No text that people write is longer; the longest novels have 10 MB. */
export const largestTextMiB = 32;

/** In bytes. */
export const largestText = largestTextMiB * 1024 * 1024;
