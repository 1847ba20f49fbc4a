/** Who named an address, so that a message about it can say what has to be corrected. */
export type AddressOrigin =
  /** `where` is the setting's place: `input site-dir`, `config.yml:3 (hugo.site_dir)`. */
  | { readonly by: "setting"; readonly where: string }
  /** `where` is the pages' places: `content/a.md:12`, `content/a.md:12 and 3 more`. */
  | { readonly by: "pages"; readonly where: string }
  /** Nobody did, and it is the public one. */
  | { readonly by: "default" };
