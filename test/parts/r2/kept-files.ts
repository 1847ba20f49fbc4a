import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KeptFile } from "../../../src/domain/media.ts";

/** A file in the folder with these bytes, or so many that nobody foresees. */
export async function keptFile(
  folder: string,
  content: Buffer | number,
  details: Partial<KeptFile> = {},
): Promise<KeptFile> {
  const bytes = typeof content === "number" ? randomBytes(content) : content;
  const name = `${createHash("sha256").update(bytes).digest("hex")}.png`;
  const path = join(folder, name);
  await writeFile(path, bytes);
  return {
    name,
    path,
    bytes: bytes.length,
    contentType: "image/png",
    isDownload: false,
    ...details,
  };
}
