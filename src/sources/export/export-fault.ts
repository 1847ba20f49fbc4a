/** Why a file is no whole export of its format. */
export type Fault =
  | { readonly is: "cut" }
  /** `reason` is what the parser says. */
  | { readonly is: "malformed"; readonly reason: string }
  | { readonly is: "followed-by-more" }
  /** `excess` is a clause: `it unpacks to more than 200 times its size`. */
  | { readonly is: "over-limits"; readonly excess: string }
  | { readonly is: "unknown-encoding"; readonly encoding: string }
  | { readonly is: "of-another-kind"; readonly seems: SeemingKind };

/** What a file seems to be. */
export interface SeemingKind {
  /** With its article: `a WordPress export (WXR)`. */
  readonly name: string;
  /** The setting `source` for files of this kind; undefined where none reads it. */
  readonly source?: string;
}

/** A file is no whole export of its format; whoever knows the file says so in words. */
export class ExportFault extends Error {
  override readonly name = "ExportFault";
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(`the export is ${fault.is}`, options);
    this.fault = fault;
  }
}
