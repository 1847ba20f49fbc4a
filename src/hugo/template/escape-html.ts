const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
  "+": "&#43;",
};

/** Source: Go's html/template/html.go (htmlReplacementTable) */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'+]/g, (char) => escapes[char] ?? char);
}
