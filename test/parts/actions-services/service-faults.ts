/** What is wrong with a service: it answers 500, 429, or drops every connection. */
export type ServiceFault = "none" | "down" | "rate-limited" | "unreachable";

/** Switches for outages. A test may set them at any time; they hold from the next request on. */
export interface ServiceFaults {
  /** "read-only" is what a job gets that an outsider may have started: it can't save. */
  cache: ServiceFault | "read-only";
  /** "full": the account's storage is used up. */
  artifacts: ServiceFault | "full";
  /** "held": an upload is taken and never answered, so that a test can end its sender. */
  uploads: "none" | "held";
}

/** Everything works. */
export function noFaults(): ServiceFaults {
  return { cache: "none", artifacts: "none", uploads: "none" };
}
