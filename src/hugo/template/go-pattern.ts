const longestPattern = 200;

/**
 * A regular expression of Go as one of JavaScript; undefined where there is no equal one, or where it
 * could take for ever: Go's expressions take linear time, those of JavaScript may not.
 * Source: https://pkg.go.dev/regexp/syntax
 */
export function goPattern(pattern: string): RegExp | undefined {
  const flags = /^\(\?([is]+)\)/.exec(pattern);
  const source = pattern.slice(flags?.[0].length ?? 0).replace(/\(\?P</g, "(?<");
  const hasNestedRepeat = /[*+}]\)[*+?{]|[*+}][^()]*\)[*+{]|\|[^()]*\)[*+{]/.test(source);
  const repeats = source.match(/[*+{]/g)?.length ?? 0;
  const isForeign = /\(\?[^:<]|\\[zAQEpPC]|\[\[:/.test(source);
  if (source.length > longestPattern || hasNestedRepeat || repeats > 6 || isForeign)
    return undefined;
  try {
    return new RegExp(source, `gu${flags?.[1] ?? ""}`);
  } catch (error) {
    // With the `u` flag, JavaScript refuses escapes that need none, such as `\-`; Go allows them.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `$1`, `${1}` and `${name}` in Go's way. Source: https://pkg.go.dev/regexp#Regexp.Expand */
export function goReplacement(template: string, found: readonly unknown[]): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, plain?: string, braced?: string) => {
    if (whole === "$$") return "$";
    const index = Number(plain ?? braced);
    const group = Number.isInteger(index) ? found[index] : undefined;
    return typeof group === "string" ? group : "";
  });
}
