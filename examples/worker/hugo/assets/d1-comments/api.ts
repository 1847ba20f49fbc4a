import type { Changed, Part, Posted } from "./answer.ts";
import { Refusal } from "./refusal.ts";

/** Which part of a page's comments: that after or before a cursor, or the one with a comment. */
export type Wanted = { readonly [Name in "cursor" | "before" | "comment"]?: string };

/** The comments of a page at the Worker. */
export class CommentsApi {
  readonly #url: string;
  readonly #limit: number;

  constructor(api: string, page: string, limit: number) {
    this.#url = `${api.replace(/\/+$/, "")}/comments/${encodeURIComponent(page)}`;
    this.#limit = limit;
  }

  async read(wanted: Wanted): Promise<Part> {
    const query = new URLSearchParams({ limit: String(this.#limit), ...wanted });
    return (await ask(`${this.#url}?${query}`)).json();
  }

  async post(fields: Readonly<Record<string, unknown>>): Promise<Posted> {
    return (await ask(this.#url, { method: "POST", ...inJson(fields) })).json();
  }

  async edit(id: number, token: string, content: string): Promise<Changed> {
    const { headers, body } = inJson({ content });
    const init = { method: "PATCH", headers: { ...headers, ...bearer(token) }, body };
    return (await ask(`${this.#url}/${id}`, init)).json();
  }

  /** @returns what is left in its place, because replies are below it */
  async remove(id: number, token: string): Promise<Changed | undefined> {
    const response = await ask(`${this.#url}/${id}`, { method: "DELETE", headers: bearer(token) });
    return response.status === 204 ? undefined : response.json();
  }
}

/** @throws Refusal, or TypeError where nobody answers */
async function ask(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw await Refusal.of(response);
  return response;
}

function inJson(fields: Readonly<Record<string, unknown>>) {
  return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields) };
}

function bearer(token: string) {
  return { Authorization: `Bearer ${token}` };
}
