/** Texts by name, in the page's language. */
export type Words = Readonly<Record<string, string>>;

/** The texts of a section: the form has them, for the Worker's pages need them as well. */
export function wordsOf(section: HTMLElement): Words {
  const field = section.querySelector<HTMLInputElement>("[name=words]");
  return field === null ? {} : JSON.parse(field.value);
}
