/** A request as the homeserver received it. */
export interface ReceivedRequest {
  /** Counted from 0. */
  readonly index: number;
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What goes wrong with a request. */
export type Fault =
  /** This answer instead of the real one: an object as JSON, a text as HTML. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string | Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The real answer, that many ms later. */
  | { readonly kind: "delay"; readonly ms: number }
  /** The first half of the real answer, then the end of the connection. */
  | { readonly kind: "half" }
  /** The connection is reset without an answer. */
  | { readonly kind: "reset" }
  /** As `reset`, and from now on all connections are refused. */
  | { readonly kind: "gone" };

/** Decides for each request whether it goes wrong; asked once per request, in their order. */
export type FaultPlan = (request: ReceivedRequest) => Fault | undefined;
