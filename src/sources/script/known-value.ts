/** A value of a script as far as it is known without running it. */
export type StaticValue =
  | { readonly kind: "primitive"; readonly value: string | number | boolean | null | undefined }
  | {
      readonly kind: "object";
      readonly properties: ReadonlyMap<string, StaticValue>;
      /** Whether it may have more properties than these. */
      readonly isOpen: boolean;
    }
  | { readonly kind: "unknown"; readonly source: string };

/** A value that is known. */
export function primitive(value: string | number | boolean | null | undefined): StaticValue {
  return { kind: "primitive", value };
}
