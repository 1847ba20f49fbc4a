/** A Hugo that can be run. */
export interface FoundHugo {
  readonly path: string;
  /** `0.168.0` */
  readonly version: string;
  readonly from: "path" | "fetched";
}
