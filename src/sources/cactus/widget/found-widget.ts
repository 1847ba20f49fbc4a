import type { ThreadAddress } from "../../../domain/page.ts";

/** The address of a thread of which some values may be known only in a reader's browser. */
export type PartialAddress = Readonly<
  Record<Exclude<keyof ThreadAddress, "settings">, string | undefined>
>;

/** A widget that a page contains. */
export type FoundWidget =
  | {
      readonly kind: "complete";
      readonly address: ThreadAddress;
      /** Offset in the HTML of the tag or the call. */
      readonly offset: number;
    }
  | {
      /** Readers may see comments here, but nobody can say which without a browser. */
      readonly kind: "unreadable";
      readonly address: PartialAddress;
      /** Offset in the HTML of the tag or the call. */
      readonly offset: number;
      /** The end of a sentence that begins with "because". */
      readonly reason: string;
    };
