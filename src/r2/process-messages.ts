import { z } from "zod";

/** Which local bucket the process opens; paths are absolute. */
export const bucketToOpen = z.object({
  /** Folder of the wrangler package. */
  wrangler: z.string(),
  bucket: z.string(),
  /** Folder of wrangler's local data; its own by default. */
  persistTo: z.string().optional(),
});

/** See {@link bucketToOpen}. */
export type BucketToOpen = z.infer<typeof bucketToOpen>;

/** What the process is asked: how large an object is, or to store a file. */
export const bucketCall = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("size"), name: z.string() }),
  z.object({
    kind: z.literal("put"),
    name: z.string(),
    path: z.string(),
    bytes: z.number(),
    headers: z.object({
      contentType: z.string(),
      contentDisposition: z.string().optional(),
      cacheControl: z.string(),
    }),
  }),
]);

/** See {@link bucketCall}. */
export type BucketCall = z.infer<typeof bucketCall>;

/** The object's size in bytes, after storing it as well; null where there is none. */
export const sizeOfObject = z.number().nullable();
