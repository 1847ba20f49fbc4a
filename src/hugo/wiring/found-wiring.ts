import type { CactusWiring } from "./cactus-wiring.ts";

/** A wiring of which some values may be known only in a reader's browser. */
export type PartialWiring = Readonly<Record<keyof CactusWiring, string | undefined>>;

/** A wiring that a page contains. */
export type FoundWiring =
  | {
      readonly kind: "complete";
      readonly wiring: CactusWiring;
      /** Line of the HTML, counted from 1. */
      readonly line: number;
    }
  | {
      /** Readers may see comments here, but nobody can say which without a browser. */
      readonly kind: "unreadable";
      readonly wiring: PartialWiring;
      /** Line of the HTML, counted from 1. */
      readonly line: number;
      /** The end of a sentence that begins with "because". */
      readonly reason: string;
    };
