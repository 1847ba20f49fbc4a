import { z } from "zod";
import type { UserHandle } from "./homeserver.ts";

const uploaded = z.object({ content_uri: z.string() });

/** Uploads a file as a user, of the type that the user says it has, and gives its `mxc://` address. */
export async function uploadMedia(
  baseUrl: string,
  user: UserHandle,
  { bytes, contentType }: { readonly bytes: Buffer | string; readonly contentType: string },
): Promise<string> {
  const response = await fetch(new URL("/_matrix/media/v3/upload", baseUrl), {
    method: "POST",
    headers: { Authorization: `Bearer ${user.accessToken}`, "Content-Type": contentType },
    body: bytes,
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`the upload was refused: ${JSON.stringify(body)}`);
  return uploaded.parse(body).content_uri;
}
