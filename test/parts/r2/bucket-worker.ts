/** What of an R2 bucket's binding is used here. */
interface Bucket {
  get(key: string): Promise<{
    readonly body: ReadableStream;
    writeHttpMetadata(headers: Headers): void;
  } | null>;
}

/** A Worker that serves a bucket as its public address does: with the headers that objects were stored with. */
const worker = {
  async fetch(request: Request, env: { readonly MEDIA: Bucket }): Promise<Response> {
    const object = await env.MEDIA.get(new URL(request.url).pathname.slice(1));
    if (object === null) return new Response("no such object", { status: 404 });
    const headers = new Headers();
    object.writeHttpMetadata(headers);
    return new Response(object.body, { headers });
  },
};

// Workers are their module's default export.
// biome-ignore lint/style/noDefaultExport: the runtime asks for it
export default worker;
