/** In bytes. No text that people write is longer; the longest novels have 10 MB. */
export const largestText = 32 * 1024 * 1024;
