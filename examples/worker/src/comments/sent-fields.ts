import { Refusal } from "../answers/refusal.ts";

const mostBytes = 65_536;

/** What was sent, by name, as JSON or by a form. */
export type SentFields = Readonly<Record<string, unknown>>;

/**
 * Reads what was sent.
 * @throws Refusal for what is too large, of another type, or can't be read
 */
export async function readFields(request: Request): Promise<SentFields> {
  const type = request.headers.get("Content-Type") ?? "application/json";
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  const isJson = /^(application\/json|text\/plain)\b/i.test(type);
  if (!isForm && !isJson) {
    const remedy = "Send application/json or a form.";
    throw new Refusal(415, "no-known-type", `A comment can't be sent as ${type}.`, remedy);
  }
  const body = new Response(await readBytes(request), { headers: { "Content-Type": type } });
  try {
    return isForm ? Object.fromEntries(await body.formData()) : { ...Object(await body.json()) };
  } catch {
    const message = `What was sent is no ${isForm ? "form" : "JSON"}.`;
    throw new Refusal(400, "not-readable", message, "Check how it is encoded.");
  }
}

async function readBytes({ body }: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) {
      const remedy = `Send ${mostBytes} bytes at most.`;
      throw new Refusal(413, "too-large", "What was sent is too large for a comment.", remedy);
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
