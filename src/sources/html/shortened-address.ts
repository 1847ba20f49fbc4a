/** Whether a link's text is the beginning of its address and dots, as comment systems show long ones. */
export function isShortenedAddress(text: string, address: string): boolean {
  const beginning = /^(.+)(?:\.\.\.|\u2026)$/.exec(text.trim())?.[1];
  return (
    beginning !== undefined &&
    /^(?:https?:\/\/|www\.)/i.test(beginning) &&
    address
      .replace(/^https?:\/\/(?=www\.)/i, "")
      .startsWith(beginning.replace(/^https?:\/\/(?=www\.)/i, ""))
  );
}
