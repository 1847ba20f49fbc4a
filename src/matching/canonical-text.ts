/**
 * A piece of an address with its percent-encoding taken away, in Unicode's form NFC. What would change
 * its meaning stays encoded (`/`, `?`, `#`, `%`, `&`, `=`, blanks), and so does what is no UTF-8. Doing
 * it once more changes nothing.
 */
export function canonicalText(text: string): string {
  const decoded = text.includes("%")
    ? text.replace(/%(?![0-9a-f]{2})/gi, "%25").replace(/(?:%[0-9a-f]{2})+/gi, decodeRun)
    : text;
  return decoded.normalize("NFC");
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run).replace(/[\u0000- \u007f\\/?#%&=]/g, encodeURIComponent);
  } catch {
    return run.toUpperCase();
  }
}
