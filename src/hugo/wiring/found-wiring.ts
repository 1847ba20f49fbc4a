import type { ThreadAddress } from "./cactus-wiring.ts";

/** A wiring of which some values may be known only in a reader's browser. */
export type PartialWiring = Readonly<Record<keyof ThreadAddress, string | undefined>>;

/** A wiring that a page contains. */
export type FoundWiring =
  | {
      readonly kind: "complete";
      readonly wiring: ThreadAddress;
      /** Offset in the HTML of the tag or the call. */
      readonly offset: number;
    }
  | {
      /** Readers may see comments here, but nobody can say which without a browser. */
      readonly kind: "unreadable";
      readonly wiring: PartialWiring;
      /** Offset in the HTML of the tag or the call. */
      readonly offset: number;
      /** The end of a sentence that begins with "because". */
      readonly reason: string;
    };
